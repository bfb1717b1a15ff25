"""What a query must not say, read from its words before the engine sees it.

SPARQL 1.1 Query Language, section 19.8: strings, IRIs, comments, names and variables are tokens of their own, so the keyword SERVICE
is found where it is a bare word and nowhere else. Escapes (19.2) cannot spell a keyword: the engine reads them in IRIs and strings only.
"""

from __future__ import annotations

import re

from kg.model.problems import Unanswerable
from kg.workers.limits import Limits, too_deep, too_long_a_query

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
    | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | [?$@]\w+
    | [\w.-]*:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*
    | (?P<word>\w+)
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    """,
    re.VERBOSE | re.DOTALL,
)


UPDATES_REFUSED = "updates are refused: the graph changes only when a new version of it is published"
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


class Refused(Unanswerable):
    """A query that asks for what this endpoint does for nobody."""


class ReadOnly(Refused):
    """An update, where only queries are answered."""


def check_query(query: str, limits: Limits) -> bool:
    """Whether the query names its dataset (FROM).

    Raises LimitReached where it is too long or nested too deep, ReadOnly where it is an update, Refused where it calls another service.
    """
    if len(query.encode()) > limits.query_bytes:
        raise too_long_a_query(limits)
    depth = 0
    names_dataset = False
    verb = ""
    for token in _TOKEN.finditer(query):
        match token.lastgroup:
            case "open":
                depth += 1
                if depth > limits.nesting:
                    raise too_deep(limits)
            case "close":
                depth -= 1
            case "word":
                word = token["word"].upper()
                verb = verb or (word if word not in ("PREFIX", "BASE", "VERSION") else "")
                if verb in _UPDATES:
                    raise ReadOnly(UPDATES_REFUSED)
                if word == "SERVICE":
                    raise Refused("SERVICE is refused: this endpoint asks no other; send each endpoint its own query and join the answers")
                names_dataset = names_dataset or word == "FROM"
    return names_dataset
