"""The text of a clause with its evidence marked, and the context of a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

_CONTEXT_LENGTH = 48
"""Characters shown on each side of a quote."""


class ClauseText(Protocol):
    """The text of one clause. `spans` are its ranges in the source, as offsets; `text` is their concatenation."""

    @property
    def text(self) -> str: ...

    @property
    def spans(self) -> tuple[tuple[int, int], ...]: ...


ClauseTextLookup = Callable[[str], ClauseText | None]
"""Gives the text of a clause by its id, or None if there is none."""


def no_clause_texts(clause: str) -> None:
    """A ClauseTextLookup for a graph without source texts."""


@dataclass(frozen=True)
class Segment:
    """A run of text. `fact` is the IRI of the fact with the shortest evidence that covers it, if there is one."""

    text: str
    fact: str | None


@dataclass(frozen=True)
class EvidenceSpan:
    """The evidence of a fact: offsets in the source, end exclusive."""

    fact: str
    start: int
    end: int


def segments(clause: ClauseText, evidence: Iterable[EvidenceSpan]) -> tuple[Segment, ...]:
    """The text of `clause`, split where evidence begins or ends. White space around the whole text is removed.

    Evidence outside the clause is ignored.
    """
    local = [EvidenceSpan(e.fact, *span) for e in evidence if (span := _local_span(clause, e.start, e.end))]
    cuts = sorted({0, len(clause.text), *(e.start for e in local), *(e.end for e in local)})
    result: list[Segment] = []
    for start, end in pairwise(cuts):
        shortest = min((e for e in local if e.start <= start and end <= e.end), key=lambda e: (e.end - e.start, e.fact), default=None)
        fact = shortest.fact if shortest else None
        if result and result[-1].fact == fact:
            result[-1] = Segment(result[-1].text + clause.text[start:end], fact)
        else:
            result.append(Segment(clause.text[start:end], fact))
    return tuple(_stripped(result))


def quote_context(clause: ClauseText, start: int, end: int) -> tuple[str, str] | None:
    """The text before and after the range from `start` to `end` of the source; None if the range is not in this clause."""
    span = _local_span(clause, start, end)
    if span is None:
        return None
    before, after = clause.text[: span[0]], clause.text[span[1] :]
    left = ("…" if len(before) > _CONTEXT_LENGTH else "") + before[-_CONTEXT_LENGTH:].lstrip()
    return left, after[:_CONTEXT_LENGTH].rstrip() + ("…" if len(after) > _CONTEXT_LENGTH else "")


def _local_span(clause: ClauseText, start: int, end: int) -> tuple[int, int] | None:
    """Offsets in the source as offsets in the clause's text; None if they are not inside one of its ranges."""
    length = 0
    for first, last in clause.spans:
        if first <= start < end <= last:
            return length + start - first, length + end - first
        length += last - first
    return None


def _stripped(segments: list[Segment]) -> Iterator[Segment]:
    for i, segment in enumerate(segments):
        text = segment.text.lstrip() if i == 0 else segment.text
        text = text.rstrip() if i == len(segments) - 1 else text
        if text:
            yield Segment(text, segment.fact)
