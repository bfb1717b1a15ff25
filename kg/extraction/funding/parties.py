"""For whom and for what a sum is: in its own segment, or in those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.funding.noun_phrases import Parties, Place, bare, ends_in_recipient, parted, without_openings
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.vocabulary import any_of, pattern, words

_STRONG = pattern("give", "strong")
_EACH = re.compile(f"^(?:且|并|但|原则上|其中|年度|及)*{any_of([*words('each'), *words('caps')])}")
_ADDRESS = re.compile(
    r"(?:^|(?<=[并时另且或]))(?:对于|针对|面向|对|为|给)(?![接口外应象标内此的予])|(?<=[可月当级由门位政元金])(?:对于|对)(?![接口外应象标内此的])"
    r"|向(?=[^，；]{2,30}(?:发放|提供|支付|给予|发行|拨付|核拨))"
)
_THEN = re.compile("(?:奖励|补助|支持)(?P<who>[^，；（）]{2,40})$")
_SELECTED = re.compile("符合|经|其中|上述|优质|优秀|通过|成效")
_EFFORT = re.compile(r"的(?:支持|扶持|奖励|投入|引进|资助)力度$")
_CHOSEN = re.compile(f"^每年(?:度)?(?:定期|择优)?{any_of(words('chosen'))}")
_RECEIVES = re.compile("可?(?:获得?|享受|申请|申领|领取)")
_TO = re.compile(r"(?:资金|经费)?(?:对|用于支持|用于奖励|用于补助|重点投向|重点支持)(?P<who>[^，；（）]{2,40}?)(?=予以|给予|进行|$)")
_URGED = re.compile("鼓励|支持|引导")
_WITH_MONEY = re.compile(r"(?:最高|不超过|给予|安排|规模|不低于)[^，]*\d[^，]*元")
_MONEY_GIVEN = re.compile(rf"\d|免收|免租|{any_of(words('payments'))}")
_PAY_END = re.compile("(?:补贴|补助|奖励|贴息|津贴)$")
_PLACE_FIRST = re.compile("在|到|于|设立|依托")
_COST_END = re.compile(f"{any_of(words('costs'))}$")
_WHO = any_of([word for name in ("enterprise", "person", "institution") for word in words("recipients", name)])
_OF_EACH = re.compile(rf"^(?:同一|每)(?:家|个|位|名)?(?P<who>[^，、\d]{{0,8}}?{_WHO})")
_PROFIT = re.compile("(?P<who>[^，；]{2,20}?)的?(?:收益|奖励)比例")
_ADVERB = re.compile(
    r"^(?:并|再|且)?(?:按|根据|依据|参照|结合|经[^营]|给予|予以|可|其[^他]|同时|依托|用于|主要|最高|围绕|原则|连续"
    r"|一次性|一经|自(?!主)|分(?=[A-Z一二三四五甲])|若|如果|期|服务期满|通过公平|最近|因|(?:实际)?每(?:吸纳|引进|新增|培养|带动|招用|培训))"
)
_CUT = re.compile(
    r"(?:[还也均]可|按照?|根据|一次性|每月|每年(?!评|遴|选)|分别|分档|分级|最高|额外|单个|(?:予以|给予)(?![^，]{1,6}的)|累计|不超过|统一|可(?=申|享|获|再|按|提|给)|由|提供|发放|开放|发行)"
)
_AFTER_GIVING = re.compile(r"(?:给予|发放|奖励|补贴|补助|资助|拨付|核拨|提供|奖)(?:给)?")
_BROAD = {
    "人才",
    "项目",
    "产业",
    "活动",
    "青年",
    "产品",
    "成果",
    "创新团队",
    "应用",
    "场景",
    "职称",
    "工程",
    "标准",
    "专利",
    "博士",
    "模型",
    "作品",
    "中心",
    "空间",
    "平台",
}
_PAY = pattern("payments")
_HEAD_FIRST = re.compile(rf"^[^，、]{{0,14}}?{any_of(words('recipients'))}(?!支持|奖励|补贴|补助|资金|扶持|资助|津贴|投资)")


def parties(reading: Reading, offer: Offer) -> Parties:
    """Whom the offer is for and what for, as places in the words of the sentence."""
    own = _local(reading, offer) or (None if len(offer.list) > 1 else _receiving(reading, offer))
    found = _before(reading, offer, own is not None)
    if own and not found.purpose and found.recipient and found.recipient != own and own[0] > found.recipient[1]:
        return Parties(own, found.recipient)
    return Parties(own or found.recipient, found.purpose)


def of_segments(reading: Reading, index: int, place: int) -> Parties:
    """Whom and what for, of words at a place without a sum."""
    recipient: Place | None = None
    purpose: Place | None = None
    for segment in _outward(reading, index):
        own = segment is reading.segments[index]
        found = _of_segment(reading, segment, place if own else segment.end, own)
        purpose = purpose or found.purpose
        if found.recipient:
            recipient = found.recipient
            break
    return Parties(recipient, purpose)


def named_before(earlier: Sequence[Reading], reading: Reading, offer: Offer, found: Parties) -> tuple[Reading, Place] | None:
    """Whom an offer is for that names nobody: in a part before it, else in the sentences before it, the nearest first."""
    if offer.sum.role == "fund" or found.recipient or (found.purpose and not _COST_END.search(reading.words[slice(*found.purpose)])):
        return None
    own = reading.segments[offer.sum.segment]
    before = [one for one in reading.segments if one.part < own.part and one.depth == 0]
    for sentence, segments in ((reading, before), *((one, [seg for seg in one.segments if seg.depth == 0]) for one in reversed(earlier))):
        for segment in segments:
            if place := _of_segment(sentence, segment, segment.end, False).recipient:
                return sentence, place
    return None


def _local(reading: Reading, offer: Offer) -> Place | None:
    """A name right before the sum: 博士10万元; 小微企业最高500万元."""
    figure = offer.sum.figure
    segment = reading.segments[offer.sum.segment]
    earlier = [one.end for one in reading.figures if segment.start <= one.end <= figure.start and one.kind in ("money", "rate", "number")]
    start = max([segment.start, *earlier])
    text = reading.words[start : figure.start]
    if profit := _PROFIT.match(text):
        return start, start + profit.end("who")
    giving = [match.end() for match in _STRONG.finditer(text)]
    given = bool(giving)
    start += giving[-1] if giving else 0
    text = reading.words[start : figure.start]
    if by := [match.end() for match in re.finditer(rf"按照?|{any_of(words('payments'))}(?:额度|标准|限额)", text)]:
        start += by[-1]
        text = reading.words[start : figure.start]
    if offer.sum.role == "cap" and (match := _OF_EACH.match(text)):
        return start + match.start("who"), start + match.end("who")
    if match := _RECEIVES.search(text):
        text = reading.words[start : start + match.start()]
        place = bare(reading.words, (start, start + match.start()))
        if place and _EACH.match(text) and ends_in_recipient(reading.words[slice(*place)]):
            return place
    if not given and _EACH.match(text.lstrip("、和及")):
        return None
    place = bare(reading.words, (start, figure.start))
    if place is None or not ends_in_recipient(reading.words[slice(*place)]):
        return None
    listed = bool(earlier) or bool(by) or given or segment.depth > 0
    short = place[0] == segment.start and place[1] - place[0] <= 12 and not re.search("对|向|为", reading.words[slice(*place)])
    return place if listed or short else None


def _receiving(reading: Reading, offer: Offer) -> Place | None:
    """A name after the verb that gives: 给予用人单位留用补贴, 奖励投资机构; or after the sum: 安排500万元对园区予以支持."""
    own = reading.segments[offer.sum.segment]
    if offer.sum.role in ("fund", "given") and (to := _TO.match(reading.words[offer.sum.figure.end : own.end])):
        return offer.sum.figure.end + to.start("who"), offer.sum.figure.end + to.end("who")
    if offer.sum.role == "fund":
        for segment in reading.segments[offer.sum.segment + 1 : offer.sum.segment + 2]:
            if to := _TO.match(reading.of(segment)) or _THEN.match(reading.of(segment)):
                return segment.start + to.start("who"), segment.start + to.end("who")
        return None
    last = (offer.cap.segment if offer.cap else offer.sum.segment + 1) if offer.rate else offer.sum.segment
    following = reading.segments[offer.sum.segment : max(last, offer.sum.segment + 1 if offer.rate else 0) + 1]
    for segment in following:
        if segment.part != reading.segments[offer.sum.segment].part:
            break
        for match in _AFTER_GIVING.finditer(reading.words, segment.start, segment.end):
            end = min([one.start for one in reading.figures if one.start >= match.end()] + [segment.end])
            rest = reading.words[match.end() : min(end, segment.end)]
            if ends_in_recipient(rest) and not _PAY.search(rest) and not _EACH.match(rest):
                return match.end(), match.end() + len(rest)
            found = _HEAD_FIRST.match(rest)
            place = bare(reading.words, (match.end(), match.end() + found.end())) if found else None
            if place and reading.words[slice(*place)] not in _BROAD and not _PAY.search(reading.words[slice(*place)]):
                return place
    return None


def _before(reading: Reading, offer: Offer, further: bool) -> Parties:
    """`further` says that whom it is for is known, and what for may stand farther away."""
    index = offer.sum.segment
    own = reading.segments[index]
    recipient: Place | None = None
    purpose: Place | None = None
    for segment in _outward(reading, index):
        end = offer.sum.figure.start if segment is own else segment.end
        if recipient and not further and not purpose:
            if _URGED.match(reading.of(segment)) and _SELECTED.match(reading.words[slice(*recipient)]):
                purpose = _of_segment(reading, segment, end, False).purpose
            break
        found = _of_segment(reading, segment, end, segment is own)
        if found.recipient and segment is own and not found.purpose and found.recipient[0] == segment.start:
            further = True
            recipient = found.recipient
            continue
        purpose = purpose or found.purpose
        recipient = recipient or found.recipient
        if (recipient and purpose) or (further and found.recipient):
            break
    return Parties(recipient, purpose)


def _outward(reading: Reading, index: int) -> list[Segment]:
    """The segment, those before it in its part and not deeper in brackets, and, where it is in brackets, what stands before them."""
    found, depth = [], reading.segments[index].depth
    part = reading.segments[index].part
    for segment in reversed(reading.segments[: index + 1]):
        if segment.part != part and segment.depth <= depth:
            break
        if segment.depth <= depth:
            found.append(segment)
            depth = segment.depth
    return found


def _of_segment(reading: Reading, segment: Segment, end: int, own: bool) -> Parties:
    text = reading.words[segment.start : end]
    if own and (giving := list(_STRONG.finditer(text))):
        end = segment.start + giving[-1].start()
        text = reading.words[segment.start : end]
    for match in reversed(list(_ADDRESS.finditer(text))):
        if not own and match[0] in ("为", "向", "给") and not _MONEY_GIVEN.search(text):
            continue
        start = segment.start + match.end()
        stop = _stop(reading, start, end, own)
        if effort := _EFFORT.search(reading.words[start:stop]):
            stop = start + effort.start()
        if found := parted(reading.words, (start, stop), addressed=True):
            return _sound(reading, found)
        if not match.start():
            return Parties()
    if (not own and text[:1] in "为向给") or _ADVERB.match(text) or (_EACH.match(text) and not _CHOSEN.match(text)):
        return Parties()
    if (toward := re.search("对(?=[^，]{2,30}力度$)", text)) and (effort := _EFFORT.search(text)):
        return parted(reading.words, (segment.start + toward.end(), segment.start + effort.start()), addressed=True)
    start, end = without_openings(reading.words, (segment.start, end))
    return _sound(reading, parted(reading.words, (start, _stop(reading, start, end, own)), addressed=False))


def _stop(reading: Reading, start: int, end: int, own: bool) -> int:
    """Where a phrase ends: before what is given, or how, but not within a relative clause."""
    cut = _CUT.search(reading.words, start + 1, end)
    if cut is None or (not own and ends_in_recipient(reading.words[start:end]) and "的" in reading.words[cut.end() : end]):
        return end
    return cut.start()


def _sound(reading: Reading, found: Parties) -> Parties:
    """Without what holds a sum: that is no name."""
    text = reading.words
    if found.purpose and _PAY_END.search(text[slice(*found.purpose)]):
        found = Parties(found.recipient, None)
    if found.purpose and not found.recipient and _PLACE_FIRST.match(text[slice(*found.purpose)]):
        return Parties()
    recipient, purpose = (
        place if place and not _WITH_MONEY.search(text[slice(*place)]) else None for place in (found.recipient, found.purpose)
    )
    return Parties(recipient, purpose)
