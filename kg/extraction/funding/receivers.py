"""Whom a sum is for, as the words right beside it say: 博士10万元, 给予用人单位补贴, 安排500万元对园区予以支持."""

from __future__ import annotations

import re

from kg.extraction.funding.funds import fund_parties
from kg.extraction.funding.noun_phrases import Place, bare, ends_in_recipient, is_deed
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.reading import Reading
from kg.extraction.funding.vocabulary import any_of, pattern, words

_WHO = any_of([word for name in ("enterprise", "person", "institution") for word in words("recipients", name)])
_THING_END = re.compile(f"{any_of(words('things'))}$")
_STRONG = pattern("give", "strong")
_EACH = re.compile(f"^(?:且|并|但|原则上|其中|年度|及)*{any_of([*words('each'), *words('caps')])}")
_THEN = re.compile("(?:奖励|补助|支持)(?P<who>[^，；（）]{2,40})$")
_RECEIVES = re.compile("可?(?:获得?|享受|申请|申领|领取)")
_TO = re.compile(r"(?:资金|经费)?(?:对|用于支持|用于奖励|用于补助|重点投向|重点支持)(?P<who>[^，；（）]{2,40}?)(?=予以|给予|进行|$)")
_USED_FOR = re.compile("(?:基金|资金)”?(?:主要)?用于(?:支持|扶持|奖励|补助)(?P<who>[^，；（）]{2,40}$)")
_OF_EACH = re.compile(rf"^(?:同一|每)(?:家|个|位|名)?(?P<who>[^，、\d]{{0,8}}?{_WHO})")
_PROFIT = re.compile("(?P<who>[^，；]{2,20}?)的?(?:收益|奖励)比例")
_AFTER_GIVING = re.compile(r"(?:给予|发放|奖励|补贴|补助|资助|拨付|核拨|提供|奖(?=给))(?:给)?(?!条件|政策|标准|对象)")
_BROAD = frozenset(words("broad"))
"""Nouns that are no receiver where they stand before what is paid: 人才奖励."""
_PAY = pattern("payments")
_FURTHER = re.compile("[和及与或、并]")
_HEAD_FIRST = re.compile(rf"^[^，、]{{0,14}}?{any_of(words('recipients'))}(?!支持|奖励|补贴|补助|资金|扶持|资助|津贴|投资)")


def named_at_sum(reading: Reading, offer: Offer) -> Place | None:
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
    name = reading.words[slice(*place)] if place else ""
    if place is None or not ends_in_recipient(name) or is_deed(name, urged=False) or _of_things(text, name):
        return None
    listed = bool(earlier) or bool(by) or given or segment.depth > 0
    short = place[0] == segment.start and place[1] - place[0] <= 12 and not re.search("对|向|为", reading.words[slice(*place)])
    return place if listed or short else None


def named_after_giving(reading: Reading, offer: Offer) -> Place | None:
    """A name after the verb that gives: 给予用人单位留用补贴, 奖励投资机构; or after the sum: 安排500万元对园区予以支持."""
    own = reading.segments[offer.sum.segment]
    if offer.sum.role in ("fund", "given") and (to := _TO.match(reading.words[offer.sum.figure.end : own.end])):
        return offer.sum.figure.end + to.start("who"), offer.sum.figure.end + to.end("who")
    if offer.sum.role == "fund":
        if whom := fund_parties(reading, offer).recipient:
            return whom
        if used := _USED_FOR.search(reading.words, offer.sum.figure.end, own.end):
            return used.span("who")
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


def _of_things(rest: str, name: str) -> bool:
    """Whether a sum is given by the piece: 给予每个数据集最高10万元."""
    return rest.startswith("每") and _THING_END.search(name) is not None
