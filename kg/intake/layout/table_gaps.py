"""Where a line may be missing in a ruled table: in a cell, by the pitch of its lines, its place in the cell, and the height of its row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from kg.intake.layout.gaps import MISSING
from kg.intake.layout.grids import Cell, Grid
from kg.intake.layout.margins import usual_pitch
from kg.intake.page_content import Line

_MOST_MISSING = 3
"""A row that is higher than its words by more lines is meant to be filled in."""
_FILLED = 0.6
"""Share of the cells of a column that have words, from which on an empty one is odd."""

Places = dict[Cell, set[int]]
"""For each cell, before which of its lines one may be missing; as many as it has lines: after the last."""


def cell_gaps(grid: Grid, held: dict[Cell, list[Line]]) -> Places:
    """The places of a table where a line may be missing. `held`: the printed lines of each cell."""
    words = {cell: lines for cell, lines in held.items() if lines}
    if not words:
        return {}
    size = median(line.size for lines in words.values() for line in lines)
    pitch = usual_pitch([below.rect.middle - above.rect.middle for lines in words.values() for above, below in pairwise(lines)], size)
    places: Places = {}
    for cell, lines in words.items():
        for n, (above, below) in enumerate(pairwise(lines), 1):
            if pitch and below.rect.middle - above.rect.middle > (1 + MISSING) * pitch:
                places.setdefault(cell, set()).add(n)
    if pitch:
        _by_place_in_cell(grid, words, pitch, places)
        _by_height(words, pitch, places)
    _empty(grid, held, places)
    return places


def _by_place_in_cell(grid: Grid, words: dict[Cell, list[Line]], pitch: float, places: Places) -> None:
    """Cells set from the top, from the middle or from the bottom: words that stand elsewhere lack their first or last line."""
    white = {cell: (lines[0].rect.top - cell.rect.top, cell.rect.bottom - lines[-1].rect.bottom) for cell, lines in words.items()}
    for column in range(grid.width):
        own = [cell for cell in words if cell.left == column]
        telling = [cell for cell in own if sum(white[cell]) > 0.8 * pitch] or own
        ways = (
            [(white[cell][0], white[cell][0]) for cell in telling],
            [(white[cell][0] - white[cell][1], white[cell][0] - white[cell][1]) for cell in telling],
            [(white[cell][1], white[cell][1]) for cell in telling],
        )
        spreads = []
        for way in ways:
            middle = median(one for one, _ in way) if way else 0.0
            spreads.append((median(abs(one - middle) for one, _ in way) if way else 0.0, middle))
        best = min(range(3), key=lambda n: spreads[n][0])
        usual = spreads[best][1]
        for cell in own:
            over, under = white[cell]
            first = (over - usual, over - under - usual, 0.0)[best]
            last = (0.0, usual - over + under, under - usual)[best]
            if first > MISSING * pitch:
                places.setdefault(cell, set()).add(0)
            elif last > MISSING * pitch:
                places.setdefault(cell, set()).add(len(words[cell]))


def _by_height(words: dict[Cell, list[Line]], pitch: float, places: Places) -> None:
    """A row is as high as its highest cell needs; a cell whose last line is full may go on where its row has room."""
    rows: dict[int, list[Cell]] = {}
    for cell in words:
        if cell.top == cell.bottom:
            rows.setdefault(cell.top, []).append(cell)
    slack = {
        row: cells[0].rect.height - max(words[cell][-1].rect.bottom - words[cell][0].rect.top for cell in cells)
        for row, cells in rows.items()
    }
    usual = min(slack.values(), default=0.0)
    for row, cells in rows.items():
        missing = (slack[row] - usual) / pitch
        if MISSING < missing < _MOST_MISSING + 0.5 and not any(cell in places for cell in cells):
            longest = max(cells, key=lambda cell: (_is_full(words[cell], cell), len(words[cell])))
            places.setdefault(longest, set()).add(len(words[longest]))
        for cell in cells:
            room = cell.rect.height - usual - (words[cell][-1].rect.bottom - words[cell][0].rect.top)
            if cell not in places and room > MISSING * pitch and _is_full(words[cell], cell):
                places.setdefault(cell, set()).add(len(words[cell]))


def _is_full(lines: Sequence[Line], cell: Cell) -> bool:
    """Whether the last line reaches the side of its cell and does not end a sentence."""
    last = lines[-1]
    padding = max(min(line.rect.left for line in lines) - cell.rect.left, 0.0)
    return cell.rect.right - min(padding, last.size) - last.rect.right < 1.1 * last.size and not last.text.rstrip().endswith(
        ("。", "；", "！", "？")
    )


def _empty(grid: Grid, held: dict[Cell, list[Line]], places: Places) -> None:
    """An empty cell of a column whose others are filled; a row without words."""
    height = len(grid.ys) - 1
    for column in range(grid.width):
        own = [cell for cell in grid.cells if cell.left == column and (cell.top > 0 or cell.left > 0)]
        filled = sum(bool(held[cell]) for cell in own)
        if height > 2 and filled >= max(2, _FILLED * len(own)):
            for cell in own:
                if not held[cell]:
                    places.setdefault(cell, set()).add(0)
