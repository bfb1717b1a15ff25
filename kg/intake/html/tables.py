"""Tables: a row is a line with tabs, the words of cells that span rows and columns in each place they stand for.

A table that only arranges a page gives the lines of its cells in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import html

from kg.intake.cell_spans import CellGrid, arranges
from kg.intake.html.lines import Line, joined

_MOST_COLUMNS, _MOST_ROWS = 100, 2000
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
    if arranges([cells for _, cells in rows]):
        return lines + [line for _, cells in rows for cell in cells for line in cell.lines]
    grid = CellGrid([cells for _, cells in rows])
    for index, (row, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell.lines]
        if len(filled) == 1 and len(filled[0].lines) > 1 and not grid.from_above(index):
            lines += filled[0].lines
        elif filled and (words := "\t".join(cell.words if cell else "" for cell in grid.row(index))):
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
