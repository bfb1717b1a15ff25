"""A claim as the row of a target or a baseline."""

from __future__ import annotations

from kg.extraction.indicators.claim import Claim
from kg.extraction.indicators.dating import Dated
from kg.extraction.indicators.measured import is_fraction, measured, plain
from kg.extraction.indicators.registry import Sense, indicator
from kg.extraction.indicators.vocabulary import words
from kg.extraction.proposal import Cell, Proposal
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.times import frames
from kg.model.records import Span

_CUMULATED = ("累计", "共计")


def target(source: DraftSource, sentence: Sentence, claim: Claim, when: Dated, origin: str) -> Proposal:
    """The proposal of a target."""
    value = measured(source, claim.figure)
    values = _common(source, claim, when, value.unit) | {"target_year": when.frame.year if when.frame else None}
    if is_fraction(source, claim.figure):
        values["value_text"] = source.words((claim.figure.start, claim.figure.end))
    else:
        values |= {"value_min": value.least, "value_max": value.most, "comparator": value.comparator}
    if when.frame and when.frame.inferred:
        values["inferred"] = ["target_year"]
    if claim.before is not None:
        values["baseline_value"] = measured(source, claim.before).value
    elif claim.growth is not None:
        base = next((frame for frame in frames(source.text, claim.growth[1], source.year) if frame.year and not frame.inferred), None)
        values["baseline_year"] = base.year if base else None
    return Proposal("targets", sentence.clause, _quote(source, claim), values, origin, _context(claim, when))


def baseline(source: DraftSource, sentence: Sentence, claim: Claim, when: Dated, origin: str) -> Proposal:
    """The proposal of a result that was reached."""
    value = measured(source, claim.figure)
    values = _common(source, claim, when, value.unit) | {"value": value.value, "year": when.frame.year if when.frame else None}
    if when.frame and when.frame.inferred:
        values["inferred"] = ["year"]
    return Proposal("baselines", sentence.clause, _quote(source, claim), values, origin, _context(claim, when))


def _common(source: DraftSource, claim: Claim, when: Dated, unit: str | None) -> dict[str, Cell]:
    flow = claim.rule == "act"
    frame = when.frame
    around = source.words((claim.phrase[0], claim.span[1]))
    span: str | None = None
    if when.each:
        span = "year"
    elif any(word in around for word in _CUMULATED) or (flow and frame and frame.span == "period"):
        span = "period"
    elif frame and frame.span == "point":
        span = "point"
    return {
        "indicator": indicator(source, claim.name, unit, Sense(claim.rule, claim.verb, bool(when.each)), claim.of),
        "indicator_name": source.words(claim.named if claim.named and claim.verb in words("flow") else claim.name),
        "unit": unit,
        "growth_percent": plain(claim.growth[0]) if claim.growth else None,
        "span": span,
    }


def _quote(source: DraftSource, claim: Claim) -> Span:
    """The words of the claim, from 累计 on where that stands before them."""
    ats = [source.text.find(word, claim.phrase[0], claim.span[0]) for word in _CUMULATED]
    return min([claim.span[0], *(at for at in ats if at >= 0)]), claim.span[1]


def _context(claim: Claim, when: Dated) -> tuple[Span, ...]:
    growth = (claim.growth[1],) if claim.growth else ()
    return (*when.context(claim), *growth)
