"""What is paid, and of what kind it is."""

from __future__ import annotations

import re

from kg.extraction.funding.noun_phrases import Place
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.vocabulary import any_of, by_word, last_word, pattern, words

_PAYMENTS = any_of(words("payments"))
_AFTER = re.compile(
    r"^(?:/[人月年天次家户项个]+)*(?:以上|以下|以内|左右|不等|封顶)?(?:、最[长高][^，；]{1,10}?(?=的))?(?:人民币)?(?:（[^）]*）)?"
    r"的?(?:一次性|标准|额度|比例|给予|予以|发放|享受|抵扣|核拨|的)*"
    rf"(?P<noun>(?:[^，、；。（）]|（[^（）]{{1,6}}）){{0,14}}?(?:{_PAYMENTS})(?:资金|支持|经费|金|”|补贴|补助|津贴|奖励|资助|贴息|奖补)*)"
)
_GIVEN = re.compile(
    rf"(?:给予|予以|发放|提供|申请|申领|享受|可获得?|为|的|核拨|投入|拨付)(?:一次性|每年|最高|分档|相应|一定|的|(?!{_PAYMENTS})[^，、；。（）]{{0,12}}\d[\d.%％万亿元]*(?:个?[月年])?的?)*(?P<noun>[^，、；。（）的\d]{{0,10}}?(?:{_PAYMENTS})+)"
)
_BEFORE_NOUN = re.compile(
    r".*(?:每[项个家人次户]|[\d元%％‰]|的|给予|予以|提供|发放|享受|申?请|申领|不超过|最高|可|获得?|一次性|年度|我[市省区县]|实施|落实|执行)"
)
_LAST_NOUN = re.compile(rf"(?P<noun>[^，、；及和或的]{{0,14}}(?:{_PAYMENTS}))(?:标准|额度)?(?:为|如下|是)?$")
_LOAN_AFTER = re.compile("[^，；]{0,6}期限[^，；]{1,10}的(?P<noun>[^，、；的]{0,14}贷款)")
_NAMED = re.compile(
    rf"(?:给予|发放|享受|申领|予以|提供|一次性)(?P<noun>[^，、；\d]{{0,10}}?{_PAYMENTS})(?:每人|每月|每年|最高|标准|各|为|不超过)*$"
)
_VERB = re.compile(r"(?:补贴|补助|奖励|奖补|资助|贴息|报销|扶持|奖(?=[\d最不]))(?!金额|额度|总额|上限|标准|限额)")
_SUPPORT = re.compile("(?:支持|资金|扶持|经费)+$")
_BOUND_OF = pattern("each", form="^{}")
_PRIZE = re.compile("“[^”]*奖”")
_PLAIN = pattern("plain").pattern
"""Nouns that say no more than that money is given."""
_GENERIC = re.compile(
    rf"^(?:一次性|最高|相应|一定|额外|(?:省|市|区|县|自治区)级|的|给予|予以|每年|年度|{_PLAIN}|金额|额度|标准|按[^，]*)+$"
)
_TO_WHOM = re.compile(f".*(?:方|主体|单位|企业|机构)(?={_PLAIN}$)")
_KINDS = by_word("payments")
_BY_COST = re.compile(rf"按[^，]*{any_of(words('costs'))}[^，]*比例")
_EACH_PERSON = re.compile("每人|每月|/[人月]")
"""By what a sum without a noun is known to be paid to live on, or for persons: 硕士每月1000元."""
_WON = re.compile("认定|获批|获评|评定|入选|获奖|荣获|晋升|升级|称号")
"""Words of recognition, for which 奖补 is a reward."""
_PLATFORM = re.compile("工作站|流动站|实验室|研究中心|技术中心|创新中心|工作室|基地|站补助")


def payment(reading: Reading, offer: Offer) -> Place | None:
    """The noun of what is paid: 生活补贴, after the sum, after its cap, or in a segment beside it."""
    found = _payment(reading, offer)
    place = _trimmed(reading, found) if found else None
    if place is None or not is_specific(reading.words[slice(*place)]):
        return _detailed(reading, offer) or _same(reading, offer, place) or place
    return place


def _same(reading: Reading, offer: Offer, place: Place | None) -> Place | None:
    """The fuller name that a segment before gives the payment: 实施创业补贴，给予最高1万元补贴."""
    own = reading.segments[offer.sum.segment]
    for segment in reversed(reading.segments[: offer.sum.segment]):
        if any(segment.start <= one.start < segment.end and one.kind == "money" for one in reading.figures):
            break
        if place and segment.part == own.part and segment.depth <= own.depth and (match := _LAST_NOUN.search(reading.of(segment))):
            fuller = _trimmed(reading, (segment.start + match.start("noun"), segment.start + match.end("noun")))
            words_ = reading.words[slice(*fuller)]
            if words_.endswith(reading.words[slice(*place)]) and is_specific(words_):
                return fuller
    return None


def _detailed(reading: Reading, offer: Offer) -> Place | None:
    """What was named before a colon, or before a bound, of which the sum is a detail: 给予算力补贴：消耗量达到1亿的，给予2万元扶持."""
    own = reading.segments[offer.sum.segment]
    for segment in reversed(reading.segments[: offer.sum.segment]):
        if segment.part != own.part or segment.depth > own.depth:
            continue
        if (
            offer.sum.role == "cap"
            or (offer.sum.figure.bound == "at_most" and _BOUND_OF.match(reading.of(own)))
            or "：" in reading.words[segment.end : own.start]
        ):
            for match in reversed(list(_GIVEN.finditer(reading.words, segment.start, segment.end))):
                place = _trimmed(reading, match.span("noun"))
                if is_specific(reading.words[slice(*place)]):
                    return place
    return None


def stated_payment(reading: Reading) -> Place | None:
    """The last payment that a sentence without a sum names: 给予生活补贴, or a heading that ends in one."""
    if found := list(_GIVEN.finditer(reading.words)):
        return _trimmed(reading, found[-1].span("noun"))
    match = _LAST_NOUN.search(reading.words.rstrip("。：:"))
    return _trimmed(reading, match.span("noun")) if match else None


def _trimmed(reading: Reading, place: Place) -> Place:
    """The noun without verbs and figures before it, and with both its quotation marks."""
    start, end = place
    text = reading.words[start:end]
    start += match.end() if (match := _BEFORE_NOUN.match(text)) and match.end() < len(text) else 0
    start += match.end() if (match := _TO_WHOM.match(reading.words[start:end])) else 0
    if "“" in reading.words[start:end] and "”" not in reading.words[start:end] and reading.words[end : end + 1] == "”":
        end += 1
    return start, end


def _payment(reading: Reading, offer: Offer) -> Place | None:
    own = reading.segments[offer.sum.segment]
    for one in (offer.sum, offer.cap):
        if one:
            segment = reading.segments[one.segment]
            if match := _AFTER.match(reading.words[one.figure.end : _end(reading, segment)]):
                return one.figure.end + match.start("noun"), one.figure.end + match.end("noun")
    outer = [one for one in reading.segments[: offer.sum.segment] if one.depth < own.depth]
    if outer and (match := _LAST_NOUN.search(reading.of(outer[-1]))):
        return outer[-1].start + match.start("noun"), outer[-1].start + match.end("noun")
    following = [one for one in reading.segments[offer.sum.segment + 1 : offer.sum.segment + 2] if one.part == own.part]
    if following and (match := _LOAN_AFTER.match(reading.of(following[0]))):
        return following[0].start + match.start("noun"), following[0].start + match.end("noun")
    first = offer.list[0].figure.start if offer.list else offer.sum.figure.start
    if match := _NAMED.search(reading.words[own.start : first]):
        return own.start + match.start("noun"), own.start + match.end("noun")
    if verbs := list(_VERB.finditer(reading.words, own.start, offer.sum.figure.start)):
        return verbs[-1].span()
    members = offer.list or [offer.sum]
    last = members[-1]
    segment = reading.segments[last.segment]
    if last is not offer.sum and (match := _AFTER.match(reading.words[last.figure.end : segment.end])):
        return last.figure.end + match.start("noun"), last.figure.end + match.end("noun")
    for place in _beside(reading, offer):
        if found := list(_GIVEN.finditer(reading.words, *place)):
            return found[-1].span("noun")
    for place in _beside(reading, offer)[1:]:
        if match := _LAST_NOUN.search(reading.words[slice(*place)]):
            return place[0] + match.start("noun"), place[0] + match.end("noun")
    for place in _beside(reading, offer):
        if nouns := list(re.finditer(_PAYMENTS, reading.words[slice(*place)])):
            return place[0] + nouns[-1].start(), place[0] + nouns[-1].end()
    if (
        following
        and not _states_sum(reading, following[0])
        and (given := _GIVEN.search(reading.words, following[0].start, following[0].end))
    ):
        return given.span("noun")
    return None


def _states_sum(reading: Reading, segment: Segment) -> bool:
    return any(segment.start <= one.start < segment.end and one.kind == "money" for one in reading.figures)


def _end(reading: Reading, segment: Segment) -> int:
    """Its end, or that of the words after brackets that cut it: 每月1250元（税后1000元）|的安居补贴."""
    following = reading.segments[reading.segments.index(segment) + 1 :]
    if len(following) > 1 and following[0].depth > segment.depth == following[1].depth and reading.words[following[1].start - 1] == "）":
        return following[1].end
    return segment.end


def _beside(reading: Reading, offer: Offer) -> list[Place]:
    """Stretches that may name the payment: from the sum to its cap, then the segments before, the nearest first."""
    own = reading.segments[offer.sum.segment]
    last = reading.segments[(offer.cap or offer.sum).segment]
    following = [one for one in reading.segments[offer.sum.segment + 1 : offer.sum.segment + 2] if one.part == own.part]
    rest = [(offer.sum.figure.end, max([last.end, *(one.end for one in following)]))] if offer.rate else [(offer.sum.figure.end, own.end)]
    before = [
        (one.start, one.end) for one in reversed(reading.segments[: offer.sum.segment]) if one.depth <= own.depth and one.part == own.part
    ]
    return [(own.start, offer.sum.figure.start), *rest, *before[:4]]


def is_specific(noun: str) -> bool:
    """Whether it says more than that money is given: 生活补贴, and not 资金支持."""
    return _GENERIC.match(noun) is None


def kind_of(reading: Reading, offer: Offer, noun: str | None, recipient: str, heading: str) -> str:
    """The kind of the offer, by the noun of what is paid; by the heading of the clause where the noun is 支持 or the like."""
    if offer.sum.role == "fund":
        return "fund"
    if offer.sum.role == "discount" or reading.words[offer.sum.figure.start : offer.sum.figure.end] in ("减半", "折半", "半价"):
        return "relief"
    own = reading.segments[offer.sum.segment]
    last = reading.segments[(offer.cap or offer.sum).segment]
    near = reading.words[own.start : last.end]
    if (noun and "券" in noun) or re.search("券(?:金额|额度|补贴)?(?:最高|不超过)|券”?[，）]", near):
        return "voucher"
    plain = _SUPPORT.sub("", noun) if noun else ""
    word = last_word("payments", plain) or (last_word("payments", noun) if noun else None)
    kind = _KINDS[word] if word else "subsidy" if _EACH_PERSON.search(near) else "grant"
    if word in ("奖补", "奖补支持") and not _WON.search(reading.words[: own.end]):
        kind = "subsidy"
    if (
        word in ("支持", "扶持", "资金支持", "资金扶持")
        and not offer.rate
        and not is_specific(noun or "")
        and (named := last_word("payments", heading))
        and heading.endswith(named)
    ):
        kind = _KINDS[named]
    if kind == "subsidy" and _PRIZE.search(reading.words[: own.end]):
        return "reward"
    if offer.sum.role == "profit":
        return "reward"
    if kind == "loan" and noun and "贴息" in noun and not noun.endswith("贴息贷款"):
        return "subsidy"
    by_cost = offer.rate or _follows_rate(reading, offer, own) or _BY_COST.search(reading.words[: last.end])
    if kind == "grant" and word in ("支持", "资金支持", "资金") and by_cost:
        return "subsidy"
    if kind == "subsidy" and word == "补助" and (_PLATFORM.search(recipient) or re.search("经费|建设", noun or "")):
        return "grant"
    return kind


def _follows_rate(reading: Reading, offer: Offer, own: Segment) -> bool:
    """Whether it bounds what a rate before it gives: 按合同额的30%给予支持，每家企业每年最高100万元."""
    first = next(one for one in reading.segments if one.part == own.part)
    return offer.sum.role == "cap" and any(one.kind == "rate" and first.start <= one.start < own.start for one in reading.figures)
