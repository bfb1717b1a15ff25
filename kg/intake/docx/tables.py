"""Tables: one row a line, its cells by tabs; merged cells have their words in each row and column that they cover.

A row of a single cell is a frame around its content, whose paragraphs stay lines. A table within a cell comes after the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.intake.docx.lines import Line, Span, joined
from kg.intake.docx.names import local, number, value, w
from kg.intake.docx.walk import children

if TYPE_CHECKING:
    from lxml import etree

_COLUMNS = 63
"""Of a table of Word at most."""


@dataclass
class Allowance:
    """Characters that merged cells may still repeat, all tables of a document together."""

    left: int = 2_000_000

    def spend(self, line: Line) -> Line:
        """`line` to be repeated, or an empty one where the allowance does not reach."""
        if len(line.text) > self.left:
            return Line("")
        self.left -= len(line.text)
        return Line(line.text)


def table_lines(table: etree._Element, read_cell: Callable[[etree._Element], list[Line]], allowance: Allowance) -> list[Line]:
    """The lines of a table. `read_cell` gives those of a cell, in the order of the document."""
    lines: list[Line] = []
    above: dict[int, Line] = {}
    for row in children(table):
        if local(row) != "tr":
            continue
        properties = row.find(w("trPr"))
        skipped = min(max(number(properties, "gridBefore") or 0, 0), _COLUMNS)
        cells = [cell for cell in children(row) if local(cell) == "tc" and not _is(cell, "cellDel")]
        content = [read_cell(cell) for cell in cells]
        if properties is not None and properties.find(w("del")) is not None:
            lines.append(_deleted(content))
        elif len(cells) == 1 and not skipped and not _continues(cells[0]):
            lines += content[0]
            above = {}
        else:
            lines += _row(cells, content, skipped, above, allowance)
    return lines


def _row(cells: list[etree._Element], content: list[list[Line]], skipped: int, above: dict[int, Line], allowance: Allowance) -> list[Line]:
    """A row and the tables within it. `above` holds the words of cells that go on below, by their first column; it is kept up here."""
    line = [Line("")] * skipped
    nested: list[Line] = []
    going_on: dict[int, Line] = {}
    for cell, own in zip(cells, content, strict=True):
        column = len(line)
        width = min(max(number(cell.find(w("tcPr")), "gridSpan") or 1, 1), _COLUMNS)
        words = joined([part for part in own if not part.row], " ")
        nested += [part for part in own if part.row]
        if _continues(cell) and column in above:
            words = allowance.spend(above[column])
        if _merges_down(cell):
            going_on[column] = words
        line += [words, *(allowance.spend(words) for _ in range(width - 1))]
    above.clear()
    above.update(going_on)
    return [joined(line, "\t", row=True), *nested]


def _is(cell: etree._Element, name: str) -> bool:
    properties = cell.find(w("tcPr"))
    return properties is not None and properties.find(w(name)) is not None


def _merges_down(cell: etree._Element) -> bool:
    return _is(cell, "vMerge")


def _continues(cell: etree._Element) -> bool:
    """Whether a cell goes on from the one above it (`w:vMerge` without a value)."""
    return _merges_down(cell) and (value(cell.find(w("tcPr")), "vMerge") or "continue") == "continue"


def _deleted(content: list[list[Line]]) -> Line:
    words = " ".join(line.text for lines in content for line in lines)
    return Line("", (Span(0, 0, "deleted", words),))
