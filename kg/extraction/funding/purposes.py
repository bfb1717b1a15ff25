"""What a sum is for: what is paid, what its receiver does, or the cost by which it is measured."""

from __future__ import annotations

import re

from kg.extraction.funding.funds import fund_parties
from kg.extraction.funding.noun_phrases import Parties, Place
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.payments import is_specific
from kg.extraction.funding.reading import Reading
from kg.extraction.funding.vocabulary import any_of, words

_PURPOSE = re.compile(r"(?:用于(?:抵扣|支付|补助|补贴)?|抵扣(?=购买|采购))(?P<purpose>[^，；。（）]+)")
_WEAK = re.compile("纳入|列入|属于|符合|入围|进入")
_EACH_ACT = re.compile("(?P<act>每(?:新?引进|吸纳|新增|培养|推荐|招用|带动|培训|投资)[^，]*?)(?=奖励|补贴|补助|给予|再|资助)")
_COST = any_of([*words("costs"), "投资额", "合同额", "交易额", "价格", "总额", "额"])
_BASE = re.compile(
    rf"(?:按照?|根据|依据|给予|补贴|补助|对其?)(?:不超过|不高于|其|最高|当年|年度)*(?P<base>[^，；]{{2,20}}?{_COST})(?:的|最高|不超过|不高于)*$"
)
_MEASURED_BY = re.compile(rf"(?:根据|按照?|结合)(?P<base>[^，；]{{2,24}}?{any_of(words('costs'))})$|围绕(?P<field>[^，；]{{2,40}})$")
_FUND_NAME = re.compile(rf"^(?:以上|左右)?的?(?P<name>[^，；、]{{0,24}}?(?:{any_of(words('funds'))})”?)")


def purpose_of(reading: Reading, offer: Offer, found: Parties, noun: Place | None, kind: str) -> Place | None:
    text = reading.words
    last = reading.segments[(offer.cap or offer.sum).segment]
    part = [one for one in reading.segments if one.part == last.part and one.start >= reading.segments[offer.sum.segment].start]
    for segment in part[:4]:
        if match := _PURPOSE.search(text, segment.start, segment.end):
            return match.span("purpose")
    after = text[offer.sum.figure.end : reading.segments[offer.sum.segment].end]
    if kind == "fund":
        if offer.rate:
            return _aim_after(reading, offer)
        if what := fund_parties(reading, offer).purpose:
            return what
        match = _FUND_NAME.search(after)
        return (offer.sum.figure.end + match.start("name"), offer.sum.figure.end + match.end("name")) if match else None
    if offer.sum.role == "discount":
        return _discounted(reading, offer) or found.purpose
    if noun and found.recipient and noun[0] == found.recipient[0]:
        noun = (found.recipient[1], noun[1]) if found.recipient[1] < noun[1] else None
    if each := _EACH_ACT.match(text, reading.segments[offer.sum.segment].start, offer.sum.figure.start):
        return each.span("act")
    if noun and is_specific(text[slice(*noun)]) and kind != "voucher":
        return noun
    weak = found.purpose and _WEAK.match(text[slice(*found.purpose)])
    return (None if weak else found.purpose) or _base(reading, offer) or found.purpose or noun


def _aim_after(reading: Reading, offer: Offer) -> Place | None:
    for segment in reading.segments[offer.sum.segment + 1 : offer.sum.segment + 2]:
        if match := re.match("(?:用于|保证|保障|支持)(?=.{4})", reading.of(segment)):
            return segment.start + (match.end() if match[0] == "用于" else 0), segment.end
    return None


def _discounted(reading: Reading, offer: Offer) -> Place | None:
    """What is cheaper: 第二年租金5折, 按5折入住人才公寓."""
    own = reading.segments[offer.sum.segment]
    start, end = offer.list[-1].figure.end if offer.list else offer.sum.figure.end, own.end
    first = offer.list[0].figure.start if offer.list else offer.sum.figure.start
    if match := re.search(r"(?!享受)(?<!享)[^，、；按受]*(?:租金|价格?|费用?)$", reading.words[own.start : first]):
        return own.start + match.start(), own.start + match.end()
    return (start, end) if re.match("入住|租住|购买|租用|使用|租赁", reading.words[start:end]) else None


def _base(reading: Reading, offer: Offer) -> Place | None:
    """The cost by which a sum is measured: 按实际算力费用的50%, 根据软硬件投入."""
    own = reading.segments[offer.sum.segment]
    if offer.rate and (match := _BASE.search(reading.words, own.start, offer.sum.figure.start)):
        return match.span("base")
    for segment in reading.segments[max(0, offer.sum.segment - 2) : offer.sum.segment]:
        if segment.part == own.part and (match := _MEASURED_BY.match(reading.of(segment))):
            group = "base" if match["base"] else "field"
            return segment.start + match.start(group), segment.start + match.end(group)
    return None
