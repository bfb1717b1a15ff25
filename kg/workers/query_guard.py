"""What a query must not say, read from its words before the engine sees it.

SPARQL 1.1 Query Language, section 19.8: strings, IRIs, comments, names and variables are tokens of their own, and the longest token
counts. Engines do not all read so: Oxigraph takes `SERVICE:x{`, `1SERVICE<x>` and `(1<2)SERVICE#>` for calls. So the word is escaped
where it may be mentioned (`\\u0073ervice` is the same string or IRI, and no keyword), and refused where it could be a keyword.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryTooDeep, QueryTooLong, ReadOnly, Refused
from kg.workers.limits import Limits

_HEX = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\"'\\]|{_HEX}"
_LETTER = r"0-9A-Za-z_\x80-\U0010FFFF"
_WRITTEN = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
_LOCAL = rf":(?:(?:[{_LETTER}:]|{_WRITTEN})(?:[{_LETTER}.:-]|{_WRITTEN})*+)?+"
_TOKEN = re.compile(
    rf"""
      (?P<quiet> \#[^\n\r]*+
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
_BEFORE_A_GRAPH = {"GRAPH", "FROM", "NAMED", "DESCRIBE"}

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


@dataclass(frozen=True)
class Checked:
    """A query that may be asked: its text, the same in meaning as what was given, and whether it names its dataset (FROM)."""

    text: str
    names_dataset: bool


def check_query(query: str, limits: Limits) -> Checked:
    """Raises LimitReached where it is too long or nested too deep, ReadOnly for an update, Refused where it calls another service."""
    if len(query.encode()) > limits.query_bytes:
        raise QueryTooLong(limits.query_bytes)
    depth = 0
    names_dataset = False
    verb = before = ""
    called = False
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(query):
        kind = token.lastgroup
        if kind == "quiet":
            parts += query[end : token.start()], _SERVICE.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", token[0])
            end = token.end()
            if token[0].startswith("#"):
                continue
        if kind == "open":
            depth += 1
            if depth > limits.nesting:
                raise QueryTooDeep(limits.nesting)
            if called and token[0] == "{":
                raise Refused
        elif kind == "close":
            depth -= 1
        word = (token["word"] or "").upper()
        mentioned = _SERVICE.search(word) is not None
        called = mentioned and kind == "local" and before not in _BEFORE_A_GRAPH
        if kind == "word":
            verb = verb or (word if word not in ("PREFIX", "BASE", "VERSION") else "")
            if verb in _UPDATES:
                raise ReadOnly
            if mentioned:
                raise Refused
            names_dataset = names_dataset or word == "FROM"
        before = word if kind == "word" else ""
    return Checked("".join([*parts, query[end:]]), names_dataset)


def unescaped(query: str) -> str:
    """The query as engines read it that undo escapes before they look for words (section 19.2 may be read so)."""
    return _HEX_DIGITS.sub(lambda found: chr(code) if (code := int(found[0][2:], 16)) <= 0x10FFFF else found[0], query)
