"""The order in which the rows of a page are read: down the page, or down one column of two after the other where that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from kg.intake.layout.rows import rows
from kg.intake.page_content import Line

_FEWEST_ROWS = 4
"""Rows that stand in both columns at one height, below which there are no columns."""
_FULL_SHARE = 0.5
"""Share of the lines of a column of prose that fill its width."""


def reading_order(lines: Sequence[Line]) -> list[tuple[int, list[list[Line]]]]:
    """The rows of a page in blocks, as they are read, with the number of their column: 0 over the whole page, 1 and 2 beside each other."""
    stacked = rows(lines)
    gutter = _gutter(stacked)
    if gutter is None:
        return [(0, stacked)] if stacked else []
    blocks: list[tuple[int, list[list[Line]]]] = []
    for wide, group in groupby(stacked, key=lambda row: any(line.rect.left < gutter < line.rect.right for line in row)):
        together = list(group)
        if wide:
            blocks.append((0, together))
            continue
        left = [[line for line in row if line.rect.right <= gutter] for row in together]
        right = [[line for line in row if line.rect.left >= gutter] for row in together]
        blocks += [(number, [row for row in side if row]) for number, side in ((1, left), (2, right)) if any(side)]
    return blocks


def _gutter(stacked: Sequence[Sequence[Line]]) -> float | None:
    """The place between two columns of prose, in points from the left."""
    parted = [(left, right) for row in stacked if len(row) == 2 for left, right in pairwise(row)]
    if len(parted) < _FEWEST_ROWS or len(parted) < 0.3 * len(stacked):
        return None
    lefts = [left for left, _ in parted]
    rights = [right for _, right in parted]
    start, end = max(line.rect.right for line in lefts), min(line.rect.left for line in rights)
    if start >= end:
        return None
    for side in (lefts, rights):
        first, last = min(line.rect.left for line in side), max(line.rect.right for line in side)
        size = max(line.size for line in side)
        full = sum(last - line.rect.right < 1.5 * size for line in side)
        if last - first < 8 * size or full < _FULL_SHARE * len(side):
            return None
    gutter = (start + end) / 2
    crossing = sum(any(line.rect.left < gutter < line.rect.right for line in row) for row in stacked)
    return gutter if crossing <= 0.5 * len(stacked) else None
