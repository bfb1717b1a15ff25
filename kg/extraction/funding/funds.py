"""Whom a fund is for and what for, as a segment after it says: 为初创企业提供融资支持."""

from __future__ import annotations

import re

from kg.extraction.funding.noun_phrases import Parties, Place, parted
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.reading import Reading

_PROVIDES = re.compile("^(?:主要|重点)?(?:为|面向)(?P<who>[^，；]{2,30}?)提供(?P<aim>[^，；]{2,24})$")
_SUPPORTS = re.compile("^(?:按照?市场化方式)?(?:精准|重点|主要|优先)*(?:支持|扶持)(?=[^，；]{4,40}$)")
_FOR = re.compile("对(?P<who>[^，；的]{2,20})的(?P<aim>[^，；的]{0,6}支持)(?:力度)?$")
_FAR = 3
"""How many segments after a fund may say whom it is for."""

_NAME = re.compile("[”“]?(?:以上|左右)?的?[“]?(?P<name>[^，；、“”]{2,24}?(?:基金群?|资金池))(?=[”，]|$)")


def fund_with_aim(reading: Reading, offer: Offer) -> Place | None:
    """The name of a fund behind its size, where other words say whom it supports: it pays them."""
    match = _NAME.match(reading.words, offer.sum.figure.end)
    return match.span("name") if match and fund_parties(reading, offer) else None


def fund_parties(reading: Reading, offer: Offer) -> Parties:
    """Places in the words of the sentence; empty where the segments after the fund say neither."""
    for segment in reading.segments[offer.sum.segment + 1 : offer.sum.segment + 1 + _FAR]:
        if match := _PROVIDES.match(reading.of(segment)) or _FOR.search(reading.of(segment)):
            who, what = match.span("who"), match.span("aim")
            return Parties((segment.start + who[0], segment.start + who[1]), (segment.start + what[0], segment.start + what[1]))
        if match := _SUPPORTS.match(reading.of(segment)):
            found = parted(reading.words, (segment.start + match.end(), segment.end), addressed=True)
            if found.recipient:
                return found
    return Parties()
