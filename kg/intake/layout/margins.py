"""How a text is set: its margins, by page and column, the size of its letters, the pitch of its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, mode

from kg.intake.page_content import Line, Rect

_NARROW = 0.6
"""Share of the width between equal margins, below which lines are too short to tell where full ones end."""
_FEW = 6
"""A column of fewer lines has the margins of its like on other pages."""


@dataclass(frozen=True)
class Column:
    """The lines of a column on a page, from the top down. `frame`: the cell around them, where they stand in a box.

    `missing`: before which lines one may be missing, by the height of the box.
    """

    page: int
    number: int
    lines: tuple[Line, ...]
    page_width: float
    frame: Rect | None = None
    missing: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Setting:
    """How a column is set: where its full lines begin and end, the usual size of its font, and the pitch of its lines; in points.

    `pitch` is 0 where it cannot be known.
    """

    left: float
    right: float
    size: float
    pitch: float


def settings(columns: Sequence[Column]) -> list[Setting]:
    """The setting of each column."""
    size = body_size([line for column in columns for line in column.lines])
    own = [_own(column) for column in columns]
    alike: dict[tuple[int, int], list[Setting]] = defaultdict(list)
    for column, setting in zip(columns, own, strict=True):
        if column.frame is None and len(column.lines) >= _FEW:
            alike[column.number, column.page % 2].append(setting)
            alike[column.number, -1].append(setting)
    found = []
    for column, setting in zip(columns, own, strict=True):
        same_side = alike[column.number, column.page % 2]
        like = same_side if len(same_side) > 1 else alike[column.number, -1]
        found.append(setting if column.frame is not None or not like else _harmonised(column, setting, like, size))
    return found


def _harmonised(column: Column, own: Setting, like: Sequence[Setting], size: float) -> Setting:
    """The own setting where it is as wide as that of other pages, else theirs: a page of short or of indented lines tells too little."""
    left, right = (_supported([getattr(setting, side) for setting in like], size, most=side == "right") for side in ("left", "right"))
    pitch = own.pitch if own.pitch and len(column.lines) >= _FEW else median(setting.pitch for setting in like)
    if len(column.lines) >= _FEW and abs((own.right - own.left) - (right - left)) < 0.6 * size:
        return Setting(own.left, own.right, own.size, pitch)
    if any(line.rect.left < left - 0.6 * size or line.rect.right > right + 2 * size for line in column.lines) and len(column.lines) > 1:
        return own
    return Setting(left, right, own.size, pitch)


def _own(column: Column) -> Setting:
    size = body_size(column.lines)
    body = [line for line in column.lines if abs(line.size - size) < 0.15 * size] or list(column.lines)
    left = _supported([line.rect.left for line in body], size, most=False)
    right = _supported([line.rect.right for line in body], size, most=True)
    if column.frame is not None:
        left = min(line.rect.left for line in body)
        padding = min(max(left - column.frame.left, 0.0), size)
        right = max(right, column.frame.right - padding - 0.5 * size)
    elif column.number == 0 and right - left < _NARROW * (column.page_width - 2 * left):
        right = column.page_width - left
    pitches = [round(below.rect.middle - above.rect.middle, 1) for above, below in pairwise(body)]
    return Setting(left, right, size, usual_pitch(pitches, size))


def usual_pitch(pitches: Sequence[float], size: float) -> float:
    """The pitch of most lines in points; 0 of no lines. Of equals the smaller, since lines may be missing."""
    likely = [pitch for pitch in pitches if 0.9 * size < pitch < 4 * size]
    if not likely:
        return 0.0
    best = max(likely, key=lambda pitch: (sum(abs(pitch - other) < 0.08 * pitch for other in likely), -pitch))
    return median(pitch for pitch in likely if abs(pitch - best) < 0.08 * best)


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set, in points."""
    sizes = [round(line.size, 1) for line in lines for _ in range(len(line.text))]
    return mode(sizes) if sizes else 1.0


def _supported(places: Sequence[float], size: float, *, most: bool) -> float:
    """The outermost place at which more than a few lines begin or end."""
    needed = max(2.0, 0.06 * len(places))
    for place in sorted(places, reverse=most):
        near = [other for other in places if abs(other - place) < 0.6 * size]
        if len(near) >= needed:
            return median(near)
    return max(places) if most else min(places)
