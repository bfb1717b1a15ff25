"""Who pays a sum."""

from __future__ import annotations

import re

from kg.extraction.funding.noun_phrases import Place
from kg.extraction.funding.reading import Reading
from kg.extraction.funding.vocabulary import any_of, words

_PAYER = any_of(words("payers"))
_ALONE = any_of([word for word in words("payers") if word not in ("企业", "社会组织", "补助资金", "专项资金")])
"""A firm that stands before a sum receives it: it pays only where the words say 由企业."""
_FISCAL = re.compile(
    r"[^，；、与和及（）]{0,14}?(?P<payer>(?:中央|省级?|市级?|区级?|县级?|同级)?财政|(?:省|市|区|县|自治区)级)(?=贴息|补助|补贴|奖励|资助|补偿)"
)
"""The purse, or the level, by which a payment is called: 50%的|财政贴息, 10万元|市级资助."""
_FUND = re.compile(
    "(?:用好|发挥|依托|通过|加大|推动|利用|引导|充分发挥)(?P<payer>[^，；、（）]{2,20}?(?:基金群|基金|资金池)(?:、[^，；、（）]{2,16}?基金)*)(?=作用|优先|对|，|的|等|重点|投|为|支持)"
)
_BY_PAYER = re.compile(
    rf"由(?P<payer>[^，；、由]{{0,10}}?{_PAYER})(?=按|每|一次|分别|给予|据实|补|予以|统筹|核拨|承担|发放|全额|先行|安排|适当|连续|列支)"
    rf"|(?:^|[，；：（。])(?P<own>{_ALONE})(?=按照?|每年|给予|最高|首期|再|另|应当|在\d|一次性|\d|连续|分别|统筹)"
)


def payer_before(reading: Reading, index: int, place: int) -> Place | None:
    """Who pays, as the part of a segment says before a place: 由市财政给予, 自治区按每人1万元."""
    own = reading.segments[index]
    part = next(one for one in reading.segments if one.part == own.part)
    start = max(0, (own.start if own.depth else part.start) - 1)
    found = list(_BY_PAYER.finditer(reading.words, start, place + 1))
    if not found:
        fiscal = _FISCAL.match(reading.words, place)
        return fiscal.span("payer") if fiscal else None
    payer = found[-1].span("payer" if found[-1]["payer"] else "own")
    is_tier = reading.words[payer[1]].isdigit() and "财政" not in reading.words[slice(*payer)]
    return None if is_tier else payer


def fund_before(reading: Reading, index: int) -> Place | None:
    """The fund from which is invested, as the sentence names it before a segment: 用好云泽产业基金，."""
    own = reading.segments[index]
    found = list(_FUND.finditer(reading.words, 0, own.end))
    return found[-1].span("payer") if found else None
