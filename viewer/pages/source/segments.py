"""Stretches of a text cut into pieces: within one, nothing changes of which facts hold it, whether it was sought or is spoilt."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_MARKUP = re.compile(r"^[ \t]*[#*]+|\*+[ \t]*$|</?[A-Za-z][^<>\n]{0,20}>", re.MULTILINE)
"""What a converter left behind: Markdown at the beginning or end of a line, HTML tags."""


@dataclass(frozen=True)
class Piece:
    """`text[start:end]`. The numbers are places in the lists that were given."""

    start: int
    end: int
    facts: tuple[int, ...] = ()
    """Facts whose evidence holds it."""
    contexts: tuple[int, ...] = ()
    """Facts that need it to be understood."""
    fault: int | None = None
    """The fault of the scan that it stands in."""
    found: bool = False
    """Whether it was sought, or asked for by its characters."""
    markup: bool = False
    """No words: what a converter left behind."""
    doubt: int | None = None
    """The doubt that it stands in."""
    correction: int | None = None
    """The correction that put it there."""


class Cutter:
    """Knows all cuts of a text. `pieces` gives those of a stretch."""

    def __init__(
        self,
        text: str,
        evidence: Sequence[Span],
        contexts: Sequence[Sequence[Span]],
        faults: Sequence[Span],
        found: Sequence[Span],
        doubts: Sequence[Span] = (),
        corrections: Sequence[Span] = (),
    ) -> None:
        layers = [
            [(start, end, i) for i, (start, end) in enumerate(evidence)],
            [(start, end, i) for i, spans in enumerate(contexts) for start, end in spans],
            [(start, end, i) for i, (start, end) in enumerate(faults)],
            [(start, end, i) for i, (start, end) in enumerate(found)],
            [(*match.span(), i) for i, match in enumerate(_MARKUP.finditer(text))],
            [(start, end, i) for i, (start, end) in enumerate(doubts)],
            [(start, end, i) for i, (start, end) in enumerate(corrections)],
        ]
        self.cuts = sorted({0, len(text), *(cut for layer in layers for start, end, _ in layer for cut in (start, end))})
        self._layers = [_covering(layer, self.cuts) for layer in layers]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """In order; none where the stretch is empty."""
        at = start
        while at < end:
            i = bisect_right(self.cuts, at) - 1
            stop = min(end, self.cuts[i + 1])
            facts, contexts, faults, found, markup, doubts, corrections = (layer.get(i, ()) for layer in self._layers)
            yield Piece(at, stop, facts, contexts, _first(faults), bool(found), bool(markup), _first(doubts), _first(corrections))
            at = stop


def _first(numbers: tuple[int, ...]) -> int | None:
    return numbers[0] if numbers else None


def _covering(spans: Sequence[tuple[int, int, int]], cuts: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """For each stretch between two cuts the numbers of the spans that cover it."""
    covering: dict[int, list[int]] = {}
    for start, end, number in spans:
        for i in range(bisect_left(cuts, start), bisect_left(cuts, end)):
            over = covering.setdefault(i, [])
            if number not in over:
                over.append(number)
    return {i: tuple(numbers) for i, numbers in covering.items()}
