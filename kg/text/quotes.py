"""Finding a quote in a source text, whatever white space and page marks the scan put in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_GAP = re.compile(r"(?P<inside>(?<=[!-~])\s+(?=[!-~]))|\s+")


@dataclass(frozen=True)
class Letters:
    """The letters of a text without white space and noise, each with its offset: `offsets[i]` is where `text[i]` stands."""

    text: str
    offsets: Sequence[int]

    def find(self, quote: str, within: Iterable[Span]) -> list[Span]:
        """All places of `quote` in the stretches `within`, as spans of the unedited text, in order."""
        wanted = letters_of(quote)
        return [span for start, end in within for span in self._find(wanted, start, end)] if wanted else []

    def words(self, start: int, end: int) -> str:
        """The letters of the stretch `start`:`end` of the unedited text."""
        return self.text[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def spaced(self, start: int, end: int) -> str:
        """The same, with one space wherever white space or noise stood: the cells of a table stay apart."""
        low, high = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        gaps = (" " if i > low and self.offsets[i] > self.offsets[i - 1] + 1 else "" for i in range(low, high))
        return "".join(gap + letter for gap, letter in zip(gaps, self.text[low:high], strict=True))

    def _find(self, wanted: str, start: int, end: int) -> Iterable[Span]:
        low, high = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        at = self.text.find(wanted, low, high)
        while at >= 0:
            yield self.offsets[at], self.offsets[at + len(wanted) - 1] + 1
            at = self.text.find(wanted, at + 1, high)


def _is_letter(character: str) -> bool:
    return not character.isspace() and character not in _INVISIBLE


def letters_of(text: str) -> str:
    """`text` without white space of any kind."""
    return "".join(filter(_is_letter, text))


def joined(text: str) -> str:
    """`text` on one line: words that a scan broke are whole, Latin letters and figures of two cells stay apart by one space."""
    visible = "".join(character for character in text if character not in _INVISIBLE)
    return _GAP.sub(lambda gap: "" if gap["inside"] is None else " ", visible.strip())


def read_letters(text: str, noise: Iterable[str] = ()) -> Letters:
    """Drop white space and what the patterns `noise` match (page marks) from `text`, remembering offsets."""
    skipped = noise_spans(text, noise)
    silent = bytearray(len(text))
    for start, end in skipped:
        silent[start:end] = b"\x01" * (end - start)
    offsets = [i for i, character in enumerate(text) if not silent[i] and _is_letter(character)]
    return Letters("".join(text[i] for i in offsets), offsets)


def noise_spans(text: str, noise: Iterable[str]) -> list[Span]:
    return sorted(m.span() for pattern in noise for m in re.finditer(pattern, text, re.MULTILINE))


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
