"""The own words of clauses without white space, line breaks and page marks, as if they stood on one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.quotes import without_whitespace

_TITLE = re.compile(r"[《<][^《》<>]*[》>]")
_NUMBER = 12
"""The longest number and marks before a heading."""


@dataclass(frozen=True)
class Stretch:
    """A run of a clause's own words. `words` and `folded` are as long; their letter `i` stands at `offsets[low + i]` of the text."""

    clause: str
    words: str
    folded: str
    offsets: Sequence[int]
    low: int
    heading: bool = False
    """Whether these are the words of the clause's heading, with its number."""

    def span(self, start: int, end: int) -> Span:
        """The span of the text that the letters `start`:`end` stand in."""
        return self.offsets[self.low + start], self.offsets[self.low + end - 1] + 1


def stretches(source: DraftSource) -> Iterator[Stretch]:
    """The runs of every clause, in the order of the text, headings by themselves.

    Words between 《 and 》 are blotted out: they name other documents.
    """
    normalised = source.parsed.normalised
    for path, clause in source.clauses.items():
        for start, end in clause.own:
            words = _blotted(normalised.text_between(start, end))
            folded = _blotted(normalised.folded_between(start, end))
            low, cut = bisect_left(normalised.offsets, start), _heading_end(words, clause.heading)
            if cut:
                yield Stretch(path, words[:cut], folded[:cut], normalised.offsets, low, heading=True)
            if words[cut:]:
                yield Stretch(path, words[cut:], folded[cut:], normalised.offsets, low + cut)


def _blotted(words: str) -> str:
    return _TITLE.sub(lambda title: "\n" * len(title[0]), words)


def _heading_end(words: str, heading: str | None) -> int:
    """Where the heading ends; 0 where it does not stand at the beginning of the words."""
    wanted = without_whitespace(heading or "")
    at = words.find(wanted, 0, len(wanted) + _NUMBER) if wanted else -1
    return at + len(wanted) if at >= 0 else 0
