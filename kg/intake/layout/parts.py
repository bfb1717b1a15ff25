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
from kg.intake.layout.table_gaps import Places, Ruled
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


def ruled_on(page: PageContent, lines: Sequence[Line], grids: Sequence[Grid]) -> list[Ruled]:
    """The grids of a page with the words in them."""
    return [Ruled(page.page, grid, cell_words(grid, [line for line in lines if is_in(line, grid)])) for grid in grids]


def parts(page: PageContent, lines: Sequence[Line], tables: Sequence[tuple[Ruled, Places]]) -> Iterator[Part]:
    """What stands on a page, in order. `lines` without page marks and heads; `tables` with the places where lines may be missing."""
    free = [line for line in lines if not any(is_in(line, ruled.grid) for ruled, _ in tables)]
    notes = _notes(page, free)
    free = [line for line in free if not any(line is note for note in notes)]
    for ruled, places in tables:
        above = [line for line in free if line.rect.middle < ruled.grid.rect.top]
        free = [line for line in free if line.rect.middle >= ruled.grid.rect.top]
        yield from _columns(page, above)
        yield from _table_parts(page, ruled, places)
    yield from _columns(page, free)
    if notes:
        yield Notes(tuple(joined(row) for row in rows(notes)))


def is_in(line: Line, grid: Grid) -> bool:
    """Whether the centre of a line is in a grid."""
    rect, centre = grid.rect, (line.rect.left + line.rect.right) / 2
    return rect.left <= centre <= rect.right and rect.top <= line.rect.middle <= rect.bottom


def _columns(page: PageContent, lines: Sequence[Line]) -> Iterator[Part]:
    for number, stacked in reading_order(lines):
        done = 0
        for first, last in aligned_runs(stacked):
            if stacked[done:first]:
                yield Column(page.page, number, tuple(joined(row) for row in stacked[done:first]), page.width)
            yield Aligned(page.page, tuple(tuple(row) for row in stacked[first:last]))
            done = last
        if stacked[done:]:
            yield Column(page.page, number, tuple(joined(row) for row in stacked[done:]), page.width)


def _table_parts(page: PageContent, ruled: Ruled, places: Places) -> Iterator[Part]:
    """A box around paragraphs is columns of paragraphs; so is a row of one cell with several lines."""
    grid = ruled.grid
    table = read_table(ruled, places)
    for is_box, group in groupby(
        table.rows, key=lambda row: is_whole_row(row.owners[0], grid) and (grid.width == 1 or len(row.cells[0]) > 1)
    ):
        found = list(group)
        if is_box:
            for cell in dict.fromkeys(row.owners[0] for row in found):
                at_ends = frozenset(places.get(cell, ())) & {0, len(ruled.words[cell])}
                yield Column(ruled.page, 0, tuple(ruled.words[cell]), page.width, cell.rect, at_ends)
        else:
            yield Table(ruled.page, grid, found)


def is_note(line: Line) -> bool:
    """Whether a line begins with the mark of a note."""
    return bool(_NOTE.match(line.text.strip()))


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
