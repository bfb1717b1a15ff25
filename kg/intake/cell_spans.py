"""Tables with cells that span rows and columns: what stands in each place.

A cell that spans rows has its words in each of them. One that spans columns has them in each where the columns are told apart below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

_MOST_REPEATED = 1_000_000
"""Characters that spans may add to a table."""
_LONG = 300
"""Characters of a cell that is no entry of a table."""


class SpanningCell(Protocol):
    """A cell: its lines, and these as one; the numbers of columns and rows that it covers, from 1; whether it holds a table."""

    @property
    def lines(self) -> Sequence[object]: ...
    @property
    def words(self) -> str: ...
    @property
    def columns(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def nested(self) -> bool: ...


C = TypeVar("C", bound=SpanningCell)


def arranges(rows: Sequence[Sequence[SpanningCell]]) -> bool:
    """Whether a table only puts parts of a page beside each other: one row or column, or cells with tables and long texts in them."""
    cells = [cell for row in rows for cell in row if cell.lines]
    if len(cells) <= 1 or not any(len([cell for cell in row if cell.lines]) > 1 for row in rows):
        return True
    long = any(len(cell.lines) > 5 and len(cell.words) > _LONG for cell in cells)
    return long and (any(cell.nested for cell in cells) or len([row for row in rows if any(cell.lines for cell in row)]) == 1)


class CellGrid(Generic[C]):
    """The cells of a table by row and column. `rows` holds those that begin in each row; none for what is left out at its beginning."""

    def __init__(self, rows: Sequence[Sequence[C | None]]) -> None:
        self._at: dict[tuple[int, int], tuple[C, int, int]] = {}
        self._width = 0
        self._left = _MOST_REPEATED
        for index, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while (index, column) in self._at:
                    column += 1
                if cell is not None:
                    for down in range(min(cell.rows, len(rows) - index)):
                        for across in range(cell.columns):
                            self._at.setdefault((index + down, column + across), (cell, index, column))
                column += cell.columns if cell is not None else 1
            self._width = max(self._width, column)

    def from_above(self, row: int) -> bool:
        """Whether a cell of a row above reaches into this one and has words."""
        return any(place[1] < row and place[0].words for column in range(self._width) if (place := self._at.get((row, column))))

    def row(self, row: int) -> list[C | None]:
        """The cells whose words stand in the columns of a row; none where nothing does. Empty ones at the end are left out."""
        found = [self._shown(row, column) for column in range(self._width)]
        while found and found[-1] is None:
            found.pop()
        return found

    def _shown(self, row: int, column: int) -> C | None:
        cell, first_row, first_column = self._at.get((row, column), (None, row, column))
        if cell is None or not cell.words or (column > first_column and not self._divided(cell, first_row, first_column)):
            return None
        if (row, column) != (first_row, first_column):
            self._left -= len(cell.words)
            if self._left < 0:
                return None
        return cell

    def _divided(self, cell: C, row: int, column: int) -> bool:
        """Whether the columns that a cell of the head spans are told apart below it, or those of another cell in the first row."""
        if cell.columns >= self._width:
            return False
        head = next((place[1] for place in (self._at.get((0, 0)),) if place and place[0].columns >= self._width), -1) + 1
        other = row + cell.rows if row == head else head
        places = (self._at.get((other, column + across)) for across in range(cell.columns))
        return len({id(place[0]) for place in places if place and place[0].words}) > 1
