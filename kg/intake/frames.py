"""Frames of a page: the one its file describes it in, the one in which it is shown, the one in which its words stand upright."""

from __future__ import annotations

from dataclasses import dataclass

from kg.intake.page_content import Rect


@dataclass(frozen=True)
class Turn:
    """A page of `width` × `height` points turned clockwise by 0, 90, 180 or 270 degrees. Lengths from the upper left corner."""

    degrees: int
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        return (self.height, self.width) if self.degrees % 180 else (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is on the turned page."""
        match self.degrees % 360:
            case 90:
                return self.height - y, x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return y, self.width - x
            case _:
                return x, y

    def rect(self, rect: Rect) -> Rect:
        (x, y), (u, v) = self.point(rect.left, rect.top), self.point(rect.right, rect.bottom)
        return Rect(min(x, u), min(y, v), max(x, u), max(y, v))

    def back(self) -> Turn:
        """The turn that undoes this one."""
        return Turn(-self.degrees % 360, *self.size)
