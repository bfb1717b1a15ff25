"""Tables of indicators: their rows, divided into cells under the columns of their head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.indicators.columns import Column, columns
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.clauses import Clause

_TOKEN = re.compile(r"[\[［【]\s*[\d.]+\s*[\]］】]|\S+")
_TO_VALUE = re.compile(r"(?:[^\n]*\n\s*)*?[^\n]*[^\d\s][^\n]*[\d%％\]—–－-][ \u3000]*(?=\n|$)(?!\s*[\d%％\[])")
_HEAD_TOKEN = re.compile(r"[^\s\d]*(?:20\d{2}\s*年)\s*[^\s\d]*|\S+")
_OWN_UNIT = re.compile(r"[（(]\s*(?P<unit>[^（）()\d]{1,6})\s*[）)]\s*$")
_OF_WHICH = re.compile(r"^其中\s*[:：]?")


@dataclass(frozen=True)
class Row:
    """A row of values: `name` without its unit, `unit` of its own, of its column or of the row above that has one (`unit_at`)."""

    clause: str
    span: Span
    name: Span
    unit: str | None
    unit_at: Span | None
    cells: tuple[tuple[Column, Span], ...]
    head: Span


def rows(source: DraftSource) -> Iterator[Row]:
    """The rows of every table of indicators of the text."""
    of_table: dict[str, list[Clause]] = defaultdict(list)
    for clause in source.clauses.values():
        if clause.kind == "row" and clause.parent:
            of_table[clause.parent].append(clause)
    for path, found in of_table.items():
        yield from _of_table(source, source.clauses[path], found)


def _of_table(source: DraftSource, table: Clause, found: Sequence[Clause]) -> Iterator[Row]:
    head, roles = _head(source, table, found)
    if head is None or not roles:
        return
    unit, unit_at = None, None
    for clause in found:
        if clause.start < head[1]:
            continue
        cells = _cells(source, clause, roles)
        if cells is None:
            unit, unit_at = None, None
            continue
        name = _name(source, roles, cells)
        if name is None:
            continue
        valued = [(role, cell) for role, cell in zip(roles, cells, strict=True) if role.role in ("base", "goal", "growth", "binding")]
        span = (name[0], max([name[1], *(cell[1] for _, cell in valued)]))
        own = _unit(source, roles, cells, name)
        if own:
            unit, unit_at = own, span
        yield Row(clause.path, span, _without_unit(source, name), unit, None if own else unit_at, tuple(valued), head)


def _head(source: DraftSource, table: Clause, found: Sequence[Clause]) -> tuple[Span | None, list[Column]]:
    """The head: the first row, or a line of the table's own words before its rows."""
    spans = [_line(source.text, (clause.start, clause.end)) for clause in found[:2]]
    for start, end in table.own:
        at = start
        for line in source.text[start:end].splitlines(keepends=True):
            if line.strip() and at < found[-1].start:
                spans.append((at, at + len(line.rstrip())))
            at += len(line)
    for span in spans:
        words = source.text[slice(*span)]
        parts = words.split("\t") if "\t" in words else _HEAD_TOKEN.findall(words)
        if roles := columns([re.sub(r"\s", "", part) for part in parts], source.year):
            return span, roles
    return None, []


def _line(text: str, span: Span) -> Span:
    """The first line of a row, what follows being the empty first cell of the next; of a row that blanks divide, up to its last value."""
    start, end = span
    if "\t" in text[start:end]:
        stop = text.find("\n", start, end)
        return start, end if stop < 0 else stop
    match = _TO_VALUE.match(text, start, end)
    return start, match.end() if match else start + len(text[start:end].rstrip())


def _cells(source: DraftSource, clause: Clause, roles: Sequence[Column]) -> list[Span] | None:
    """The cells under the columns, those that are missing at the left empty. None for a row that only names a group."""
    start, end = _line(source.text, (clause.start, clause.end))
    words = source.text[start:end]
    if "\t" in words:
        cells = _split(words)
        if sum(bool(words[slice(*cell)].strip()) for cell in cells) < 2:
            return None
        cells = cells[-len(roles) :]
        spans = [(start + low, start + high) for low, high in cells]
    else:
        spans = _spaced(words, start, roles)
    return [(start, start)] * (len(roles) - len(spans)) + spans if spans else None


def _split(words: str) -> list[Span]:
    """The cells of a line that tabs divide."""
    found, at = [], 0
    for cell in words.split("\t"):
        found.append((at, at + len(cell)))
        at += len(cell) + 1
    return found


def _spaced(words: str, start: int, roles: Sequence[Column]) -> list[Span]:
    """The cells of a line that blanks divide: from the right one for each column after the name, and what is left is the name."""
    tokens = [match.span() for match in _TOKEN.finditer(words)]
    place = max((i for i, role in enumerate(roles) if role.role == "name"), default=0)
    behind = len(roles) - place - 1
    if len(tokens) < behind + 1:
        return []
    values, names = tokens[len(tokens) - behind :], tokens[: len(tokens) - behind]
    if len(names) > 1 and words[slice(*names[0])].isdigit():
        names = names[1:]
    return [(start + low, start + high) for low, high in [(names[0][0], names[-1][1]), *values]]


def _name(source: DraftSource, roles: Sequence[Column], cells: Sequence[Span]) -> Span | None:
    found = [cell for role, cell in zip(roles, cells, strict=True) if role.role == "name" and source.words(cell)]
    if not found:
        return None
    start, end = found[-1]
    if match := _OF_WHICH.match(source.text[start:end].lstrip()):
        start += len(source.text[start:end]) - len(source.text[start:end].lstrip()) + match.end()
    words = source.text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _unit(source: DraftSource, roles: Sequence[Column], cells: Sequence[Span], name: Span) -> str | None:
    of_column = [source.words(cell) for role, cell in zip(roles, cells, strict=True) if role.role == "unit"]
    if of_column and of_column[0]:
        return of_column[0]
    match = _OWN_UNIT.search(source.text[slice(*name)])
    return match["unit"].strip() if match else None


def _without_unit(source: DraftSource, name: Span) -> Span:
    match = _OWN_UNIT.search(source.text[slice(*name)])
    end = name[0] + match.start() if match else name[1]
    return name[0], end
