"""Where a line may be missing in a ruled table: in a cell, by the pitch of its lines, its place in the cell, and the height of its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.intake.layout.gaps import MISSING
from kg.intake.layout.grids import Cell, Grid
from kg.intake.layout.margins import usual_pitch
from kg.intake.page_content import Line

_PITCH = 1.3
"""Ems from line to line, where no cell has two."""
_TELLING = 4
"""As many cells of a column tell how it is set, apart from the other columns."""
_MOST_MISSING = 3
"""A row that is higher than its words by more lines is meant to be filled in."""
_FILLED = 0.6
"""Share of the cells of a column that have words, from which on an empty one is odd."""
_MOST_FILLED = 0.8
"""The same of all cells of a table."""

Places = dict[Cell, set[int]]
"""For each cell, before which of its lines one may be missing; as many as it has lines: after the last."""


@dataclass(frozen=True)
class Ruled:
    """A grid on a page with the printed lines of its cells."""

    page: int
    grid: Grid
    words: dict[Cell, list[Line]]


@dataclass(frozen=True)
class _Filled:
    """A cell with words. `over`, `under`: the white in it above and below them."""

    piece: int
    cell: Cell
    lines: Sequence[Line]
    over: float
    under: float

    @property
    def row(self) -> tuple[int, int]:
        return self.piece, self.cell.top

    @property
    def is_full(self) -> bool:
        """Whether the last line reaches the side of the cell and does not end a sentence."""
        last = self.lines[-1]
        padding = max(min(line.rect.left for line in self.lines) - self.cell.rect.left, 0.0)
        room = self.cell.rect.right - min(padding, last.size) - last.rect.right
        return room < 1.1 * last.size and not last.text.rstrip().endswith(("。", "；", "！", "？"))


def missing_in_tables(ruled: Sequence[Ruled]) -> list[Places]:
    """The places of each grid where a line may be missing. Grids with the same columns are pieces of one table, set alike."""
    places: list[Places] = [{} for _ in ruled]
    pieces: list[list[int]] = []
    for n, one in enumerate(ruled):
        like = next((group for group in pieces if same_columns(ruled[group[0]].grid, one.grid)), None)
        if like is None:
            pieces.append(like := [])
        like.append(n)
    for group in pieces:
        filled = [
            _Filled(n, cell, lines, lines[0].rect.top - cell.rect.top, cell.rect.bottom - lines[-1].rect.bottom)
            for n in group
            for cell, lines in ruled[n].words.items()
            if lines
        ]
        if filled:
            _in_cells(filled, places)
    for one, found in zip(ruled, places, strict=True):
        _empty(one.grid, one.words, found)
    return places


def same_columns(one: Grid, other: Grid) -> bool:
    """Whether two grids have as many columns, at the same places."""
    return one.width == other.width and all(abs(x - y) < 12 for x, y in zip(one.xs, other.xs, strict=True))


def _in_cells(filled: Sequence[_Filled], places: list[Places]) -> None:
    size = median(line.size for one in filled for line in one.lines)
    steps = [below.rect.middle - above.rect.middle for one in filled for above, below in pairwise(one.lines)]
    pitch = usual_pitch(steps, size) or _PITCH * size
    for one in filled:
        for n, (above, below) in enumerate(pairwise(one.lines), 1):
            if below.rect.middle - above.rect.middle > (1 + MISSING) * pitch:
                places[one.piece].setdefault(one.cell, set()).add(n)
    from_top = _by_place_in_cell(filled, pitch, places)
    _by_height(filled, from_top, pitch, places)


def _by_place_in_cell(filled: Sequence[_Filled], pitch: float, places: list[Places]) -> set[int]:
    """Cells set from the top, from the middle or from the bottom: words that stand elsewhere lack their first or last line.

    Returns the columns that are set from the top.
    """
    from_top: set[int] = set()
    loose = [one for one in filled if one.over + one.under > 0.8 * pitch] or filled
    usual = _way(loose, pitch)
    by_column = defaultdict(list)
    for one in filled:
        by_column[one.cell.left].append(one)
    for own in by_column.values():
        best, middle = usual
        telling = [one for one in loose if one.cell.left == own[0].cell.left]
        if len(telling) >= _TELLING and 2 * sum(_is_astray(one, best, middle, pitch) for one in telling) > len(telling):
            best, middle = _way(telling, pitch)
        if best == 0:
            from_top.add(own[0].cell.left)
        for one in own:
            off = _stand(one)[best] - middle
            lower, higher = (off, 0.0) if best == 0 else (off, -off) if best == 1 else (0.0, off)
            if min(lower, one.over) > MISSING * pitch:
                places[one.piece].setdefault(one.cell, set()).add(0)
            elif min(higher, one.under) > MISSING * pitch:
                places[one.piece].setdefault(one.cell, set()).add(len(one.lines))
    return from_top


def _way(telling: Sequence[_Filled], pitch: float) -> tuple[int, float]:
    """How most cells are set, 0 from the top, 1 from the middle, 2 from the bottom, and how far from there their words stand."""
    middles = [median(_stand(one)[way] for one in telling) for way in range(3)]
    best = min(range(3), key=lambda way: sum(_is_astray(one, way, middles[way], pitch) for one in telling))
    return best, middles[best]


def _is_astray(one: _Filled, way: int, middle: float, pitch: float) -> bool:
    return abs(_stand(one)[way] - middle) > 0.25 * pitch


def _stand(one: _Filled) -> tuple[float, float, float]:
    """How far down words stand in their cell, by its top, by its middle (twice), and how far up by its bottom."""
    return one.over, one.over - one.under, one.under


def _by_height(filled: Sequence[_Filled], from_top: set[int], pitch: float, places: list[Places]) -> None:
    """A row is as high as its highest cell needs; a cell set from the top whose last line is full may go on where its row has room."""
    rows: dict[tuple[int, int], list[_Filled]] = defaultdict(list)
    for one in filled:
        if one.cell.top == one.cell.bottom:
            rows[one.row].append(one)
    slack = {row: min(one.over + one.under for one in own) for row, own in rows.items()}
    usual = min(slack.values(), default=0.0)
    for row, own in rows.items():
        missing = (slack[row] - usual) / pitch
        known = places[row[0]]
        if MISSING < missing < _MOST_MISSING + 0.5 and not any(one.cell in known for one in own):
            longest = max(own, key=lambda one: (one.is_full, len(one.lines)))
            known.setdefault(longest.cell, set()).add(len(longest.lines))
        for one in own:
            if one.cell.left in from_top and one.cell not in known and one.over + one.under - usual > MISSING * pitch and one.is_full:
                known.setdefault(one.cell, set()).add(len(one.lines))


def _empty(grid: Grid, words: dict[Cell, list[Line]], places: Places) -> None:
    """An empty cell where most others are filled, in its column or in the table; so is a row without words."""
    whole = sum(map(bool, words.values())) >= max(3, _MOST_FILLED * len(grid.cells))
    for column in range(grid.width):
        own = [cell for cell in grid.cells if cell.left == column]
        if whole or sum(bool(words[cell]) for cell in own) >= max(2, _FILLED * len(own)):
            for cell in own:
                if not words[cell]:
                    places.setdefault(cell, set()).add(0)
