"""Tables: a row is a line with tabs. Cells that span rows have their words in each; those that span columns, where the columns differ.

A table that only arranges a page gives the lines of its cells in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import html

from kg.intake.html.lines import Line, joined

_MOST_COLUMNS, _MOST_ROWS = 100, 2000
_MOST_REPEATED = 1_000_000
"""Characters that spans may add to a table."""
_LONG = 300
_Read = Callable[[html.HtmlElement], list[Line]]


@dataclass(frozen=True)
class _Cell:
    lines: list[Line]
    columns: int
    rows: int
    nested: bool
    """Whether it holds a table."""

    @property
    def words(self) -> str:
        return joined([line.text.replace("\t", " ") for line in self.lines])


def table_lines(table: html.HtmlElement, read: _Read) -> list[Line]:
    """The lines of a table; `read` gives those of a cell or caption."""
    lines: list[Line] = []
    for caption in table.iterchildren("caption"):
        lines += read(caption)
    rows = [(row, [_cell(cell, read) for cell in row.iterchildren("td", "th")]) for row in _rows(table)]
    if _arranges(rows):
        return lines + [line for _, cells in rows for cell in cells for line in cell.lines]
    grid = _Grid(rows)
    for index, (row, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell.lines]
        if len(filled) == 1 and len(filled[0].lines) > 1 and not grid.from_above(index):
            lines += filled[0].lines
        elif filled and (words := grid.words(index)):
            linked = sum(line.linked for cell in filled for line in cell.lines)
            lines.append(Line(words, row, linked, any(line.file for cell in filled for line in cell.lines), row=True))
    return lines


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            found += child.iterchildren("tr")
    return found


def _cell(element: html.HtmlElement, read: _Read) -> _Cell:
    columns, rows = _span(element, "colspan", _MOST_COLUMNS), _span(element, "rowspan", _MOST_ROWS)
    return _Cell(read(element), columns, rows, element.find(".//table") is not None)


def _span(element: html.HtmlElement, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", element.get(name) or "1")
    value = int(found[1]) if found else 1
    return min(value or (most if name == "rowspan" else 1), most)


def _arranges(rows: list[tuple[html.HtmlElement, list[_Cell]]]) -> bool:
    """Whether a table only puts parts of a page beside each other: one row or column, or cells with tables and long texts in them."""
    cells = [cell for _, row in rows for cell in row if cell.lines]
    if len(cells) <= 1 or not any(len([cell for cell in row if cell.lines]) > 1 for _, row in rows):
        return True
    long = any(len(cell.lines) > 5 and len(cell.words) > _LONG for cell in cells)
    return long and (any(cell.nested for cell in cells) or len([row for row, own in rows if any(cell.lines for cell in own)]) == 1)


class _Grid:
    """The cells of a table by row and column, spans filled."""

    def __init__(self, rows: list[tuple[html.HtmlElement, list[_Cell]]]) -> None:
        self._at: dict[tuple[int, int], tuple[_Cell, int, int]] = {}
        self._width = 0
        self._left = _MOST_REPEATED
        for index, (_, cells) in enumerate(rows):
            column = 0
            for cell in cells:
                while (index, column) in self._at:
                    column += 1
                for down in range(min(cell.rows, len(rows) - index)):
                    for across in range(cell.columns):
                        self._at.setdefault((index + down, column + across), (cell, index, column))
                column += cell.columns
            self._width = max(self._width, column)

    def from_above(self, row: int) -> bool:
        """Whether a cell of a row above reaches into this one and has words."""
        return any(place[1] < row and place[0].words for column in range(self._width) if (place := self._at.get((row, column))))

    def words(self, row: int) -> str:
        """The cells of a row by tabs; empty ones at the end are left out."""
        written = [self._written(row, column) for column in range(self._width)]
        return "\t".join(written).rstrip()

    def _written(self, row: int, column: int) -> str:
        cell, first_row, first_column = self._at.get((row, column), (None, row, column))
        if cell is None or (column > first_column and not self._divided(cell, first_row, first_column)):
            return ""
        if (row, column) != (first_row, first_column):
            self._left -= len(cell.words)
            if self._left < 0:
                return ""
        return cell.words

    def _divided(self, cell: _Cell, row: int, column: int) -> bool:
        """Whether the columns that a cell of the head spans are told apart below it, or those of another cell in the first row."""
        if cell.columns >= self._width:
            return False
        head = next((place[1] for place in (self._at.get((0, 0)),) if place and place[0].columns >= self._width), -1) + 1
        other = row + cell.rows if row == head else head
        places = (self._at.get((other, column + across)) for across in range(cell.columns))
        return len({id(place[0]) for place in places if place and place[0].words}) > 1
