"""By when a claim holds: the year or period before it in its sentence, else, in a part that sets goals, before its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.indicators.claim import Claim
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.times import Frame, frames, goal_part
from kg.model.records import Span


@dataclass(frozen=True)
class Dated:
    """`frame` dates the claim, `each` says that it holds for every year; `near`: the frame stands in the claim's own sentence."""

    frame: Frame | None
    each: Frame | None
    near: bool = False

    def context(self, claim: Claim) -> tuple[Span, ...]:
        """The words that date it, where they stand outside those of the claim."""
        found = [frame.at for frame in (self.frame, self.each) if frame]
        return tuple(at for at in found if not (claim.span[0] <= at[0] and at[1] <= claim.span[1]))


def dated(source: DraftSource, sentence: Sentence, claim: Claim) -> Dated:
    """What dates the claim. 每年培训100名 has the year that its own phrase states, if any."""
    found = frames(source.text, (sentence.start, claim.figure.start), source.year)
    before = [frame for frame in found if not frame.compared]
    each = next((frame for frame in reversed(before) if frame.span == "year" and frame.at[0] >= claim.phrase[0]), None)
    each = None if claim.figure.kind == "rate" else each
    years = [frame for frame in before if frame.year is not None and (each is None or frame.at[0] >= claim.phrase[0])]
    if years:
        return Dated(years[-1], each, near=True)
    return Dated(None if each else next(_above(source, sentence), None), each)


def _above(source: DraftSource, sentence: Sentence) -> Iterator[Frame]:
    """The frames before the sentence in the part that sets goals, the nearest first."""
    part = goal_part(source, sentence.clause)
    if part is not None:
        found = frames(source.text, (part.start, sentence.start), source.year)
        yield from (frame for frame in reversed(list(found)) if frame.year is not None and not (frame.past or frame.compared))
