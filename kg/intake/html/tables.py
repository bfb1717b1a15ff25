"""Tables: a row is a line with tabs, the words of cells that span rows and columns in each place they stand for.

A table that only arranges a page gives the lines of its cells in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import html

from kg.intake.cell_spans import CellGrid, arranges
from kg.intake.html.lines import Line, joined, plain

_MOST_COLUMNS, _MOST_ROWS = 100, 2000
_Read = Callable[[html.HtmlElement], list[Line]]
_LeftOut = Callable[[html.HtmlElement], bool]


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


def table_lines(table: html.HtmlElement, read: _Read, left_out: _LeftOut) -> list[Line]:
    """The lines of a table, with what stands in it outside its cells before them. `read` gives those of a cell or caption."""
    lines = _strays(table, read, left_out)
    rows = [(row, [_cell(cell, read) for cell in cells]) for row, cells in _rows(table, left_out)]
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


def _strays(part: html.HtmlElement, read: _Read, left_out: _LeftOut) -> list[Line]:
    found = [Line(words, part) for words in (plain(part.text or ""),) if words]
    for child in part:
        if isinstance(child.tag, str) and not left_out(child):
            if child.tag in ("tbody", "thead", "tfoot", "tr"):
                found += _strays(child, read, left_out)
            elif child.tag not in ("td", "th", "colgroup", "col"):
                found += read(child)
        if words := plain(child.tail or ""):
            found.append(Line(words, part))
    return found


def _rows(table: html.HtmlElement, left_out: _LeftOut) -> list[tuple[html.HtmlElement, list[html.HtmlElement]]]:
    """Each row with its cells. Cells that stand in no row are one."""
    found: list[tuple[html.HtmlElement, list[html.HtmlElement]]] = []
    for part in table:
        if not isinstance(part.tag, str) or left_out(part):
            continue
        if part.tag in ("tbody", "thead", "tfoot"):
            found += _rows(part, left_out)
        elif part.tag == "tr":
            found.append((part, [cell for cell in part.iterchildren("td", "th") if not left_out(cell)]))
        elif part.tag in ("td", "th"):
            if not found or found[-1][0] is not table:
                found.append((table, []))
            found[-1][1].append(part)
    return found


def _cell(element: html.HtmlElement, read: _Read) -> _Cell:
    columns, rows = _span(element, "colspan", _MOST_COLUMNS), _span(element, "rowspan", _MOST_ROWS)
    return _Cell(read(element), columns, rows, element.find(".//table") is not None)


def _span(element: html.HtmlElement, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", element.get(name) or "1")
    value = int(found[1]) if found else 1
    return min(value or (most if name == "rowspan" else 1), most)
