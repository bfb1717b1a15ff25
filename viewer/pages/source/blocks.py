"""A text as the blocks a reader sees: headings, paragraphs, tables. Every letter of it stands in one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from kg.text.paragraphs import Line, lines, paragraphs
from viewer.pages.source.clauses import Clause, Span

_WORDS = re.compile(r"[^\s#*]")
_CELL = re.compile(r"\[[^\]\n]*\]|\S+")


@dataclass(frozen=True)
class Stretch:
    """`text[start:end]`. `style`: a heading, a page mark, or a break of the scan inside a sentence, which holds no letters."""

    start: int
    end: int
    style: Literal["", "heading", "noise", "break"] = ""


@dataclass
class Block:
    """`cells` are the stretches of a paragraph, or of the cells of a row. `boxed`: it stands inside a box (专栏)."""

    clause: Clause
    kind: Literal["heading", "paragraph", "row", "line"]
    cells: list[list[Stretch]] = field(default_factory=list)
    boxed: bool = False
    head: bool = False
    """The row that names the columns."""

    @property
    def start(self) -> int:
        return self.cells[0][0].start

    @property
    def end(self) -> int:
        return self.cells[-1][-1].end


def blocks_of(text: str, clauses: Mapping[str, Clause], noise: Sequence[Span]) -> list[Block]:
    """In the order of the text. A `line` is one that stands between the rows of a table."""
    found = [block for clause in clauses.values() for block in _blocks(text, clause, noise)]
    return sorted(found, key=lambda block: block.start)


def _blocks(text: str, clause: Clause, noise: Sequence[Span]) -> Iterator[Block]:
    grid = _grid(text, clause)
    boxed = clause.inside("box") is not None
    if grid and clause.kind == "row":
        yield from _row(text, clause, grid, boxed)
        return
    for i, (start, end) in enumerate(clause.own):
        heading = _heading_end(text, clause) if i == 0 else 0
        if heading:
            line_end = text.find("\n", heading, end)
            line_end = end if line_end < 0 else line_end
            if not _WORDS.search(text, heading, line_end):
                first = next(lines(text, start, line_end))
                yield Block(clause, "heading", [[Stretch(first.start, first.end, "heading")]], boxed)
                start, heading = line_end, 0
        if grid:
            yield from (Block(clause, "line", [[Stretch(line.start, line.end)]], boxed) for line in lines(text, start, end, noise))
        else:
            yield from (Block(clause, "paragraph", [_stretches(p, heading)], boxed) for p in paragraphs(text, start, end, noise))


def _heading_end(text: str, clause: Clause) -> int:
    """Where the number and heading at the beginning of the clause end; 0 where it has neither."""
    words = clause.heading or clause.number
    at = text.find(words, clause.start, clause.end) if words else -1
    return at + len(words) if words and at >= 0 else 0


def _stretches(paragraph: Sequence[Line], heading: int) -> list[Stretch]:
    """The lines of a paragraph with breaks between them; its words up to the offset `heading` are a heading that runs in."""
    found: list[Stretch] = []
    for i, line in enumerate(paragraph):
        if i:
            found.append(Stretch(line.start, line.start, "break"))
        if line.start < heading < line.end:
            found += [Stretch(line.start, heading, "heading"), Stretch(heading, line.end)]
        else:
            found.append(Stretch(line.start, line.end, "noise" if line.noise else ""))
    return found


def _row(text: str, row: Clause, grid: _Grid, boxed: bool) -> Iterator[Block]:
    """The row, and a line for each that follows it before the next one. A row that the scan broke is put together again."""
    cells: list[list[Stretch]] = []
    rest = list(lines(text, row.start, row.end))
    while rest and (not cells or (grid.blanks and len(cells) < grid.width)):
        line = rest.pop(0)
        cells += [[Stretch(*cell)] for cell in cells_of(text, line.start if cells else _line_start(text, line.start), line.end)]
    if grid.blanks and len(cells) > grid.width:
        last = 1 - grid.width + 1
        cells = [cells[0], _joined(cells[1:last]), *cells[last:]]
    yield Block(row, "row", cells, boxed, head=row is grid.first and not grid.blanks)
    yield from (Block(row, "line", [[Stretch(line.start, line.end)]], boxed) for line in rest)


def _joined(cells: Sequence[Sequence[Stretch]]) -> list[Stretch]:
    found = list(cells[0])
    for cell in cells[1:]:
        found += [Stretch(cell[0].start, cell[0].start, "break"), *cell]
    return found


def _line_start(text: str, at: int) -> int:
    """Back over tabs: the first cells of a row may be empty."""
    while at and text[at - 1] in "\t ":
        at -= 1
    return at


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line: between tabs, or where there is none, between blanks; what stands in [ ] stays together."""
    words = text[start:end]
    if "\t" not in words:
        return [(start + m.start(), start + m.end()) for m in _CELL.finditer(words)]
    cuts = [-1, *(m.start() for m in re.finditer("\t", words)), len(words)]
    return [(start + left + 1, start + right) for left, right in pairwise(cuts)]


@dataclass(frozen=True)
class _Grid:
    """A table: its cells lie between tabs, or, where its rows have as many pieces each, between blanks."""

    first: Clause
    width: int
    blanks: bool


def _grid(text: str, clause: Clause) -> _Grid | None:
    """The table that a clause is, or is part of."""
    whole = clause.inside("table") or clause.inside("box")
    rows = [part for part in whole.parts if part.kind == "row"] if whole else []
    if not rows:
        return None
    firsts = [next(lines(text, row.start, row.end)) for row in rows]
    if any("\t" in text[line.start : line.end] for line in firsts):
        return _Grid(rows[0], 0, blanks=False)
    counts = Counter(len(cells_of(text, line.start, line.end)) for line in firsts)
    width, often = counts.most_common(1)[0]
    return _Grid(rows[0], width, blanks=True) if width > 2 and 2 * often > len(rows) else None
