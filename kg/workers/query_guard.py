"""Lexical checks of a query before it is evaluated: no SERVICE, no update, bounded length and nesting.

By SPARQL 1.1 Query Language, section 19.8, strings, IRIs, comments, names and variables are tokens, and the longest match counts.
Engines differ: Oxigraph reads `SERVICE:x{`, `1SERVICE<x>` and `(1<2)SERVICE#>` as SERVICE clauses. The guard therefore escapes the word
inside strings and IRIs (`\\u0073ervice` means the same and is no keyword), and refuses it wherever it could be a keyword.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryTooDeep, QueryTooLong, ReadOnly, Refused
from kg.workers.limits import Limits

_HEX = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\"'\\]|{_HEX}"
_LETTER = r"0-9A-Za-z_\x80-\U0010FFFF"
_PLX = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
_LOCAL = rf":(?:(?:[{_LETTER}:]|{_PLX})(?:[{_LETTER}.:-]|{_PLX})*+)?+"
_TOKEN = re.compile(
    rf"""
      (?P<opaque> \#[^\n\r]*+
        | <(?:[^<>"{{}}|^`\\\x00-\x20]|{_HEX})*+>
        | \"\"\"(?:[^"\\]|{_ESCAPE}|"(?!""))*+\"\"\"
        | '''(?:[^'\\]|{_ESCAPE}|'(?!''))*+'''
        | "(?:[^"\\\n\r]|{_ESCAPE})*+"
        | '(?:[^'\\\n\r]|{_ESCAPE})*+')
    | [?$][{_LETTER}]++ | @[A-Za-z]++(?:--?[A-Za-z0-9]++)*+ | {_LOCAL}
    | (?P<word>[{_LETTER}][{_LETTER}.-]*+)(?P<local>{_LOCAL})?+
    | (?P<open>[({{\[])
    | (?P<close>[)}}\]])
    | [!%&*+,./;=>^|~`\\-]++ | [^\x20\t\r\n]
    """,
    re.VERBOSE,
)
_SERVICE = re.compile("(?ai:service)")
_HEX_DIGITS = re.compile(_HEX)
_BEFORE_GRAPH_NAME = {"GRAPH", "FROM", "NAMED", "DESCRIBE"}

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


@dataclass(frozen=True)
class CheckedQuery:
    """A query that may be evaluated. `text` has the same meaning as the given query. `names_dataset` is whether it has a FROM clause."""

    text: str
    names_dataset: bool


def check_query(query: str, limits: Limits) -> CheckedQuery:
    """Check `query` against `limits`. Raises QueryTooLong, QueryTooDeep, ReadOnly for an update, Refused for a SERVICE clause."""
    if len(query.encode()) > limits.query_bytes:
        raise QueryTooLong(limits.query_bytes)
    depth = 0
    names_dataset = False
    verb = before = ""
    service_call = False
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(query):
        kind = token.lastgroup
        if kind == "opaque":
            parts += query[end : token.start()], _SERVICE.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", token[0])
            end = token.end()
            if token[0].startswith("#"):
                continue
        if kind == "open":
            depth += 1
            if depth > limits.nesting:
                raise QueryTooDeep(limits.nesting)
            if service_call and token[0] == "{":
                raise Refused
        elif kind == "close":
            depth -= 1
        word = (token["word"] or "").upper()
        contains_service = _SERVICE.search(word) is not None
        service_call = contains_service and kind == "local" and before not in _BEFORE_GRAPH_NAME
        if kind == "word":
            verb = verb or (word if word not in ("PREFIX", "BASE", "VERSION") else "")
            if verb in _UPDATES:
                raise ReadOnly
            if contains_service:
                raise Refused
            names_dataset = names_dataset or word == "FROM"
        before = word if kind == "word" else ""
    return CheckedQuery("".join([*parts, query[end:]]), names_dataset)


def unescaped(query: str) -> str:
    """The query with codepoint escapes decoded, as engines read it that decode before tokenising (one reading of section 19.2)."""
    return _HEX_DIGITS.sub(lambda found: chr(code) if (code := int(found[0][2:], 16)) <= 0x10FFFF else found[0], query)
