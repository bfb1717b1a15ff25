"""What stands on a page, before it is read: characters or lines with their places, and ruled lines. PDF, OFD and OCR give it alike.

Lengths are points (1/72 inch) from the upper left corner of the page as its words stand upright.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.original import DoubtKind


class Rect(NamedTuple):
    """A rectangle in points from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height on the page of its centre."""
        return (self.top + self.bottom) / 2

    def around(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        return Rect(min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom))


class LineDoubt(NamedTuple):
    """What is doubtful about `text[start:end]` of a line; `found` as in `kg.model.original.Doubt`."""

    kind: DoubtKind
    start: int
    end: int
    found: str = ""


class PageDoubt(NamedTuple):
    """What is doubtful about a place of the page where no text was taken."""

    kind: DoubtKind
    place: Rect
    found: str = ""


@dataclass(frozen=True)
class Glyph:
    """A character as it is set: its cell, from ascent to descent and as wide as the next one is away; `size` of its font in points."""

    text: str
    rect: Rect
    size: float


@dataclass(frozen=True)
class Line:
    """Words that stand beside each other, as OCR finds them or as they are made of glyphs: a printed line, or its part in a cell.

    `edges`: where each character of `text` begins, and where the last one ends; by the widths of characters where nobody knows.
    """

    page: int
    text: str
    rect: Rect
    size: float
    """The height of the font in points; for OCR the height of the characters of full width."""
    edges: tuple[float, ...] = ()
    doubts: tuple[LineDoubt, ...] = ()

    def __post_init__(self) -> None:
        if not self.edges:
            object.__setattr__(self, "edges", spread(self.text, self.rect))


@dataclass(frozen=True)
class PageContent:
    """A page: its number from 1, its size, and what stands on it, in any order. Either `glyphs` or `lines`, or both."""

    page: int
    width: float
    height: float
    glyphs: Sequence[Glyph] = ()
    lines: Sequence[Line] = ()
    rules: Sequence[Rect] = ()
    """Ruled lines, horizontal and vertical: rectangles that are thin one way. The four sides of a frame are four of them."""
    doubts: Sequence[PageDoubt] = ()
    turn: int = 0
    """By how many degrees, clockwise, the page as it is shown was turned for its words to stand upright: 0, 90, 180, 270."""
    read_by: str = ""
    """What read a picture, with versions; empty for text that the file itself has."""


def character_width(character: str) -> float:
    """The width of a character in ems: 1 of full width, else one half."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def spread(text: str, rect: Rect) -> tuple[float, ...]:
    """Where each character of `text` begins, and where the last one ends, if they fill `rect` by their widths."""
    widths = [character_width(character) for character in text]
    unit = rect.width / (sum(widths) or 1)
    edges = [rect.left]
    for width in widths:
        edges.append(edges[-1] + width * unit)
    return tuple(edges)
