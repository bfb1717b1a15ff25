"""Words of a clause with the evidence in them, and the words around a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

_AROUND = 48


class ClauseText(Protocol):
    """A clause's own words, and the stretches of the source that they stand in: `text` is these, one after the other."""

    @property
    def text(self) -> str: ...

    @property
    def spans(self) -> tuple[tuple[int, int], ...]: ...


Texts = Callable[[str], ClauseText | None]
"""The words of a clause by its id; None where there are none."""


def no_texts(clause: str) -> None:
    """For a graph that has no texts beside it."""


@dataclass(frozen=True)
class Segment:
    """Some of the words; `fact` is the IRI of the fact that they state most narrowly."""

    text: str
    fact: str | None


@dataclass(frozen=True)
class Marked:
    """Where a fact's evidence stands in the source."""

    fact: str
    start: int
    end: int


def segments(clause: ClauseText, marked: Iterable[Marked]) -> tuple[Segment, ...]:
    """The clause's words, cut where evidence begins or ends."""
    inside = [Marked(m.fact, *place) for m in marked if (place := _place(clause, m.start, m.end))]
    cuts = sorted({0, len(clause.text), *(m.start for m in inside), *(m.end for m in inside)})
    found: list[Segment] = []
    for start, end in pairwise(cuts):
        fact = min((m for m in inside if m.start <= start and end <= m.end), key=lambda m: (m.end - m.start, m.fact), default=None)
        if found and found[-1].fact == (fact.fact if fact else None):
            found[-1] = Segment(found[-1].text + clause.text[start:end], found[-1].fact)
        else:
            found.append(Segment(clause.text[start:end], fact.fact if fact else None))
    return tuple(_trimmed(found))


def around(clause: ClauseText, start: int, end: int) -> tuple[str, str] | None:
    """The words before and after those from `start` to `end` in the source; None where they are not in this clause."""
    place = _place(clause, start, end)
    if place is None:
        return None
    before, after = clause.text[: place[0]], clause.text[place[1] :]
    left = ("…" if len(before) > _AROUND else "") + before[-_AROUND:].lstrip()
    return left, after[:_AROUND].rstrip() + ("…" if len(after) > _AROUND else "")


def _place(clause: ClauseText, start: int, end: int) -> tuple[int, int] | None:
    """Offsets in the source as offsets in the clause's own words; None where they are not inside one of its stretches."""
    before = 0
    for first, last in clause.spans:
        if first <= start < end <= last:
            return before + start - first, before + end - first
        before += last - first
    return None


def _trimmed(found: list[Segment]) -> Iterator[Segment]:
    """Without the white space around the whole."""
    for i, segment in enumerate(found):
        text = segment.text.lstrip() if i == 0 else segment.text
        text = text.rstrip() if i == len(found) - 1 else text
        if text:
            yield Segment(text, segment.fact)
