"""What an offer is for where its own words name only money: the activity urged before it, else what the heading of its clause is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.funding.noun_phrases import Parties, Place, ends_in_recipient, parted
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.payments import is_specific, stated_payment
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.vocabulary import any_of, pattern, words

_BACK = 2
"""How many sentences before an offer may urge what it is for."""
_LONGEST = 80
_LEAST = 3
_LONGEST_HEADING = 16
_SAME = 4
"""A heading that ends in as many characters of who receives says no more: 打造生态社区."""
_URGED = pattern("urges", form="^(?:(?:通过|以|采取)[^，]{1,14}?)?(?:积极|大力|重点|全力)?{}(?:和{})?")
_HOW = pattern("manners", form=f"^{{}}{any_of(words('acts'))}")
_DEED = pattern("urged_acts", form="{}(?=...)")
_GENERAL = pattern("general_costs", form="^{}+$")
_BY_OFFICES = re.compile("遴选|评选|择优|认定|征集")
_TOGETHER = re.compile("共同|协同")
_MADE = re.compile("打造|形成|开发|推出|建设")
_THING_END = re.compile(f"{any_of([*words('recipients', 'project'), *words('recipients', 'platform')])}$")
_REACHED = re.compile(
    r"(?:年度内?|当年|累计|首次|成立|[一二两三年内]|近)*(?P<what>[^，；的\d]{2,12}?[量额数])(?:首次|累计)?(?:达到?|超过|突破|不低于|高于)"
)
"""What must be reached: 年度内|订单量|达到100个."""
_EARNED = pattern("earned", form="^(?!使用[度率量])(?:在[^，的]{2,40}中)?{}[^，]{2,}$")
_ONLY_NAMED = re.compile("(?:首次|新|再次|已|被|经)*(?:认定|获批|获评|入选|评定|备案|引进|获奖)|.*(?:条件|要求)")
_FURTHER_FOR = re.compile(
    "(?:并|再|另|还)(?:可)?(?:根据|按照?|视)(?P<what>[^，；]{2,12}?(?:成效|业绩|绩效|效果|贡献))(?=给予|予以|再|额外|另)"
)
_ALSO_ASKED = re.compile("且(?:符合|满足)[^的]*$")
_COUNTED = re.compile("^(?:\\d+|[一二两三几]|若干)[个支套项家名批]")
_CHOSEN = re.compile(
    r"^[^，]{0,8}?每年(?:度)?(?:择优)?(?:遴选|评选|选树|选拔|征集|推出)(?:一批|不超过|[\d\-—–~～至])*[个家项名]?(?P<what>[^，；\d]{3,30})$"
)
"""What is chosen of things, of which somebody else receives: 每年评选一批示范场景，给予建设单位50万元."""
_UNNAMED = re.compile("符合|满足|上述|其中")
_JOINED = re.compile("[与和及、]")
_HEADING_VERB = pattern("heading_verbs", form="^(?:进一步|积极|大力|全面|持续|着力)?{}(?:和{})?")
_NO_TOPIC = pattern("no_topics", form="(?:{}|厅|(?<![布格结])局|委员会|管委会|部门|政府)$")
_SUPPORT_END = re.compile("(?:支持|奖励|资助|补贴|补助|扶持|资金)+$")

Named = tuple[Reading, Place]
"""A place in the words of a sentence."""


def aim(earlier: Sequence[Reading], reading: Reading, offer: Offer, found: Parties, purpose: Place | None) -> Named | None:
    """What is urged or headed, where it says more than `purpose` does; None where that is enough."""
    written = reading.words[slice(*purpose)] if purpose else ""
    own = _of_sentence(reading, offer, found)
    if purpose and own and (_is_condition(reading, purpose) or _BY_OFFICES.match(written)):
        return own
    if purpose and (further := _further(reading, purpose)):
        return reading, further
    if added := _added(reading, offer):
        return added
    named = own or _of_sentences(earlier, reading, found)
    if named and (not written or _says_less(written, named[0].words[slice(*named[1])])):
        return named
    if (not written or not is_specific(written) or _GENERAL.match(written)) and not named:
        return _earned(reading, offer, found) or _of_heading(earlier, reading, found)
    return None


def _added(reading: Reading, offer: Offer) -> Named | None:
    """By what a further sum is measured, which it is for: 并根据转化成效给予基地5000元的额外奖励."""
    own = reading.segments[offer.sum.segment]
    match = _FURTHER_FOR.match(reading.words, own.start, own.end)
    return (reading, match.span("what")) if match else None


def _earned(reading: Reading, offer: Offer, found: Parties) -> Named | None:
    """What somebody does to receive it, as his name tells, or the words before the sum: 主导制定标准|的企业, 订单量|达到100个的."""
    own = reading.segments[offer.sum.segment]
    if found.recipient and (last := reading.words.rfind("的", *found.recipient)) > 0:
        deed = _ALSO_ASKED.sub("", reading.words[found.recipient[0] : last])
        if reached := _REACHED.search(deed):
            return reading, (found.recipient[0] + reached.start("what"), found.recipient[0] + reached.end("what"))
        if _EARNED.match(deed) and not _ONLY_NAMED.fullmatch(deed):
            return reading, (found.recipient[0], found.recipient[0] + len(deed))
    for segment in reversed(reading.segments[: offer.sum.segment]):
        if segment.part != own.part or segment.depth:
            break
        start = found.recipient[1] if found.recipient and segment.start <= found.recipient[0] < segment.end else segment.start
        if reading.words[segment.end - 1] == "的" and (reached := _REACHED.match(reading.words, start, segment.end)):
            return reading, reached.span("what")
    return None


def _says_less(written: str, activity: str) -> bool:
    """Whether the words say no more than that money is given, or only repeat a word of the activity: 采购支持 of 采购设备."""
    if not is_specific(written) or _GENERAL.match(written):
        return True
    qualifier = _SUPPORT_END.sub("", written)
    return qualifier != written and qualifier in activity


def _is_condition(reading: Reading, purpose: Place) -> bool:
    """Whether it is what somebody must have done: 对完成建设的，."""
    return re.match("的(?:[，；]|$)", reading.words[purpose[1] : purpose[1] + 2]) is not None


def _of_sentence(reading: Reading, offer: Offer, found: Parties) -> Named | None:
    for segment in reversed(reading.segments[: offer.sum.segment]):
        if segment.depth:
            continue
        if place := _urged(reading, segment):
            return reading, _concluded(reading, segment, place)
        if place := _chosen(reading, segment, found):
            return reading, place
    return None


def _of_sentences(earlier: Sequence[Reading], reading: Reading, found: Parties) -> Named | None:
    """The activity that a sentence before urges, if no money is given by it and the offer is to whom it speaks of."""
    recipient = reading.words[slice(*found.recipient)] if found.recipient else ""
    for sentence in reversed(earlier[-_BACK:]):
        if sentence.is_heading or any(one.kind == "money" for one in sentence.figures) or stated_payment(sentence):
            return None
        for segment in sentence.segments:
            if segment.depth or not (place := _urged(sentence, segment)):
                continue
            if not recipient or _UNNAMED.search(recipient) or _speaks_of(sentence.of(segment), recipient):
                return sentence, _concluded(sentence, segment, place)
    return None


def _further(reading: Reading, purpose: Place) -> Place | None:
    """In which activity that of an urged segment ends."""
    segment = reading.segments[reading.around(purpose[0])]
    if not _URGED.match(reading.of(segment)):
        return None
    last = _concluded(reading, segment, purpose)
    return last if last != purpose else None


def _speaks_of(words_: str, recipient: str) -> bool:
    """Whether words name who receives, by the noun in which his name ends: 举办各类活动 of 活动项目."""
    tail = recipient[-4:]
    return any(tail[place : place + 2] in words_ for place in range(max(1, len(tail) - 1)))


def _concluded(reading: Reading, urged: Segment, place: Place) -> Place:
    """The last of several activities in a row, in which the others end: 组建联合体，共同|承接任务."""
    for segment in reading.segments[reading.segments.index(urged) + 1 :]:
        words_ = reading.of(segment)
        if segment.part != urged.part or segment.depth:
            break
        together = _TOGETHER.match(words_)
        if together or (_MADE.match(words_) and _THING_END.search(words_)):
            place = segment.start + (together.end() if together else 0), segment.end
    return place


def _urged(reading: Reading, segment: Segment) -> Place | None:
    """What is urged: 支持|企业|举办赛事, 鼓励青年人才创业."""
    match = _URGED.match(reading.of(segment))
    if not match or any(segment.start <= one.start < segment.end and one.kind in ("money", "rate") for one in reading.figures):
        return None
    whole = segment.start + match.end(), segment.end
    if not _LEAST < whole[1] - whole[0] <= _LONGEST:
        return None
    purpose = _done(reading, whole)
    if purpose and purpose[1] - purpose[0] > _LEAST:
        return purpose
    text = reading.words[slice(*whole)]
    if (deed := _DEED.search(text)) and not _HOW.match(text):
        return whole[0] + deed.start(), whole[1]
    return whole if purpose or _HOW.match(text) or not (ends_in_recipient(text) or text.endswith("的")) else None


def _done(reading: Reading, place: Place) -> Place | None:
    """What a subject does: 企业|加强研发."""
    found = parted(reading.words, place, addressed=False).purpose
    return None if found and _JOINED.match(reading.words[found[0]]) else found


def _chosen(reading: Reading, segment: Segment, found: Parties) -> Place | None:
    match = _CHOSEN.match(reading.of(segment))
    if not match or not found.recipient or found.recipient[0] < segment.end:
        return None
    return segment.start + match.start("what"), segment.start + match.end("what")


def _of_heading(earlier: Sequence[Reading], reading: Reading, found: Parties) -> Named | None:
    """What the heading of the clause is about, without its verb: 加强|场景开放; None where that is who receives."""
    heading = next((one for one in earlier if one.is_heading), None)
    if heading is None:
        return None
    start, end = heading.segments[0].start, heading.segments[0].end
    start += heading.words.startswith("【", start)
    end -= heading.words.endswith("】", start, end)
    start += match.end() if (match := _HEADING_VERB.match(heading.words[start:end])) else 0
    start, end = _done(heading, (start, end)) or (start, end)
    topic = heading.words[start:end]
    if not _LEAST <= len(topic) <= _LONGEST_HEADING or len(heading.segments) > 1 or _NO_TOPIC.search(topic) or not is_specific(topic):
        return None
    whom = reading.words[slice(*found.recipient)].rstrip("”") if found.recipient else ""
    if _COUNTED.match(topic) or (whom and (whom.endswith(topic) or topic.rstrip("”").endswith(whom[-_SAME:]))):
        return None
    return heading, (start, end)
