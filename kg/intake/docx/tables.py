"""Tables: one row a line, its cells by tabs; merged cells have their words in the rows and columns that they cover.

A table that only arranges the page, or frames a text, gives the lines of its cells. A table within a cell comes after the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.intake.cell_spans import CellGrid, arranges
from kg.intake.docx.lines import Line, Span, joined
from kg.intake.docx.names import local, number, value, w
from kg.intake.docx.walk import children

if TYPE_CHECKING:
    from lxml import etree

_COLUMNS = 63
"""Of a table of Word at most."""


@dataclass(frozen=True)
class _Cell:
    content: list[Line]
    columns: int = 1
    rows: int = 1
    merging: str = ""
    """`restart` of a cell that goes on below, `continue` of one that goes on from above."""

    @cached_property
    def lines(self) -> list[Line]:
        return [line for line in self.content if line.text.strip()]

    @cached_property
    def line(self) -> Line:
        """Its paragraphs as one line, without the tables in it."""
        own = [line for line in self.content if not line.row]
        return joined([line for line in own if line.text], " ") if any(line.text for line in own) else joined(own, "")

    @property
    def words(self) -> str:
        return self.line.text

    @property
    def nested(self) -> bool:
        return any(line.row for line in self.content)


def table_lines(table: etree._Element, read_cell: Callable[[etree._Element], list[Line]]) -> list[Line]:
    """The lines of a table. `read_cell` gives those of a cell, and is asked in the order of the document."""
    rows = [_row(row, read_cell) for row in children(table) if local(row) == "tr"]
    kept = [[cell for cell in row if isinstance(cell, _Cell)] for row in rows]
    if arranges(kept):
        return [line for row in rows for part in row for line in (part.content if isinstance(part, _Cell) else [part] if part else [])]
    merged = _merged(rows)
    grid: CellGrid[_Cell] = CellGrid([[cell for cell in row if not isinstance(cell, Line)] for row in merged])
    lines: list[Line] = []
    for index, row in enumerate(merged):
        lines += [part for part in row if isinstance(part, Line)]
        begun = {id(part): part for part in row if isinstance(part, _Cell)}
        filled = [cell for cell in begun.values() if cell.lines]
        if len(filled) == 1 and len(filled[0].lines) > 1 and not grid.from_above(index):
            lines += filled[0].content
            continue
        line = joined([_shown(cell, begun) for cell in grid.row(index)], "\t", row=True)
        lines.append(line)
        lines += [part for cell in filled for part in cell.content if part.row]
    return lines


def _shown(cell: _Cell | None, begun: dict[int, _Cell]) -> Line:
    """The words of a cell in a row; what is doubtful in them is told once, where the cell begins."""
    if cell is None:
        return Line("")
    return cell.line if begun.pop(id(cell), None) else Line(cell.words)


_Part = _Cell | Line | None
"""A cell, a deleted row, or nothing where a row begins later than the table."""


def _row(row: etree._Element, read_cell: Callable[[etree._Element], list[Line]]) -> list[_Part]:
    properties = row.find(w("trPr"))
    skipped = min(max(number(properties, "gridBefore") or 0, 0), _COLUMNS)
    cells = [_cell(cell, read_cell) for cell in children(row) if local(cell) == "tc" and not _is(cell, "cellDel")]
    if properties is not None and properties.find(w("del")) is not None:
        words = " ".join(line.text for cell in cells for line in cell.content)
        return [Line("", (Span(0, 0, "deleted", words),))]
    return [*[None] * skipped, *cells]


def _cell(cell: etree._Element, read_cell: Callable[[etree._Element], list[Line]]) -> _Cell:
    properties = cell.find(w("tcPr"))
    columns = min(max(number(properties, "gridSpan") or 1, 1), _COLUMNS)
    merging = (value(properties, "vMerge") or "continue") if _is(cell, "vMerge") else ""
    return _Cell(read_cell(cell), columns, merging=merging)


def _merged(rows: list[list[_Part]]) -> list[list[_Part]]:
    """The rows with the cells that go on from above taken away; those that they go on from cover their rows."""
    merged: list[list[_Part]] = []
    going_on: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(rows):
        kept: list[_Part] = []
        below: dict[int, tuple[int, int]] = {}
        column = 0
        for part in row:
            if isinstance(part, _Cell) and part.merging == "continue" and column in going_on:
                begun, place = below[column] = going_on[column]
                cell = merged[begun][place]
                if isinstance(cell, _Cell):
                    merged[begun][place] = replace(cell, rows=index - begun + 1)
            else:
                if isinstance(part, _Cell) and part.merging:
                    below[column] = (index, len(kept))
                kept.append(part)
            column += part.columns if isinstance(part, _Cell) else 0 if isinstance(part, Line) else 1
        merged.append(kept)
        going_on = below
    return merged


def _is(cell: etree._Element, name: str) -> bool:
    properties = cell.find(w("tcPr"))
    return properties is not None and properties.find(w(name)) is not None
