"""For whom and for what a sum is: in its own segment, or in those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.funding.funds import fund_parties
from kg.extraction.funding.noun_phrases import Parties, Place, bare, ends_in_recipient
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.phrases import of_segment, outward
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.vocabulary import any_of, pattern, words

_STRONG = pattern("give", "strong")
_EACH = re.compile(f"^(?:且|并|但|原则上|其中|年度|及)*{any_of([*words('each'), *words('caps')])}")
_THEN = re.compile("(?:奖励|补助|支持)(?P<who>[^，；（）]{2,40})$")
_ALIKE = re.compile("(?:符合|满足)[^，的]{0,4}(?:条件|要求)的.{2,4}")
_SELECTED = re.compile("符合|经|其中|上述|优质|优秀|通过|成效")
_RECEIVES = re.compile("可?(?:获得?|享受|申请|申领|领取)")
_TO = re.compile(r"(?:资金|经费)?(?:对|用于支持|用于奖励|用于补助|重点投向|重点支持)(?P<who>[^，；（）]{2,40}?)(?=予以|给予|进行|$)")
_URGED = re.compile("鼓励|支持|引导")
_COST_END = re.compile(f"{any_of(words('costs'))}$")
_WHO = any_of([word for name in ("enterprise", "person", "institution") for word in words("recipients", name)])
_OF_EACH = re.compile(rf"^(?:同一|每)(?:家|个|位|名)?(?P<who>[^，、\d]{{0,8}}?{_WHO})")
_SINGLE = re.compile(rf"单(?:家|个|位|户)?(?P<who>[^，、\d]{{0,8}}?{_WHO})")
_THING_END = re.compile(f"{any_of(words('things'))}$")
_PROFIT = re.compile("(?P<who>[^，；]{2,20}?)的?(?:收益|奖励)比例")
_AFTER_GIVING = re.compile(r"(?:给予|发放|奖励|补贴|补助|资助|拨付|核拨|提供|奖(?=给))(?:给)?")
_BROAD = frozenset(words("broad"))
"""Nouns that are no receiver where they stand before what is paid: 人才奖励."""
_PAY = pattern("payments")
_FURTHER = re.compile("[和及与或、并]")
_HEAD_FIRST = re.compile(rf"^[^，、]{{0,14}}?{any_of(words('recipients'))}(?!支持|奖励|补贴|补助|资金|扶持|资助|津贴|投资)")


def parties(reading: Reading, offer: Offer) -> Parties:
    """Whom the offer is for and what for, as places in the words of the sentence."""
    own = _local(reading, offer) or (None if len(offer.list) > 1 else _receiving(reading, offer))
    found = _before(reading, offer, own is not None)
    if own and offer.sum.role != "cap" and found.recipient and _is_each(reading, own):
        return found
    if own and not found.purpose and found.recipient and found.recipient != own and own[0] > found.recipient[1]:
        return Parties(own, found.recipient if _apart(reading, found.recipient, own) else None)
    return Parties(own or found.recipient, found.purpose)


def _is_each(reading: Reading, place: Place) -> bool:
    """Whether it only says per what is paid: 给予每个|获奖项目."""
    return re.search("每[个家项位名场]?$", reading.words[: place[0]]) is not None


def _apart(reading: Reading, one: Place, other: Place) -> bool:
    """Whether two places stand in different segments, without a sum between them."""
    between = reading.words[one[1] : other[0]]
    return "，" in between and not any(character.isdigit() for character in between)


def of_segments(reading: Reading, index: int, place: int) -> Parties:
    """Whom and what for, of words at a place without a sum."""
    recipient: Place | None = None
    purpose: Place | None = None
    for segment in outward(reading, index):
        own = segment is reading.segments[index]
        found = of_segment(reading, segment, place if own else segment.end, own)
        purpose = purpose or found.purpose
        if found.recipient:
            recipient = found.recipient
            break
    return Parties(recipient, purpose)


def named_before(earlier: Sequence[Reading], reading: Reading, offer: Offer, found: Parties) -> tuple[Reading, Place] | None:
    """Whom an offer is for that names nobody: in a part before it, else in the sentences before it, the nearest first."""
    if offer.sum.role == "fund" or found.recipient:
        return None
    own = reading.segments[offer.sum.segment]
    before = sorted((one for one in reading.segments if one.part < own.part and one.depth == 0), key=lambda one: -one.part)
    if found.purpose and not _COST_END.search(reading.words[slice(*found.purpose)]):
        earlier = ()
        before = before if reading.words[found.purpose[1] : found.purpose[1] + 1] == "的" else []
    for sentence, segments in ((reading, before), *((one, [seg for seg in one.segments if seg.depth == 0]) for one in reversed(earlier))):
        for segment in segments:
            place = of_segment(sentence, segment, segment.end, False).recipient
            if place and not _THING_END.search(sentence.words[slice(*place)]):
                return sentence, place
    last = reading.segments[(offer.cap or offer.sum).segment]
    single = _SINGLE.match(reading.words, last.start, last.end)
    return (reading, single.span("who")) if single else None


def _local(reading: Reading, offer: Offer) -> Place | None:
    """A name right before the sum: 博士10万元; 小微企业最高500万元."""
    figure = (offer.list[0] if offer.list else offer.sum).figure
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
    if by := [match.end() for match in re.finditer(rf"按照?|(?:对象|标准)为|{any_of(words('payments'))}(?:额度|标准|限额)", text)]:
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
    if place is None or not ends_in_recipient(reading.words[slice(*place)]) or _of_things(text, reading.words[slice(*place)]):
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
        if whom := fund_parties(reading, offer).recipient:
            return whom
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
            if _FURTHER.match(rest):
                continue
            if ends_in_recipient(rest) and not _PAY.search(rest) and not _EACH.match(rest):
                return match.end(), match.end() + len(rest)
            found = _HEAD_FIRST.match(rest)
            place = bare(reading.words, (match.end(), match.end() + found.end())) if found else None
            if place and _of_things(rest, reading.words[slice(*place)]):
                continue
            if place and reading.words[slice(*place)] not in _BROAD and not _PAY.search(reading.words[slice(*place)]):
                return place
    return None


def _urged_subject(reading: Reading, index: int) -> Place | None:
    """Who is urged to do what a phrase without a subject tells: 鼓励企业提供数据，对完成上架的，给予奖励."""
    for segment in outward(reading, index)[1:]:
        if _URGED.match(reading.of(segment)):
            return of_segment(reading, segment, segment.end, False).recipient
    return None


def _fuller(reading: Reading, segment: Segment, recipient: Place) -> Place | None:
    """Who is named before with more words: 对|完成融资的企业，经认定对符合条件的企业给予."""
    found = of_segment(reading, segment, segment.end, False).recipient
    alike = found and reading.words[found[1] - 2 : found[1]] == reading.words[recipient[1] - 2 : recipient[1]]
    return found if alike else None


def _of_things(rest: str, name: str) -> bool:
    """Whether a sum is given by the piece: 给予每个数据集最高10万元."""
    return rest.startswith("每") and _THING_END.search(name) is not None


def _before(reading: Reading, offer: Offer, further: bool) -> Parties:
    """`further` says that whom it is for is known, and what for may stand farther away."""
    index = offer.sum.segment
    own = reading.segments[index]
    recipient: Place | None = None
    purpose: Place | None = None
    for segment in outward(reading, index):
        end = offer.sum.figure.start if segment is own else segment.end
        if recipient and not further and not purpose:
            if _ALIKE.fullmatch(reading.words[slice(*recipient)]) and (fuller := _fuller(reading, segment, recipient)):
                return Parties(fuller, purpose)
            if _URGED.match(reading.of(segment)) and _SELECTED.match(reading.words[slice(*recipient)]):
                purpose = of_segment(reading, segment, end, False).purpose
            break
        found = of_segment(reading, segment, end, segment is own)
        if found.recipient and found.recipient == found.purpose and (subject := _urged_subject(reading, index)):
            found = Parties(subject, found.purpose)
        if found.recipient and found.recipient == found.purpose and reading.words[: found.recipient[0]].endswith("其中"):
            found = Parties(None, found.purpose)
        if found.recipient and segment is own and not found.purpose and found.recipient[0] == segment.start:
            further = True
            recipient = found.recipient
            continue
        purpose = purpose or found.purpose
        recipient = recipient or found.recipient
        if (recipient and purpose) or (further and found.recipient):
            break
    return Parties(recipient, purpose)
