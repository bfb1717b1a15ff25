"""A text with stretches replaced, and where an offset of one of the two texts stands in the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.text.quotes import Span


class Edit(NamedTuple):
    """`old` stands at `start` of the text before; `new` stands in its place afterwards. An empty `old` inserts, an empty `new` removes."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        return self.start + len(self.old)


@dataclass(frozen=True)
class Edits:
    """Edits of one text, in order, none overlapping another. Offsets are those of the text before them."""

    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> Edits:
        """Raises ValueError where two overlap, or insert at the same place."""
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        for one, other in pairwise(ordered):
            if other.start < one.end or (other.start, other.end) == (one.start, one.end):
                raise ValueError(f"{other} overlaps {one}")
        return cls(tuple(ordered))

    def apply(self, text: str) -> str:
        """Raises ValueError where the words of an edit do not stand at its place."""
        parts, at = [], 0
        for edit in self.edits:
            if not text.startswith(edit.old, edit.start) or edit.end > len(text):
                raise ValueError(f"{edit.old!r} does not stand at {edit.start}")
            parts += [text[at : edit.start], edit.new]
            at = edit.end
        return "".join([*parts, text[at:]])

    def inverse(self) -> Edits:
        """What makes the text before of the text after."""
        return Edits(tuple(Edit(start, edit.new, edit.old) for edit, (start, _) in zip(self.edits, self.places, strict=True)))

    @cached_property
    def places(self) -> Sequence[Span]:
        """Where the new words of each edit stand in the text after."""
        places, shift = [], 0
        for edit in self.edits:
            places.append((edit.start + shift, edit.start + shift + len(edit.new)))
            shift += len(edit.new) - len(edit.old)
        return places

    def span(self, start: int, end: int) -> Span:
        """Where `start`:`end` of the text before stands in the text after: an edit that it touches with more than an edge is in it whole,
        and so are words inserted at its edges."""
        first = bisect_left(self._ends, start)
        while first < len(self.edits) and self.edits[first].start < start == self.edits[first].end:
            first += 1
        last = bisect_right(self._starts, end) - 1
        while last >= 0 and self.edits[last].start == end < self.edits[last].end:
            last -= 1
        return self._moved(start, first, 0), self._moved(end, last, 1)

    def _moved(self, offset: int, index: int, side: int) -> int:
        """`offset` after the edits: on that side of the edit `index` where it touches it, else moved by the edits before it."""
        if 0 <= index < len(self.edits) and self.edits[index].start <= offset <= self.edits[index].end:
            return self.places[index][side]
        before = index - 1 if side == 0 else index
        return offset + (self.places[before][1] - self.edits[before].end if before >= 0 else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _ends(self) -> list[int]:
        return [edit.end for edit in self.edits]
