"""A page is taken apart: tables, boxes, columns, notes at its foot, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.intake.layout.aligned import aligned_runs
from kg.intake.layout.columns import reading_order
from kg.intake.layout.grids import Grid
from kg.intake.layout.margins import Column
from kg.intake.layout.rows import joined, rows
from kg.intake.layout.table_gaps import cell_gaps
from kg.intake.layout.tables import Table, cell_words, is_whole_row, read_table
from kg.intake.page_content import Line, PageContent

_NOTE = re.compile(r"[①-⑳*※]|[\[〔【（(]?\d{1,2}[\]〕】）)]?(?![\d年.、])|注[:：\d]")


@dataclass(frozen=True)
class Aligned:
    """A table without rules: the parts of each row."""

    page: int
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Notes:
    """The notes at the foot of a page."""

    lines: tuple[Line, ...]


Part = Column | Table | Aligned | Notes


def parts(page: PageContent, lines: Sequence[Line], grids: Sequence[Grid]) -> Iterator[Part]:
    """What stands on a page, in order. `lines` without page marks and heads."""
    inside = [[line for line in lines if _is_in(line, grid)] for grid in grids]
    held = {id(line) for words in inside for line in words}
    free = [line for line in lines if id(line) not in held]
    notes = _notes(page, free)
    free = [line for line in free if not any(line is note for note in notes)]
    for grid, words in zip(grids, inside, strict=True):
        above = [line for line in free if line.rect.middle < grid.rect.top]
        free = [line for line in free if line.rect.middle >= grid.rect.top]
        yield from _columns(page, above)
        if words:
            yield from _grid_parts(page, grid, words)
    yield from _columns(page, free)
    if notes:
        yield Notes(tuple(joined(row) for row in rows(notes)))


def is_note(line: Line) -> bool:
    """Whether a line begins with the mark of a note."""
    return bool(_NOTE.match(line.text.strip()))


def _is_in(line: Line, grid: Grid) -> bool:
    rect, centre = grid.rect, (line.rect.left + line.rect.right) / 2
    return rect.left <= centre <= rect.right and rect.top <= line.rect.middle <= rect.bottom


def _columns(page: PageContent, lines: Sequence[Line]) -> Iterator[Part]:
    for number, stacked in reading_order(lines):
        done = 0
        for first, last in aligned_runs(stacked):
            if stacked[done:first]:
                yield Column(page.page, number, tuple(joined(row) for row in stacked[done:first]))
            yield Aligned(page.page, tuple(tuple(row) for row in stacked[first:last]))
            done = last
        if stacked[done:]:
            yield Column(page.page, number, tuple(joined(row) for row in stacked[done:]))


def _grid_parts(page: PageContent, grid: Grid, lines: Sequence[Line]) -> Iterator[Part]:
    """A box around paragraphs is columns of paragraphs; so is a row of one cell with several lines."""
    words = cell_words(grid, lines)
    places = cell_gaps(grid, words)
    table = read_table(page.page, grid, words, places)
    for is_box, group in groupby(
        table.rows, key=lambda row: is_whole_row(row.owners[0], grid) and (grid.width == 1 or len(row.cells[0]) > 1)
    ):
        found = list(group)
        if is_box:
            for cell in dict.fromkeys(row.owners[0] for row in found):
                at_ends = frozenset(places.get(cell, ())) & {0, len(words[cell])}
                yield Column(page.page, 0, tuple(words[cell]), cell.rect, at_ends)
        else:
            yield Table(page.page, grid, found)


def _notes(page: PageContent, lines: Sequence[Line]) -> list[Line]:
    """Lines at the foot of a page under a short rule, the first with a mark, all of a smaller size."""
    for rule in page.rules:
        if rule.height > 2 or not 0.08 * page.width < rule.width < 0.5 * page.width or rule.top < 0.4 * page.height:
            continue
        below = sorted((line for line in lines if line.rect.middle > rule.middle), key=lambda line: line.rect.top)
        above = [line for line in lines if line.rect.middle < rule.middle]
        if not below or not above or not is_note(below[0]):
            continue
        if max(line.size for line in below) < 0.95 * max(line.size for line in above):
            return below
    return []
