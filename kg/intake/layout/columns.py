"""The order in which the rows of a page are read: down the page, or down one column of two after the other where that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kg.intake.layout.rows import rows
from kg.intake.page_content import Line

_FEWEST = 4
"""Lines of a column, below which it is none."""
_MOST = 2000
"""Lines of a page, above which it is no prose."""
_FULL_SHARE = 0.5
"""Share of the lines of a column of prose that fill its width."""
_NARROWEST = 8
"""Ems of a column of prose."""
_MOST_CROSSING = 0.5
"""Share of the lines of a page that may stand over both columns."""


def reading_order(lines: Sequence[Line]) -> list[tuple[int, list[list[Line]]]]:
    """The rows of a page in blocks, as they are read, with the number of their column: 0 over the whole page, 1 and 2 beside each other."""
    gutter = _gutter(lines)
    if gutter is None:
        return [(0, rows(lines))] if lines else []
    blocks: list[tuple[int, list[list[Line]]]] = []
    ordered = sorted(lines, key=lambda line: line.rect.middle)
    for wide, group in groupby(ordered, key=lambda line: line.rect.left < gutter < line.rect.right):
        together = list(group)
        if wide:
            blocks.append((0, rows(together)))
            continue
        sides = (
            (1, [line for line in together if line.rect.right <= gutter]),
            (2, [line for line in together if line.rect.left >= gutter]),
        )
        blocks += [(number, rows(side)) for number, side in sides if side]
    return blocks


def _gutter(lines: Sequence[Line]) -> float | None:
    """The place between two columns of prose, in points from the left: both are filled, and few lines cross it."""
    if not 2 * _FEWEST <= len(lines) <= _MOST:
        return None
    first, last = min(line.rect.left for line in lines), max(line.rect.right for line in lines)
    middle = [line.rect.left for line in lines if first + 0.3 * (last - first) < line.rect.left < first + 0.7 * (last - first)]
    for start in sorted(set(middle), key=lambda place: -sum(abs(place - other) < 2 for other in middle))[:3]:
        gutter = start - 2
        left = [line for line in lines if line.rect.right <= gutter]
        right = [line for line in lines if line.rect.left >= gutter]
        crossing = len(lines) - len(left) - len(right)
        if crossing <= _MOST_CROSSING * len(lines) and _is_prose(left) and _is_prose(right) and _stand_beside(left, right):
            return (max(line.rect.right for line in left) + min(line.rect.left for line in right)) / 2
    return None


def _is_prose(side: Sequence[Line]) -> bool:
    if len(side) < _FEWEST:
        return False
    first, last = min(line.rect.left for line in side), max(line.rect.right for line in side)
    size = max(line.size for line in side)
    full = sum(last - line.rect.right < 1.5 * size and line.rect.left - first < 2.5 * size for line in side)
    return last - first >= _NARROWEST * size and full >= _FULL_SHARE * len(side)


def _stand_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    tops = [min(line.rect.top for line in side) for side in (left, right)]
    bottoms = [max(line.rect.bottom for line in side) for side in (left, right)]
    return min(bottoms) - max(tops) > 0.3 * (min(bottom - top for top, bottom in zip(tops, bottoms, strict=True)))
