"""Finding quotes in a source text, ignoring the white space and page numbers that a scan inserts, and how characters are typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.text.folding import fold

Span = tuple[int, int]
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BLANK = re.compile(rf"[\s{_INVISIBLE}]+")
_GAP = re.compile(r"(?P<inside>(?<=[!-~])\s+(?=[!-~]))|\s+")


@dataclass(frozen=True)
class NormalisedText:
    """A text without white space and noise, with an offset mapping: `text[i]` is at `offsets[i]` of the original text."""

    text: str
    offsets: Sequence[int]

    def find(self, quote: str, within: Iterable[Span]) -> list[Span]:
        """All occurrences of `quote` inside the spans `within`, as spans of the original text, in order.

        Where its letters stand nowhere as they are, those that are the same when folded are found.
        """
        spans = list(within)
        return self.find_exactly(quote, spans) or self._find_all(self._folded, folded(quote), spans)

    def find_exactly(self, quote: str, within: Iterable[Span]) -> list[Span]:
        """As `find`, of the letters as they are."""
        return self._find_all(self.text, without_whitespace(quote), within)

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def text_between(self, start: int, end: int) -> str:
        """The normalised characters of `start`:`end` of the original text."""
        return self.text[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def folded_between(self, start: int, end: int) -> str:
        """As `text_between`, folded."""
        return self._folded[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def text_with_gaps(self, start: int, end: int) -> str:
        """Like `text_between`, with one space for each removed stretch, so that table cells stay separate."""
        low, high = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        if low < high and self.offsets[high - 1] - self.offsets[low] == high - 1 - low:
            return self.text[low:high]
        gaps = (" " if i > low and self.offsets[i] > self.offsets[i - 1] + 1 else "" for i in range(low, high))
        return "".join(gap + letter for gap, letter in zip(gaps, self.text[low:high], strict=True))

    def _find_all(self, text: str, wanted: str, within: Iterable[Span]) -> list[Span]:
        return [span for start, end in within for span in self._find(text, wanted, start, end)] if wanted else []

    def _find(self, text: str, wanted: str, start: int, end: int) -> Iterable[Span]:
        low, high = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        at = text.find(wanted, low, high)
        while at >= 0:
            yield self.offsets[at], self.offsets[at + len(wanted) - 1] + 1
            at = text.find(wanted, at + 1, high)


def without_whitespace(text: str) -> str:
    """`text` without white space and invisible characters."""
    return _BLANK.sub("", text)


def folded(text: str) -> str:
    """`text` folded and without white space: ， and , are the same."""
    return fold(without_whitespace(text))


def on_one_line(text: str) -> str:
    """`text` on one line. White space is removed, except that one space stays between ASCII characters (table cells)."""
    visible = "".join(character for character in text if character not in _INVISIBLE)
    return _GAP.sub(lambda gap: "" if gap["inside"] is None else " ", visible.strip())


def as_read(text: str) -> str:
    """The words of a quotation as a reader wants them: on one line, a space between the cells of a table."""
    return " ".join(filter(None, map(on_one_line, text.split("\t"))))


def normalise(text: str, noise: Iterable[str] = ()) -> NormalisedText:
    """Remove white space and matches of the patterns `noise` (page numbers) from `text`, keeping an offset mapping."""
    return normalise_outside(text, noise_spans(text, noise))


def normalise_outside(text: str, skipped: Iterable[Span]) -> NormalisedText:
    """As `normalise`, of a text whose noise is known."""
    silent = bytearray(len(text))
    for start, end in skipped:
        silent[start:end] = b"\x01" * (end - start)
    offsets = [i for i, character in enumerate(text) if not (silent[i] or character.isspace() or character in _INVISIBLE)]
    return NormalisedText("".join(text[i] for i in offsets), offsets)


def noise_spans(text: str, noise: Iterable[str]) -> list[Span]:
    """The spans of `text` that the patterns `noise` match, in order."""
    return sorted(m.span() for pattern in noise for m in re.finditer(pattern, text, re.MULTILINE))


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
