"""From the user space of a PDF to the page as it is shown: its crop box, its rotation, points from the upper left corner."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.intake.frames import Turn
from kg.intake.page_content import Rect


@dataclass(frozen=True)
class PageFrame:
    """The crop box of a page in its user space, and the turn in which it is shown."""

    left: float
    bottom: float
    turn: Turn

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown, in points."""
        return self.turn.size

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of user space is on the page."""
        return self.turn.point(x - self.left, self.turn.height - (y - self.bottom))

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """Where a rectangle of user space is on the page."""
        (x, y), (u, v) = self.point(left, bottom), self.point(right, top)
        return Rect(min(x, u), min(y, v), max(x, u), max(y, v))

    def angle(self, a: float, b: float) -> float:
        """The direction of a vector of user space on the page, in degrees clockwise, 0 to the right."""
        return (math.degrees(math.atan2(-b, a)) + self.turn.degrees) % 360

    def holds(self, rect: Rect) -> bool:
        """Whether the centre of a rectangle is on the page."""
        width, height = self.size
        return 0 <= (rect.left + rect.right) / 2 <= width and 0 <= rect.middle <= height
