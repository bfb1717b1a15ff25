"""Making a query stand alone: an endpoint elsewhere knows neither the project's prefixes nor values that are bound beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.rdf.namespaces import PREFIXES

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
    | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | [?$@]\w+
    | (?P<prefix>[\w.-]*):(?P<local>[\w.%\\-]*)
    | (?P<word>\w+)
    | (?P<bracket>[(){}])
    """,
    re.VERBOSE | re.DOTALL,
)


def with_prefixes(query: str, between: str = " ") -> str:
    """The query, with those of the project's prefixes declared that it uses and does not declare itself.

    They stand before its first line, so that an error's line is the query's own; `between` may put each on a line of its own.
    """
    declared: set[str] = set()
    used: set[str] = set()
    word = ""
    for token in _TOKEN.finditer(query):
        if token["prefix"] is not None:
            (declared if word == "PREFIX" else used).add(token["prefix"])
        word = (token["word"] or "").upper()
    needed = [name for name in PREFIXES if name in used - declared]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>{between}" for name in needed) + query


def with_bindings(query: str, bindings: Mapping[str, Any]) -> str:
    """The query with `VALUES` at the beginning of its outermost group, so that the variables have these terms and no others.

    That is what a substitution does, but for variables that stand only inside a group or a subquery which does not show them
    (SPARQL 1.1 Query Language, section 12). Raises ValueError where there is no group to put it in, and for a blank node.
    """
    if not bindings:
        return query
    if not all(re.fullmatch(r"\w+", name) for name in bindings):
        raise ValueError(f"found {', '.join(bindings)}; expected names of variables")
    at = _outermost_group(query)
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(_written(term) for term in bindings.values())
    return f"{query[:at]} VALUES ({names}) {{ ({terms}) }} {query[at:]}"


def with_values(query: str, values: Mapping[str, Iterable[Any]]) -> str:
    """The query with the terms in the place of each `VALUES ?name { UNDEF }`, so that many things are asked of at once.

    The query says where: a store that is given the terms in each group of a union need not go through all it holds.
    Raises ValueError where the query has no such place, and for a blank node.
    """
    for name, terms in values.items():
        written = " ".join(_written(term) for term in terms)
        parts = re.split(rf"(?<=VALUES \?{name} ){{ UNDEF }}", query)
        if len(parts) == 1:
            raise ValueError(f"found no VALUES ?{name} {{ UNDEF }} in the query")
        query = f"{{ {written} }}".join(parts)
    return query


def _written(term: Any) -> str:
    from pyoxigraph import Literal, NamedNode

    if not isinstance(term, Literal | NamedNode):
        raise ValueError(f"found {term}; expected an IRI or a literal")
    return str(term)


def _outermost_group(query: str) -> int:
    """Where the words of the outermost group begin: after the first `{` that belongs to no expression and to no template."""
    depth, in_template, template = 0, False, False
    for token in _TOKEN.finditer(query):
        word, bracket = (token["word"] or "").upper(), token["bracket"]
        if word in ("CONSTRUCT", "WHERE") and depth == 0:
            template = word == "CONSTRUCT"
        elif bracket == "{" and depth == 0 and not template:
            return token.end()
        elif bracket in ("(", "{"):
            in_template = in_template or (bracket == "{" and depth == 0)
            depth += 1
        elif bracket in (")", "}"):
            depth -= 1
            if depth == 0 and in_template:
                template = in_template = False
    raise ValueError("found a query without a group { … }; expected one to bind values in")
