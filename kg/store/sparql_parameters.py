"""Parameters of SPARQL queries, and prefixes: what is written into the text, so that any endpoint can run it as it stands.

A parameter is a variable. The text says where its terms go by `VALUES ?name { UNDEF }`, at the beginning of each group that uses it: as it
stands, that restricts nothing. One term or many are written in the place of `UNDEF`; a parameter without terms is left unrestricted.
A query that can be read page by page ends with `LIMIT n OFFSET m`, which others replace.

Terms stand in the text, not beside it: an endpoint elsewhere takes no substitutions, and Oxigraph, which plans a query before it
substitutes, begins at the terms only so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from kg.rdf.terms import Literal, NamedNode

Parameters: TypeAlias = "Mapping[str, NamedNode | Literal | Iterable[NamedNode | Literal]]"
"""Variable -> its terms: one, or many."""

_PLACE = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_PAGE = re.compile(r"\bLIMIT \d+ OFFSET \d+\s*$")

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


def with_parameters(query: str, parameters: Parameters | None = None, *, limit: int | None = None, offset: int = 0) -> str:
    """The query with terms in the places of its parameters, and with another limit and offset.

    Arguments:
        parameters: variable -> a term, or many. With no term at all, a group that needs one has no solution.
            IRIs that SPARQL cannot write, which a store that was loaded without checks may hold, are left out.
        limit: how many solutions at most; None leaves the query as it is.

    Raises ValueError where the query has no place for a parameter or no limit, and for blank nodes.
    """
    written = {name: _written(terms) for name, terms in (parameters or {}).items()}
    if missing := written.keys() - set(_PLACE.findall(query)):
        raise ValueError(f"found no VALUES ?{min(missing)} {{ UNDEF }} in the query")
    query = _PLACE.sub(lambda place: f"VALUES ?{place[1]} {{ {written.get(place[1], 'UNDEF')} }}", query)
    if limit is None:
        return query
    if not _PAGE.search(query):
        raise ValueError("found no LIMIT n OFFSET m at the end of the query")
    return _PAGE.sub(f"LIMIT {int(limit)} OFFSET {int(offset)}", query)


def _written(terms: Any) -> str:
    from kg.rdf.terms import Literal, NamedNode, is_valid_iri

    many = list(terms) if isinstance(terms, Iterable) and not isinstance(terms, str) else [terms]
    for term in many:
        if not isinstance(term, Literal | NamedNode):
            raise ValueError(f"found {term}; expected an IRI or a literal")
    return " ".join(str(term) for term in many if isinstance(term, Literal) or is_valid_iri(term.value))
