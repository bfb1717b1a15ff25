"""Offers of money: sums, rates and promised payments, each with whom it is for, what for and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.funding.leads import lead_of
from kg.extraction.funding.offers import Offer, grouped
from kg.extraction.funding.parties import named_before, parties
from kg.extraction.funding.payments import is_specific
from kg.extraction.funding.periods import period_told
from kg.extraction.funding.promises import promised
from kg.extraction.funding.reading import Reading, readings
from kg.extraction.funding.references import with_references
from kg.extraction.funding.rows import amounts, proposal
from kg.extraction.funding.sums import offered
from kg.extraction.funding.tables import table_rows
from kg.extraction.funding.vocabulary import pattern
from kg.extraction.funding.windows import window
from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource

_FURTHER = re.compile("额外|[再另](?:给|奖|补)")
_PAY = pattern("payments")
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
            if values["period"] == "unspecified":
                values["period"] = period_told(reading.of(segment)) or "unspecified"
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
                made = _as_bounded(made, bounded[1], reading, (bounded[0], offer), named=bool(whom.recipient))
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
    """Whether a sum bounds what the one before it gives, or adds to it: 每人3000元，累计不超过30万元."""
    own = reading.segments[offer.sum.segment]
    follows = offer.sum.role == "cap" or _FURTHER.search(reading.of(own))
    return bool(follows) and own.part == reading.segments[before.sum.segment].part


def _as_bounded(made: Proposal, before: Proposal, reading: Reading, offers: tuple[Offer, Offer], *, named: bool) -> Proposal:
    """The proposal with the purpose of what it bounds, where its own words state none, and so with whom it is for and its kind."""
    values = dict(made.values)
    first, last = offers
    own = reading.segments[last.sum.segment]
    if str(values.get("purpose") or "—") not in reading.of(own) or not is_specific(str(values["purpose"])):
        values["purpose"] = before.values.get("purpose") or values.get("purpose")
    if not _PAY.search(reading.words, first.sum.figure.end, own.end):
        values["kind"] = before.values["kind"]
    if not named:
        values["recipient"], values["per"] = before.values.get("recipient") or values.get("recipient"), before.values.get("per")
    return made if values == made.values else replace(made, values=values, context=(*made.context, before.span, *before.context))
