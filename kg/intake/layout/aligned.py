"""Tables without rules: rows whose parts stand under each other. Only where that is sure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.intake.page_content import Line

_NEAR = 0.6
"""Ems by which the parts of a column may miss each other."""


def aligned_runs(stacked: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """The runs of rows that are tables, as first and last (exclusive): three rows of three columns or more, four of two."""
    runs = []
    first = 0
    while first < len(stacked):
        last = first + 1
        while last < len(stacked) and len(stacked[first]) > 1 and _is_table(stacked[first : last + 1]):
            last += 1
        if last - first >= (3 if len(stacked[first]) > 2 else 4):
            runs.append((first, last))
            first = last
        else:
            first += 1
    return runs


def _is_table(stacked: Sequence[Sequence[Line]]) -> bool:
    if len({len(row) for row in stacked}) > 1:
        return False
    columns = list(zip(*stacked, strict=True))
    parted = all(max(one.rect.right for one in left) < min(one.rect.left for one in right) for left, right in itertools.pairwise(columns))
    return parted and all(_is_aligned(column) for column in columns)


def _is_aligned(column: Sequence[Line]) -> bool:
    size = max(line.size for line in column)
    places = (
        [line.rect.left for line in column],
        [line.rect.right for line in column],
        [(line.rect.left + line.rect.right) / 2 for line in column],
    )
    return any(max(places_) - min(places_) < _NEAR * size for places_ in places)
