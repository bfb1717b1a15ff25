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

    def span(self, start: int, end: int) -> Span:
        """The span of the text that the letters `start`:`end` stand in."""
        return self.offsets[self.low + start], self.offsets[self.low + end - 1] + 1


def stretches(source: DraftSource) -> Iterator[Stretch]:
    """The runs of every clause, in the order of the text. Words between 《 and 》 are blotted out: they name other documents."""
    normalised = source.parsed.normalised
    for path, clause in source.clauses.items():
        for start, end in clause.own:
            words = normalised.text_between(start, end)
            if not words:
                continue
            low = bisect_left(normalised.offsets, start)
            yield Stretch(path, _blotted(words), _blotted(normalised.folded_between(start, end)), normalised.offsets, low)


def _blotted(words: str) -> str:
    return _TITLE.sub(lambda title: "\n" * len(title[0]), words)


def heading_end(stretch: Stretch, source: DraftSource) -> int:
    """Where the clause's heading ends in the stretch; 0 where it does not stand in it."""
    heading = without_whitespace(source.clauses[stretch.clause].heading or "")
    at = stretch.words.find(heading, 0, len(heading) + _NUMBER) if heading else -1
    return at + len(heading) if at >= 0 else 0
