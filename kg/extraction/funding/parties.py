"""For whom and for what a sum is: in its own segment, or in those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.funding.noun_phrases import Parties, Place, ends_in_recipient
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.payers import fund_before
from kg.extraction.funding.phrases import of_segment, outward
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.receivers import named_after_giving, named_at_sum
from kg.extraction.funding.vocabulary import any_of, words

_ALIKE = re.compile("(?:符合|满足)[^，的]{0,4}(?:条件|要求)的.{2,4}")
_BY_OFFICES = re.compile("实施|设立|建立|组建|打造|推出|构建")
"""What offices do, and not who receives: 对人才给予支持；实施计划，给予支持."""
_PROVIDED = re.compile(r"[为向](?P<who>[^，；。（）]{2,40}?)(?:（[^（）]*）)?提供[^，；]{0,12}(?:融资|资金|投资|贷款|担保)")
_ADDRESSED = re.compile("对于?(?![接口外应象内])")
_GOES_ON = re.compile("[并且或](?!对)")
_SELECTED = re.compile("符合|经|其中|上述|优质|优秀|通过|成效")
_URGED = re.compile("鼓励|支持|引导")
_COST_END = re.compile(f"{any_of(words('costs'))}$")
_WHO = any_of([word for name in ("enterprise", "person", "institution") for word in words("recipients", name)])
_SINGLE = re.compile(rf"单(?:家|个|位|户)?(?P<who>[^，、\d]{{0,8}}?{_WHO})")
_THING_END = re.compile(f"{any_of(words('things'))}$")


def parties(reading: Reading, offer: Offer) -> Parties:
    """Whom the offer is for and what for, as places in the words of the sentence."""
    own = named_at_sum(reading, offer) or (None if len(offer.list) > 1 else named_after_giving(reading, offer))
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
    earlier = () if fund_before(reading, offer.sum.segment) else earlier
    before = sorted((one for one in reading.segments if one.part < own.part and one.depth == 0), key=lambda one: -one.part)
    if found.purpose and not _COST_END.search(reading.words[slice(*found.purpose)]):
        earlier = ()
        before = [] if _BY_OFFICES.match(reading.words[slice(*found.purpose)]) else before
    for sentence, segments in ((reading, before), *((one, [seg for seg in one.segments if seg.depth == 0]) for one in reversed(earlier))):
        for segment in segments:
            place = of_segment(sentence, segment, segment.end, False).recipient
            if place and not _THING_END.search(sentence.words[slice(*place)]):
                return sentence, place
    if provided := _PROVIDED.search(reading.words, reading.segments[0].start, offer.sum.figure.start):
        return (reading, provided.span("who")) if ends_in_recipient(provided["who"]) else None
    last = reading.segments[(offer.cap or offer.sum).segment]
    single = _SINGLE.match(reading.words, last.start, last.end)
    return (reading, single.span("who")) if single else None


def _urged_subject(reading: Reading, index: int) -> Place | None:
    """Who is urged to do what a phrase without a subject tells: 鼓励企业提供数据，对完成上架的，给予奖励."""
    for segment in outward(reading, index)[1:]:
        if _URGED.match(reading.of(segment)):
            return of_segment(reading, segment, segment.end, False).recipient
    return None


def _addressed(reading: Reading, index: int) -> Place | None:
    """Who is addressed at the beginning of what a further segment goes on with: 对|运营主体，提供服务，或运营社区的，."""
    for segment in outward(reading, index)[1:]:
        if _ADDRESSED.match(reading.of(segment)) and ends_in_recipient(reading.of(segment)):
            return of_segment(reading, segment, segment.end, False).recipient
    return None


def _fuller(reading: Reading, segment: Segment, recipient: Place) -> Place | None:
    """Who is named before with more words: 对|完成融资的企业，经认定对符合条件的企业给予."""
    found = of_segment(reading, segment, segment.end, False).recipient if _ADDRESSED.match(reading.of(segment)) else None
    alike = found and reading.words[found[1] - 2 : found[1]] == reading.words[recipient[1] - 2 : recipient[1]]
    return found if alike else None


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
        if found.recipient and segment is not own and _GOES_ON.match(reading.of(segment)) and (first := _addressed(reading, index)):
            found = Parties(first, found.purpose)
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
