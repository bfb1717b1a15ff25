"""What is printed, as black on white: ruled lines, and writing that the detector did not see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.intake.ocr.engine import Pixels

Ink = npt.NDArray[np.uint8]
"""Rows and columns, 1 where ink is."""


class Area(NamedTuple):
    """Pixels; right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    def grown(self, by: int) -> Area:
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Area) -> bool:
        return self.left <= other.left and self.top <= other.top and self.right >= other.right and self.bottom >= other.bottom


def ink_of(pixels: Pixels) -> Ink:
    """Where ink is: darker than three quarters of the paper around it, so that shade and yellowed paper are none."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 5), (grey.shape[1], grey.shape[0]))
    soft = cv2.GaussianBlur(grey, (3, 3), 0)
    ink: Ink = (soft < 0.75 * paper).astype(np.uint8)
    return ink


def rules(ink: Ink, shortest: int, lines: Sequence[Area]) -> list[Area]:
    """Ruled lines, horizontal ones first: unbroken ink of at least `shortest` pixels one way and thin the other.

    What lies wholly inside one of the lines of writing is a stroke of a large letter, or underlines it.
    """
    import cv2

    found, reach = [], shortest | 1
    for across, down in ((reach, 1), (1, reach)):
        bridged = cv2.dilate(ink, np.ones((3, 1) if down == 1 else (1, 3), np.uint8))
        long = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((down, across), np.uint8))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(long)
        for left, top, width, height, _ in boxes[1:count]:
            if min(width, height) <= max(4, shortest // 6):
                found.append(Area(int(left), int(top), int(left + width), int(top + height)))
    return [rule for rule in found if not any(line.grown(2).holds(rule) for line in lines)]


def without(ink: Ink, ruled: Sequence[Area]) -> Ink:
    """The ink of what is written: ruled lines taken out."""
    rest = ink.copy()
    for area in ruled:
        rest[max(0, area.top - 2) : area.bottom + 2, max(0, area.left - 2) : area.right + 2] = 0
    return rest


def unread(ink: Ink, read: Sequence[Area], em: float) -> list[Area]:
    """Writing outside the lines that were read: ink in pieces as high as characters of `em` pixels, at least one em of it side by side."""
    import cv2

    rest = ink.copy()
    for area in read:
        rest[max(0, area.top) : area.bottom, max(0, area.left) : area.right] = 0
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(rest)
    keep = np.zeros(count, np.uint8)
    for label, (_, _, width, height, filled) in enumerate(boxes):
        keep[label] = label > 0 and filled >= 0.01 * em * em and max(width, height) <= 2.5 * em and max(width, height) >= 0.12 * em
    pieces = keep[labels]
    reach = max(1, round(0.6 * em))
    joined = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, np.ones((max(1, round(0.25 * em)), reach), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for label, (left, top, width, height, _) in enumerate(boxes[1:count], 1):
        if not 0.4 * em <= height <= 2.5 * em or width < 0.8 * em:
            continue
        place = slice(top, top + height), slice(left, left + width)
        if 0.06 <= pieces[place][labels[place] == label].sum() / (width * height) <= 0.7:
            found.append(Area(int(left), int(top), int(left + width), int(top + height)))
    return found


def trimmed(ink: Ink, area: Area) -> Area:
    """The part of an area from the first column of its ink to the last; the area itself where it has none. `ink`: that of the area."""
    columns = np.flatnonzero(ink.any(0))
    left = max(0, area.left)
    return area._replace(left=left + int(columns[0]), right=left + int(columns[-1]) + 1) if len(columns) else area


def reaching(ink: Ink, area: Area, others: Sequence[Area], ruled: Sequence[Area]) -> Area:
    """The area of a line with the mark that the detector left outside at its ends: ink of no other line and no rule within an em."""
    height = area.bottom - area.top
    left = max(0, area.left - height, *(o.right for o in [*others, *ruled] if _beside(area, o) and o.right <= area.left + height // 4))
    right = min(
        [ink.shape[1], area.right + height, *(o.left for o in [*others, *ruled] if _beside(area, o) and o.left >= area.right - height // 4)]
    )
    top, bottom = max(0, area.top), area.bottom
    before = np.flatnonzero(ink[top:bottom, left : max(left, area.left)].any(0))
    after = np.flatnonzero(ink[top:bottom, area.right : right].any(0))
    margin = max(1, height // 12)
    return area._replace(
        left=max(left, left + int(before[0]) - margin) if len(before) else area.left,
        right=min(right, area.right + int(after[-1]) + 1 + margin) if len(after) else area.right,
    )


def _beside(area: Area, other: Area) -> bool:
    """Whether they share a good part of their height."""
    return min(area.bottom, other.bottom) - max(area.top, other.top) > 0.3 * min(area.bottom - area.top, other.bottom - other.top)
