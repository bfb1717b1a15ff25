"""Offered figures as offers: a rate with the sum that bounds it is one, members of a list are one each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.funding.reading import Reading
from kg.extraction.funding.sums import Sum
from kg.extraction.funding.vocabulary import pattern

_LIST = re.compile(r"(?:/[人月年天]+)*(?:、|和|及|与|或|/|以及)(?:最高|不超过|每人|每月|每年|各|不低于)*")
_NEW_OFFER = re.compile(r"^(?:并|同时|另外?|此外)?(?:对|为|向|给(?!予))(?!接)")
_CAP = pattern("caps")
_OF_EACH = pattern("each", form="^{}(?!.*(?:给予|予以))[^，；]*(?:最高|累计|合计|不超过|上限|限额)")
_TOTAL = re.compile(r"累计|总额|总计|合计")


@dataclass
class Offer:
    """An amount, or a rate with its cap. `list` are the figures of the list of which it is a member, with its `place` in it."""

    sum: Sum
    cap: Sum | None = None
    list: Sequence[Sum] = field(default_factory=list)

    @property
    def rate(self) -> Sum | None:
        return self.sum if self.sum.is_rate else None

    @property
    def amount(self) -> Sum | None:
        return self.cap if self.sum.is_rate else self.sum

    @property
    def place(self) -> int:
        return self.list.index(self.sum) if self.list else 0

    @property
    def is_repeated(self) -> bool:
        """Whether a later member of its list is the same sum, so that only the words tell the two apart."""
        later = [one.figure for one in self.list[self.place + 1 :]]
        return any((one.low, one.high) == (self.sum.figure.low, self.sum.figure.high) for one in later)


def grouped(reading: Reading, sums: Sequence[Sum], before: Offer | None) -> tuple[list[Offer], Sum | None]:
    """The offers of a sentence. The second value is a first sum that bounds the rate of `before`, of the sentence before."""
    offers: list[Offer] = []
    taken: Sum | None = None
    lists = _lists(reading, sums)
    for place, one in enumerate(sums):
        members = next((found for found in lists if one in found), [])
        if one.is_rate:
            earlier = offers[-1] if offers else None
            if earlier and earlier.rate is None and _shares(reading, earlier.sum, one):
                offers[-1] = Offer(one, earlier.sum, members)
            else:
                offers.append(Offer(one, None, members))
            continue
        open_ = [offer for offer in offers if offer.rate and offer.cap is None]
        if open_ and open_[-1] is offers[-1] and _bounds(reading, open_[-1].sum, one):
            _cap(open_, one, members)
        elif not place and before and before.rate and before.cap is None and (one.role == "cap" or _bounds_before(reading, one)):
            taken = one
        elif not any(offer.cap is one for offer in offers):
            offers.append(Offer(one, None, members))
    return offers, taken


def _cap(open_: list[Offer], cap: Sum, caps: Sequence[Sum]) -> None:
    """Give the rates of a list their cap: one for all, or one each."""
    last = open_[-1]
    rates = [offer for offer in open_ if offer.sum in last.list] if last.list else [last]
    for offer, of_rate in zip(rates, caps if len(caps) == len(rates) > 1 else [cap] * len(rates), strict=True):
        offer.cap = of_rate


def _lists(reading: Reading, sums: Sequence[Sum]) -> list[list[Sum]]:
    """Runs of sums with nothing but separators between: 5000元、3000元和1500元."""
    found: list[list[Sum]] = []
    for one in sums:
        last = found[-1][-1] if found else None
        if last and last.is_rate == one.is_rate and _LIST.fullmatch(reading.words[last.figure.end : one.figure.start]):
            found[-1].append(one)
        else:
            found.append([one])
    return [members for members in found if len(members) > 1]


def _bounds(reading: Reading, rate: Sum, cap: Sum) -> bool:
    """Whether a sum after a rate bounds it, and is no offer of its own."""
    first, last = reading.segments[rate.segment], reading.segments[cap.segment]
    if first.part != last.part or last.depth < first.depth or (first.depth and last.depth == first.depth and _outside(reading, rate, cap)):
        return False
    between = [reading.of(one) for one in reading.segments[rate.segment + 1 : cap.segment + 1]]
    if any(_NEW_OFFER.match(words) for words in between):
        return False
    before = reading.words[last.start if rate.segment != cap.segment else rate.figure.end : cap.figure.start]
    return cap.role == "cap" or cap.figure.bound == "at_most" or bool(_CAP.search(before))


def _bounds_before(reading: Reading, cap: Sum) -> bool:
    """Whether a sentence only bounds what the one before it gives: 单一企业每年最高支持金额不超过50万元."""
    return _OF_EACH.match(reading.words[: cap.figure.start]) is not None and cap.segment == 0


def _outside(reading: Reading, one: Sum, other: Sum) -> bool:
    return "）" in reading.words[one.figure.end : other.figure.start]


def _shares(reading: Reading, amount: Sum, rate: Sum) -> bool:
    """Whether a rate after a bounded sum is its own: 最高给予200万元补助，补助比例不超过30%."""
    first, last = reading.segments[amount.segment], reading.segments[rate.segment]
    before = reading.words[last.start : rate.figure.start]
    near = first.part == last.part and rate.segment - amount.segment == 1 and first.depth == last.depth
    return near and amount.figure.bound == "at_most" and re.search("比例", before) is not None and not _NEW_OFFER.match(before)
