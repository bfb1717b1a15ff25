"""An offer as a proposed row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.extraction.funding.aims import Named, aim
from kg.extraction.funding.funds import fund_with_aim
from kg.extraction.funding.lists import paired
from kg.extraction.funding.noun_phrases import HEAD_END, Parties, Place
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.payers import fund_before, payer_before
from kg.extraction.funding.payments import kind_of, payment, stated_payment
from kg.extraction.funding.periods import period_of, period_told
from kg.extraction.funding.purposes import purpose_of
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.sums import Sum
from kg.extraction.funding.vocabulary import any_of, by_word, last_word, words
from kg.extraction.proposal import Cell, Proposal
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.figures import Figure

_BY_WHICH = re.compile(r"按照?(?:其)?|分(?:为|成)?(?=[A-Z一二三四五甲\d])")
_ADDRESSING = re.compile("(?:对于|对|为|向|给|面向|针对)$")
_SEPARATOR = re.compile("、|和|及|与|或|到|，|；")
_PER_EACH = re.compile(r"每(?:个|家|项|位|名)?(?P<noun>[^，、；\d]{0,8})|[/／](?P<unit>人|家|个|项)")
_EACH_HEAD = re.compile("每人(?:最高|不超过|按)?$")
_BY_HEAD = re.compile("/人(?!次|·|/)")
_TIERS = re.compile(any_of([tier for tier in words("tiers") if tier.endswith("级")]))
_TIER_BEFORE = re.compile(
    rf"(?:^|[、和及])(?P<tier>{any_of([tier for tier in words('tiers') if tier.endswith('级')])})(?:的)?(?:每[个家]|最高|奖励|给予|为)*$"
)
_LENDER = re.compile("(?:金融机构|银行)$")
_RATES = ("rate_min", "rate_max")
_FOR_WHAT = frozenset({"grant", "subsidy", "reward", "relief", "voucher"})
"""Kinds whose noun says nothing of what they are for."""
_HALF = Decimal("0.5")
"""What a discount lets off: 7折 lets off 0.3, which the words do not say; of 5折 both are the same."""


def proposal(
    source: DraftSource,
    reading: Reading,
    offer: Offer,
    sums: Sequence[Sum],
    found: Parties,
    before: Named | None,
    earlier: Sequence[Reading],
    lead: Reading | None,
) -> Proposal:
    """The row of an offer, with its words from whom it is for to what is paid.

    before: whom it is for, where another sentence says so.
    earlier: the sentences of its clause before it. lead: the words above the list of which it is an item.
    """
    text = reading.words
    tier = None
    whole = found
    if len(offer.list) > 1 and offer.sum.role != "discount":
        found, tier = paired(text, found, _by_which(reading, offer), len(offer.list), offer.place)
    noun = payment(reading, offer)
    above = stated_payment(lead) if lead and not noun else None
    paid = text[slice(*noun)] if noun else lead.words[slice(*above)] if lead and above else None
    who, where = before or (reading, found.recipient)
    recipient = who.words[slice(*where)] if where else ""
    kind = kind_of(reading, offer, paid, recipient, source.clauses[reading.clause].heading or "")
    if kind == "loan" and _LENDER.search(recipient):
        where, recipient = None, ""
    purpose = purpose_of(reading, offer, found, noun, kind)
    for_what = aim(earlier, reading, offer, found, purpose) if kind in _FOR_WHAT and not above else None
    purpose = None if for_what else purpose
    period = period_of(reading, offer)
    per = _per(reading, offer, recipient)
    if period == "unspecified" and per == "person" and _is_by_head(reading, offer, recipient):
        period = "person_time"
    payer = payer_before(reading, offer.sum.segment, offer.sum.figure.start)
    if kind == "investment":
        payer = payer or fund_before(reading, offer.sum.segment)
    if kind == "fund" and not offer.rate:
        payer = payer or fund_with_aim(reading, offer)
    first = min([reading.segments[offer.sum.segment].start, *(place[0] for place in (found.recipient, purpose) if place)])
    places = [found.recipient, purpose, noun if noun and noun[0] >= first else None, payer]
    begin, end = _quote(reading, offer, sums, places)
    span = begin, offer.sum.figure.end if offer.is_repeated and not tier and found == whole else end
    apart = [_phrase(who, where)] if before and where else []
    apart += [_phrase(reading, place) for place in places if place and place[0] < span[0]]
    apart += [_phrase(*for_what)] if for_what else []
    apart += [_phrase(lead, above)] if lead and above else []
    tiers = set(_TIERS.findall(recipient))
    values: dict[str, Cell] = {
        "kind": kind,
        "recipient": written(source, who, where),
        "per": per,
        "tier": tier or _own_tier(reading, offer) or (tiers.pop() if len(tiers) == 1 else None),
        "purpose": written(source, lead, above) if lead and above else written(source, *(for_what or (reading, purpose))),
        "period": period if period != "unspecified" or not (lead and above) else period_told(source.words(_phrase(lead, above))) or period,
        "payer": written(source, reading, payer),
        **amounts(offer),
    }
    return Proposal("funding", reading.clause, reading.span(*span), values, f"funding.{_rule(offer)}", tuple(dict.fromkeys(apart)))


def _phrase(reading: Reading, place: Place) -> Span:
    """The span of a place, from the beginning of its segment: words that stand alone may stand there more than once."""
    return reading.span(reading.segments[reading.around(place[0])].start, place[1])


def _own_tier(reading: Reading, offer: Offer) -> str | None:
    """The tier right before a sum: 国家级100万元，省级50万元."""
    own = reading.segments[offer.sum.segment]
    match = _TIER_BEFORE.search(reading.words[own.start : offer.sum.figure.start])
    return match["tier"] if match else None


def _by_which(reading: Reading, offer: Offer) -> list[Place]:
    """Segments that say by what the sums of a list differ: 按照博士、硕士、本科学历."""
    own = reading.segments[offer.sum.segment]
    before = [one for one in reading.segments[: offer.sum.segment] if one.part == own.part]
    found = [(one, _BY_WHICH.match(reading.of(one))) for one in reversed(before)]
    return [(one.start + match.end(), one.end) for one, match in found if match]


def _rule(offer: Offer) -> str:
    if offer.rate and offer.sum.role != "discount":
        return "rate_with_cap" if offer.cap else "rate"
    if len(offer.list) > 1:
        return "list"
    return {"given": "given", "fund": "fund", "discount": "discount", "cap": "cap", "listed": "list"}.get(offer.sum.role, "named")


def amounts(offer: Offer) -> dict[str, Cell]:
    """The columns of sums and rates."""
    values: dict[str, Cell] = {}
    if offer.amount:
        values |= _ends(offer.amount.figure, "amount")
    if offer.rate:
        values |= _ends(offer.rate.figure, "rate")
    if offer.sum.role == "discount" and offer.sum.figure.low != _HALF:
        values |= {**dict.fromkeys(_RATES, 1 - offer.sum.figure.low), "inferred": list(_RATES)}
    return values


def _ends(figure: Figure, name: str) -> dict[str, Cell]:
    low: Decimal | None = None if figure.bound == "at_most" else figure.low
    high: Decimal | None = None if figure.bound == "at_least" else figure.high
    return {f"{name}_min": low, f"{name}_max": high}


def _quote(reading: Reading, offer: Offer, sums: Sequence[Sum], places: Sequence[Place | None]) -> Place:
    """From whom it is for to what is paid; without what stands before another sum."""
    own = reading.segments[offer.sum.segment]
    figures = [one.figure for one in (offer.sum, offer.cap, *offer.list) if one]
    first = min(figure.start for figure in figures)
    least = _after_others(reading, sums, first, own)
    filled = [place for place in places if place]
    begin = min([max(own.start, least), *(figure.start for figure in figures), *(place[0] for place in filled if place[0] >= least)])
    if match := _ADDRESSING.search(reading.words[max(least, 0) : begin]):
        begin -= len(match[0])
    end = max([*(place[1] for place in filled), *(figure.end for figure in figures)])
    return begin, end


def _after_others(reading: Reading, sums: Sequence[Sum], first: int, own: Segment) -> int:
    """Where the words of an offer may begin: after the sum before it, and what is paid by that."""
    before = [one for one in sums if one.figure.end <= first]
    if not before:
        return 0
    last = before[-1]
    if reading.segments[last.segment] is own:
        separators = list(_SEPARATOR.finditer(reading.words, last.figure.end, first))
        return separators[-1].end() if separators else last.figure.end
    return reading.segments[last.segment + 1].start


def _per(reading: Reading, offer: Offer, recipient: str) -> str | None:
    units = by_word("recipients")
    own = reading.segments[offer.sum.segment]
    near = reading.words[own.start : own.end]
    if re.search("每人|/人|人均|每位|每名", near):
        return "person"
    for match in _PER_EACH.finditer(near):
        if word := last_word("recipients", match["noun"] or ""):
            return units[word]
    return per_of(recipient) if HEAD_END.search(recipient) else None


def _is_by_head(reading: Reading, offer: Offer, recipient: str) -> bool:
    """Whether somebody who is no person is paid once for each: 给予基地5000元/人."""
    figure = offer.sum.figure
    by_head = _EACH_HEAD.search(reading.words[: figure.start]) or _BY_HEAD.match(reading.words, figure.end)
    return bool(by_head) and not offer.rate and per_of(recipient) in ("enterprise", "institution", "platform")


def per_of(recipient: str) -> str | None:
    """What a sum is paid per, by the noun in which its recipient ends."""
    word = last_word("recipients", recipient)
    return by_word("recipients")[word] if word else None


def written(source: DraftSource, reading: Reading, place: Place | None) -> str | None:
    """The words as the text has them, without white space."""
    return source.words(reading.span(*place)) if place and place[0] < place[1] else None
