"""What a sum is for: what is paid, what its receiver does, or the cost by which it is measured."""

from __future__ import annotations

import re

from kg.extraction.funding.funds import fund_parties
from kg.extraction.funding.noun_phrases import Parties, Place, parted
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.payments import is_specific
from kg.extraction.funding.reading import Reading
from kg.extraction.funding.vocabulary import any_of, words

_PURPOSE = re.compile(r"(?:用于(?:抵扣|支付|补助|补贴)?|抵扣(?=购买|采购)|抵扣(?:最高|不超过)?\d+%)(?P<purpose>[^，；。（）]+)")
_WEAK = re.compile("纳入|列入|属于|符合|入围|进入")
_EACH_ACT = re.compile("(?:实际)?(?P<act>每(?:新?引进|吸纳|新增|培养|推荐|招用|带动|培训|投资)[^，]*?)(?=奖励|补贴|补助|给予|再|资助)")
_OBJECT = re.compile("^(?:使用|采购|购买|租用|购置|开展|加大)")
"""Verbs of spending: the cost of 使用算力 is 算力费用."""
_COST = any_of([*words("costs"), "投资额", "合同额", "交易额", "价格", "总额", "额"])
_BASE = re.compile(
    rf"(?:按照?|根据|依据|给予|补贴|补助|对(?=其)|其)(?:不超过|不高于|其|最高|当年|年度)*(?P<base>[^，；]{{2,20}}?{_COST})(?:（[^）]*）)?(?:的|最高|不超过|不高于)*$"
)
_USED_FOR = re.compile("^(?:主要)?(?:可)?用于(?:抵扣|支付|补助|补贴)?(?P<purpose>[^，；。（）]{2,40})$")
_HELPED = re.compile("^(?:重点|主要)?(?:资助|支持|补贴|帮助)(?=[^，；]{6,50}$)")
"""What the segment after a sum supports: 提供算力券，资助|企业|开展研发活动."""
_FREE = re.compile(r"(?:享受|使用|提供)?(?:\d+个?[月年天]的?)?(?P<what>[^，；。（）]{2,40})")
_PRICE = re.compile(
    "(?!享受)(?<!享)(?P<what>(?:(?:[首次]年|第.{1,2}年)、)*[^，、；按受]*?(?:租金|房租|价格?|费用?))(?:标准)?(?:(?:为|仅为)[^，、；]{0,8})?$"
)
"""The price that is lower: 第二年租金|5折, 次年租金|为市场价30%."""
_AT_PRICE = re.compile("租?的(?P<what>[^，；（）]{2,12}?)(?:支持|优惠|服务)$")
"""What is to be had at it: 半价|租的|办公工位|支持."""
_RENT = re.compile("租金|房租")
_BY_COST = re.compile(rf"(?:根据|按照?|结合)(?P<base>[^，；]{{2,24}}?{any_of(words('costs'))})(?=给予|予以|最高|分[档级])")
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
    if noun and text[slice(*noun)].endswith("免费") and (free := _FREE.match(text, noun[1])):
        return free.span("what")
    if each := _EACH_ACT.match(text, reading.segments[offer.sum.segment].start, offer.sum.figure.start):
        return each.span("act")
    if noun and is_specific(text[slice(*noun)]) and kind != "voucher":
        return noun
    if aside := _beside(reading, offer):
        return aside
    weak = found.purpose and _WEAK.match(text[slice(*found.purpose)])
    base = _base(reading, offer)
    if base and found.purpose and _OBJECT.sub("", text[slice(*found.purpose)]) in text[slice(*base)]:
        return base
    return (None if weak else found.purpose) or base or found.purpose or noun


def _beside(reading: Reading, offer: Offer) -> Place | None:
    """What segments beside the sum say that it is used for: 用于降低成本, before it, or 资助企业开展研发, after it."""
    last = reading.segments[(offer.cap or offer.sum).segment]
    for segment in reversed(reading.segments[: offer.sum.segment]):
        if segment.part != last.part:
            break
        if match := _USED_FOR.match(reading.of(segment)):
            return segment.start + match.start("purpose"), segment.end
    for segment in reading.segments[reading.segments.index(last) + 1 :][:1]:
        if segment.part == last.part and (match := _HELPED.match(reading.of(segment))):
            helped = parted(reading.words, (segment.start + match.end(), segment.end), addressed=True)
            return helped.purpose if helped.recipient else None
    return None


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
    if match := _PRICE.search(reading.words[own.start : first]):
        return own.start + match.start("what"), own.start + match.end("what")
    if match := _AT_PRICE.match(reading.words, start, end):
        return match.span("what")
    if re.match("入住|租住|购买|租用|使用|租赁", reading.words[start:end]):
        return start, end
    earlier = list(_RENT.finditer(reading.words, 0, own.start))
    return earlier[-1].span() if earlier else None


def _base(reading: Reading, offer: Offer) -> Place | None:
    """The cost by which a sum is measured: 按实际算力费用的50%, 根据软硬件投入."""
    own = reading.segments[offer.sum.segment]
    if offer.rate and (match := _BASE.search(reading.words, own.start, offer.sum.figure.start)):
        return match.span("base")
    if match := _BY_COST.search(reading.words, own.start, offer.sum.figure.start):
        return match.span("base")
    for segment in reading.segments[max(0, offer.sum.segment - 2) : offer.sum.segment]:
        if segment.part == own.part and (match := _MEASURED_BY.match(reading.of(segment))):
            group = "base" if match["base"] else "field"
            return segment.start + match.start(group), segment.start + match.end(group)
    return None
