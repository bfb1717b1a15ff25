"""Offers of money: sums, rates and promised payments, each with whom it is for, what for and how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.funding.leads import lead_of
from kg.extraction.funding.offers import Offer, grouped
from kg.extraction.funding.parties import named_before, parties
from kg.extraction.funding.promises import promised
from kg.extraction.funding.reading import Reading, readings
from kg.extraction.funding.references import with_references
from kg.extraction.funding.rows import amounts, proposal
from kg.extraction.funding.sums import offered
from kg.extraction.funding.tables import table_rows
from kg.extraction.funding.windows import window
from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource

_BACK = 2
"""How many sentences before an offer may say whom it is for."""


def extract(source: DraftSource) -> Iterator[Proposal]:
    for clause in source.clauses.values():
        found = list(readings(source, clause))
        open_ = window(found)
        lead = lead_of(source, clause)
        for one in _of_clause(source, found, lead):
            context = (*one.context, open_.span) if open_.span else one.context
            yield with_references(source, replace(one, values={**one.values, **open_.values}, context=context))
    for one in table_rows(source):
        yield with_references(source, one)


def _of_clause(source: DraftSource, found: Sequence[Reading], lead: Reading | None) -> Iterator[Proposal]:
    last: Offer | None = None
    waiting: Proposal | None = None
    for index, reading in enumerate(found):
        sums = offered(reading, last is not None, source.year, listed=lead is not None)
        offers, cap = grouped(reading, sums, last)
        if cap and waiting and last:
            capped = Offer(last.sum, cap, last.list)
            segment = reading.segments[cap.segment]
            values = {**waiting.values, **amounts(capped)}
            waiting = replace(
                waiting,
                values=values,
                origin="funding.rate_with_cap",
                context=(*waiting.context, reading.span(segment.start, cap.figure.end)),
            )
        if waiting:
            yield waiting
            waiting = None
        bounded: tuple[Offer, Proposal] | None = None
        for offer in offers:
            whom = parties(reading, offer)
            earlier = [*([lead] if lead else []), *found[max(0, index - _BACK) : index]]
            before = named_before(earlier, reading, offer, whom)
            made = proposal(source, reading, offer, sums, whom, before, found[:index], lead)
            if bounded and _bounds(reading, offer, bounded[0]):
                made = _as_bounded(made, bounded[1], reading.of(reading.segments[offer.sum.segment]))
            bounded = offer, made
            if offer is offers[-1] and offer.rate and not offer.cap:
                waiting = made
            else:
                yield made
        if not reading.is_heading or len(found) == 1:
            yield from promised(source, reading, offers)
        last = offers[-1] if offers else None
    if waiting:
        yield waiting


def _bounds(reading: Reading, offer: Offer, before: Offer) -> bool:
    """Whether a sum bounds what the one before it gives: 每人3000元，累计不超过30万元."""
    segments = reading.segments
    return offer.sum.role == "cap" and segments[offer.sum.segment].part == segments[before.sum.segment].part


def _as_bounded(made: Proposal, before: Proposal, words: str) -> Proposal:
    """The proposal with the purpose of what it bounds, where its own words state none."""
    purpose = before.values.get("purpose")
    if not purpose or str(made.values.get("purpose") or "—") in words:
        return made
    return replace(made, values={**made.values, "purpose": purpose}, context=(*made.context, before.span, *before.context))
