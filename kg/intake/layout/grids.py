"""Ruled lines become grids: the cells that they enclose, with the rows and columns that each spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.intake.page_content import Rect

_NEAR = 3.0
"""Points by which ends of ruled lines may miss each other; double lines are one within it."""
_COVERED = 0.6
"""Share of the side of a cell that a rule must cover to be its wall."""

_MOST_FIELDS = 10_000
"""A grid of more is a picture."""
_MOST_CROSSINGS = 1_000_000
"""So is a page with more rules, across times upright."""


@dataclass(frozen=True)
class Cell:
    """A cell: its first and last row and column, from 0, and its place."""

    top: int
    left: int
    bottom: int
    right: int
    rect: Rect


@dataclass(frozen=True)
class Grid:
    """A ruled table or frame: the edges of its rows and columns in points, and its cells by first row and column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def rect(self) -> Rect:
        return Rect(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1


@dataclass(frozen=True)
class _Segment:
    at: float
    start: float
    end: float


def grids(rules: Iterable[Rect]) -> list[Grid]:
    """The grids that ruled lines make, from the top down. Rules that enclose nothing, such as those under words, make none."""
    thin = [rule for rule in rules if min(rule.width, rule.height) <= _NEAR]
    across = _merged([_Segment(rule.middle, rule.left, rule.right) for rule in thin if rule.width > max(rule.height, 2.0)])
    upright = _merged(
        [_Segment((rule.left + rule.right) / 2, rule.top, rule.bottom) for rule in thin if rule.height > max(rule.width, 2.0)]
    )
    if len(across) * len(upright) > _MOST_CROSSINGS:
        return []
    found = [piece for group in _connected(across, upright) if (grid := _grid(*group)) is not None for piece in _pieces(grid)]
    outer = [grid for grid in found if not any(other is not grid and _inside(grid, other) for other in found)]
    return sorted(outer, key=lambda grid: (grid.rect.top, grid.rect.left))


def _inside(grid: Grid, other: Grid) -> bool:
    """Whether a grid is a table in a cell of another that has more than one."""
    one, two = grid.rect, other.rect
    if len(other.cells) == 1:
        return False
    return two.left <= one.left and two.top <= one.top and one.right <= two.right and one.bottom <= two.bottom


def _merged(segments: Sequence[_Segment]) -> list[_Segment]:
    """Segments on one line become one where they touch: borders are often drawn cell by cell, and twice."""
    merged: list[_Segment] = []
    for level in _levels(segments):
        at = sum(segment.at * (segment.end - segment.start) for segment in level) / sum(segment.end - segment.start for segment in level)
        current: _Segment | None = None
        for segment in sorted(level, key=lambda segment: segment.start):
            if current is not None and segment.start <= current.end + _NEAR:
                current = _Segment(at, current.start, max(current.end, segment.end))
            else:
                merged += [current] if current is not None else []
                current = _Segment(at, segment.start, segment.end)
        merged += [current] if current is not None else []
    return merged


def _levels(segments: Sequence[_Segment]) -> list[list[_Segment]]:
    levels: list[list[_Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.at):
        if levels and segment.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(segment)
        else:
            levels.append([segment])
    return levels


def _connected(across: list[_Segment], upright: list[_Segment]) -> list[tuple[list[_Segment], list[_Segment]]]:
    """Rules by what they touch."""
    parent = list(range(len(across) + len(upright)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, one in enumerate(across):
        for m, other in enumerate(upright, len(across)):
            if one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR:
                parent[root(n)] = root(m)
    found: dict[int, tuple[list[_Segment], list[_Segment]]] = {}
    for n in range(len(parent)):
        group = found.setdefault(root(n), ([], []))
        (group[0] if n < len(across) else group[1]).append(across[n] if n < len(across) else upright[n - len(across)])
    return list(found.values())


def _grid(across: list[_Segment], upright: list[_Segment]) -> Grid | None:
    if len(across) < 2 or not upright:
        return None
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.at for rule in across), max(rule.at for rule in across)
    xs = _edges([rule.at for rule in upright], left, right)
    ys = _edges([rule.at for rule in across], top, bottom)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    return Grid(xs, ys, _cells(xs, ys, across, upright))


def _pieces(grid: Grid) -> list[Grid]:
    """A grid, cut where tables with other columns stand upon each other without white between them."""
    lefts = [{cell.left for cell in grid.cells if cell.top <= row <= cell.bottom} for row in range(len(grid.ys) - 1)]
    pieces: list[tuple[int, set[int]]] = []
    for row, walls in enumerate(lefts):
        whole = any(cell.top < row <= cell.bottom for cell in grid.cells)
        if pieces and (whole or walls <= pieces[-1][1] or walls >= pieces[-1][1]):
            pieces[-1][1].update(walls)
        else:
            pieces.append((row, set(walls)))
    if len(pieces) == 1:
        return [grid]
    ends = [row for row, _ in pieces[1:]] + [len(lefts)]
    return [_piece(grid, first, last, sorted(walls)) for (first, walls), last in zip(pieces, ends, strict=True)]


def _piece(grid: Grid, first: int, last: int, walls: list[int]) -> Grid:
    """The rows of a grid from `first` on, before `last`, with those of its columns that begin at `walls`."""
    columns = [column for column, wall in enumerate(walls) for _ in range(wall, ([*walls, grid.width])[column + 1])]
    cells = [
        Cell(cell.top - first, columns[cell.left], cell.bottom - first, columns[cell.right], cell.rect)
        for cell in grid.cells
        if first <= cell.top < last
    ]
    return Grid((*(grid.xs[wall] for wall in walls), grid.xs[-1]), grid.ys[first : last + 1], tuple(cells))


def _edges(places: list[float], first: float, last: float) -> tuple[float, ...]:
    """Places of rules in order, with the sides of a table that is open there."""
    edges: list[float] = []
    for place in sorted([*places, first, last]):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return tuple(edges)


def _cells(xs: tuple[float, ...], ys: tuple[float, ...], across: list[_Segment], upright: list[_Segment]) -> tuple[Cell, ...]:
    """Cells: fields of the grid between which there is no wall are one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(field: tuple[int, int]) -> tuple[int, int]:
        while owner[field] != field:
            field = owner[field]
        return field

    for row in range(rows):
        for column in range(columns):
            here = (row, column)
            if column + 1 < columns and not _is_wall(upright, xs[column + 1], ys[row], ys[row + 1]):
                owner[max(root(here), root((row, column + 1)))] = min(root(here), root((row, column + 1)))
            if row + 1 < rows and not _is_wall(across, ys[row + 1], xs[column], xs[column + 1]):
                owner[max(root(here), root((row + 1, column)))] = min(root(here), root((row + 1, column)))
    fields: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field in owner:
        fields.setdefault(root(field), []).append(field)
    cells = []
    for own in fields.values():
        top, bottom = min(row for row, _ in own), max(row for row, _ in own)
        left, right = min(column for _, column in own), max(column for _, column in own)
        cells.append(Cell(top, left, bottom, right, Rect(xs[left], ys[top], xs[right + 1], ys[bottom + 1])))
    return tuple(sorted(cells, key=lambda cell: (cell.top, cell.left)))


def _is_wall(rules: list[_Segment], at: float, start: float, end: float) -> bool:
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)
