"""For whom and for what, as one segment of a sentence says: after 对, or as its subject."""

from __future__ import annotations

import re

from kg.extraction.funding.noun_phrases import Parties, ends_in_recipient, parted, without_openings
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.vocabulary import any_of, pattern, words

_STRONG = pattern("give", "strong")
_EACH = re.compile(f"^(?:且|并|但|原则上|其中|年度|及)*{any_of([*words('each'), *words('caps')])}")
_ADDRESS = re.compile(
    r"(?:^|(?<=[并时另且或]))(?:对于|针对|面向|对|为|给)(?![接口外应象标内此的予])|(?:(?<=[可月当级由门位政元金])|(?<=其中|认定|评定|评审|审核|评估|考核))(?:对于|对)(?![接口外应象标内此的])"
    r"|向(?=[^，；]{2,30}(?:发放|提供|支付|给予|发行|拨付|核拨))"
)
_EFFORT = re.compile(r"的(?:支持|扶持|奖励|投入|引进|资助)力度$")
_ONE_OF_MANY = re.compile(
    r"(?:评审|评定|评选|遴选|选拔|征集|认定|筛选|选树|择优)[^，；]{0,4}?(?:一批|若干|(?:不超过)?\d+(?:个|家|名|项))(?P<who>[^，；\d]{2,30})$"
)
"""Who is chosen, and then receives: 征集并评定一批|活动项目."""
_ADDRESSED = re.compile("(?:对于|针对|对|凡)(?![接口外应象内])")
_GOES_ON = re.compile("(?:并|且|或)(?:者|且)?(?![对给])")
_PROVIDER = re.compile("[为向][^为向]{2,}$")
_LATE = re.compile("(?:(?<![同及按临实])时|(?<![售最士毕先])后|方面)$")
"""What follows an activity and is no part of it: 采购服务|时, 租房|方面."""
_BY_FUND = re.compile(
    "(?:依托|用好|发挥|利用|通过)[^，]{2,40}?(?:基金群?|资金池)”?(?:等|作用)?(?:重点|精准|优先|积极)?(?:支持|扶持|投资)(?=.{2})"
)
"""Words before whom a fund supports: 依托青年科创基金等支持|企业."""
_CHOSEN = re.compile(f"^每年(?:度)?(?:定期|择优)?{any_of(words('chosen'))}")
_WITH_MONEY = re.compile(r"(?:最高|不超过|给予|安排|规模|不低于)[^，]*\d[^，]*元")
_MONEY_GIVEN = re.compile(rf"\d|免收|免租|{any_of(words('payments'))}")
_IN_A_CLAUSE = re.compile("累计|不超过|由|最高|提供|发放|开放|发行|统一|根据")
_PAY_END = re.compile("(?:补贴|补助|奖励|贴息|津贴)(?:标准|额度)?(?:为|如下|是)?$")
_ACTOR = re.compile("由[^的]*$|在[^的获]*平台$|其(?!他)")
_BARE_COSTS = frozenset(("费用", "投入", "支出", "成本", "金额"))
_SUM_FIRST = re.compile(r"\d+[万亿千百]*元")
_PLACE_FIRST = re.compile("在|到|于|设立|依托")
_ADVERB = re.compile(
    r"^(?:并|再|且)?(?:按|根据|依据|参照|结合|经(?!营|[^，]{1,6}的.)|给予|予以|可|其(?![他中])|同时|依托|用于|主要|最高|围绕|原则|连续"
    r"|一次性|一经|自(?!主)|分(?=[A-Z一二三四五甲])|若|如果|期|服务期满|通过公平|最近|因|(?:实际)?每(?:吸纳|引进|新增|培养|带动|招用|培训))"
)
_CUT = re.compile(
    r"(?:[还也均]可|按照?|根据|一次性|每月|每年(?!评|遴|选)|分别|分档|分级|最高|额外|单个|(?:予以|给予)(?![^，]{1,6}的)|每[人件项户](?!才)|累计|不超过|统一|可(?=申|享|获|再|按|提|给)|由|提供|发放|开放|发行)"
)


def outward(reading: Reading, index: int) -> list[Segment]:
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


def of_segment(reading: Reading, segment: Segment, end: int, own: bool) -> Parties:
    """Places in the words of the sentence. end: where the words end that are read. own: whether the sum stands in the segment."""
    if not own and (fund := _BY_FUND.match(reading.words, segment.start, end)):
        return parted(reading.words, (fund.end(), end), addressed=True)
    text = reading.words[segment.start : end]
    if own and (giving := list(_STRONG.finditer(text))):
        end = segment.start + giving[-1].start()
        text = reading.words[segment.start : end]
    if not own and (chosen := _ONE_OF_MANY.search(text)) and ends_in_recipient(chosen["who"]):
        return Parties((segment.start + chosen.start("who"), end))
    if (begin := _begun(reading, segment, text)) is not None:
        return _sound(reading, parted(reading.words, (begin, end), addressed=True))
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
    urged = reading.words[segment.start : start].endswith(("支持", "鼓励", "引导", "推动"))
    return _sound(reading, parted(reading.words, (start, _stop(reading, start, end, own)), addressed=False, urged=urged))


def _begun(reading: Reading, segment: Segment, text: str) -> int | None:
    """Where a noun begins whose relative clause a comma cuts: 对|获得专利，并实现销售的企业."""
    index = reading.segments.index(segment)
    if not index or not _GOES_ON.match(text) or not ends_in_recipient(text) or "的" not in text:
        return None
    before = reading.segments[index - 1]
    words_ = reading.of(before)
    address = _ADDRESSED.match(words_)
    if before.part != segment.part or before.depth != segment.depth or not address or words_.endswith("的") or ends_in_recipient(words_):
        return None
    return before.start + address.end()


def _stop(reading: Reading, start: int, end: int, own: bool) -> int:
    """Where a phrase ends: before what is given, or how, but not within a relative clause."""
    cut = _CUT.search(reading.words, start + 1, end)
    words_ = reading.words[start:end]
    if cut is None or (not own and cut[0] == "提供" and _PROVIDER.search(reading.words[start + 1 : cut.start()])):
        return end
    within = _IN_A_CLAUSE.fullmatch(cut[0]) and (ends_in_recipient(words_) or words_.endswith("的"))
    if not own and within and "的" in reading.words[cut.end() : end]:
        return end
    return cut.start()


def _sound(reading: Reading, found: Parties) -> Parties:
    """Without what holds a sum: that is no name."""
    text = reading.words
    if found.purpose and _PAY_END.search(text[slice(*found.purpose)]):
        found = Parties(found.recipient, None)
    if found.purpose and text[slice(*found.purpose)] in _BARE_COSTS:
        found = Parties(found.recipient, None)
    if found.purpose and (late := _LATE.search(text[slice(*found.purpose)])):
        found = Parties(found.recipient, (found.purpose[0], found.purpose[0] + late.start()))
    if found.purpose and not found.recipient and _PLACE_FIRST.match(text[slice(*found.purpose)]):
        return Parties()
    recipient, purpose = (
        place if place and not _WITH_MONEY.search(text[slice(*place)]) else None for place in (found.recipient, found.purpose)
    )
    if recipient and (_ACTOR.match(text[slice(*recipient)]) or _SUM_FIRST.match(text[slice(*recipient)])):
        recipient = None
    return Parties(recipient, purpose)
