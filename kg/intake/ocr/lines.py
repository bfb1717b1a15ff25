"""A line as it was read: its letters, where they stand, and the ink around them."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from kg.intake.ocr.engine import Letter, Pixels, recognise
from kg.intake.ocr.ink import Area, Ink
from kg.intake.ocr.straighten import cut
from kg.intake.page_content import LineDoubt

_INK_OF_EM, _INK_OF_DIGIT = 0.9, 0.73
"""The height in ems of the ink of Chinese characters, and of figures and Latin capitals. It tells the em where no pitch does."""
_LEAST, _MOST = 0.5, 0.95
"""The em for the height of a detected line."""


class Blob(NamedTuple):
    """The ink of one letter, in ems: its width, and the white on both sides of it, None where the line ends."""

    before: float | None
    width: float
    after: float | None


@dataclass(frozen=True)
class ReadLine:
    """`area` of the page in pixels, what was read there, and the em in pixels."""

    area: Area
    letters: tuple[Letter, ...]
    em: float
    ink: Ink
    """Of the area."""
    doubts: tuple[LineDoubt, ...] = ()

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def confidence(self) -> float:
        return statistics.fmean(letter.confidence for letter in self.letters) if self.letters else 0.0

    def middle(self, at: int) -> float:
        """Where the centre of a letter stands, in pixels from the left of the area."""
        return self.letters[at].middle * (self.area.right - self.area.left)

    def with_letter(self, at: int, text: str, confidence: float | None = None) -> ReadLine:
        """The line with another letter there."""
        letter = self.letters[at]
        changed = letter._replace(text=text, confidence=letter.confidence if confidence is None else confidence)
        return replace(self, letters=(*self.letters[:at], changed, *self.letters[at + 1 :]))

    def blob(self, at: int) -> Blob | None:
        """The ink nearest to the centre of a letter; none where there is none within most of an em."""
        inked = np.flatnonzero(self.ink.sum(0))
        if not len(inked):
            return None
        centre = self.middle(at)
        near = int(np.abs(inked - centre).argmin())
        if abs(inked[near] - centre) > 0.6 * self.em:
            return None
        jumps = np.flatnonzero(np.diff(inked) > 1)
        first = int(jumps[jumps < near][-1]) + 1 if (jumps < near).any() else 0
        last = int(jumps[jumps >= near][0]) if (jumps >= near).any() else len(inked) - 1
        before = (inked[first] - inked[first - 1] - 1) / self.em if first else None
        after = (inked[last + 1] - inked[last] - 1) / self.em if last + 1 < len(inked) else None
        return Blob(before, (inked[last] - inked[first] + 1) / self.em, after)


def read_line(pixels: Pixels, ink: Ink, area: Area) -> ReadLine:
    """What stands in that area of the page. `ink`: that of the page, ruled lines apart."""
    letters = recognise(cut(pixels, *area))
    inside = cut(ink, *area)
    em = _em(letters, area.right - area.left) or _em_by_height(letters, inside)
    return ReadLine(area, tuple(letters), em, inside)


def is_ideograph(character: str) -> bool:
    """Whether it fills a square, as Chinese characters do."""
    return character.isalpha() and unicodedata.east_asian_width(character) == "W"


def _em(letters: Sequence[Letter], width: int) -> float | None:
    """The mean pitch of Chinese characters that stand beside each other; where they stand is known to a sixth of an em."""
    pitches = [
        (after.middle - before.middle) * width
        for before, after in pairwise(letters)
        if is_ideograph(before.text) and is_ideograph(after.text)
    ]
    if len(pitches) < 2:
        return None
    usual = statistics.median(pitches)
    return statistics.fmean(pitch for pitch in pitches if abs(pitch - usual) <= usual / 3)


def _em_by_height(letters: Sequence[Letter], ink: Ink) -> float:
    rows = np.flatnonzero(ink.any(1))
    height = ink.shape[0]
    span = int(rows[-1] - rows[0] + 1) if len(rows) else height
    share = _INK_OF_EM if any(is_ideograph(letter.text) for letter in letters) else _INK_OF_DIGIT
    return float(min(max(span / share, _LEAST * height), _MOST * height))
