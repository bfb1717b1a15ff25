"""How often a sum is paid."""

from __future__ import annotations

import re

from kg.extraction.funding.offers import Offer
from kg.extraction.funding.reading import Reading
from kg.extraction.funding.vocabulary import any_of, pattern, words

_SIBLING = re.compile("[、和及](?:(?!给予|发放|享受|奖|补)[^，、；]){1,14}")
_CHOSEN = any_of(words("chosen"))
_PERIODS = (
    ("person_time", re.compile(r"每人次|[/／]人次")),
    ("month", re.compile(r"每人每月|每月|按月(?=发|给|拨|补)|[/／]月|元/人·?/?月|每个月|/人·月")),
    (
        "year",
        re.compile(
            rf"每人每年|按年(?=发|给|拨|补|兑)|每年(?!(?:[^，]{{0,4}})?{_CHOSEN})|[/／]年|(?<!(?<!则)上)(?<!上一)年度(?!内|绩效)|首年|第[二三]/?三?年|当年|每企每年|每个年度"
        ),
    ),
    ("once", re.compile("一次性|首次")),
)
_PAY = pattern("payments")
_OTHER = re.compile(f".*一次性[^、，]{{0,12}}{_PAY.pattern}[、和及]")
"""What is paid beside: 一次性创业补贴、|最高30万元贷款贴息."""
_ONCE_NAMED = re.compile(f"一次性[^，；\\d]{{0,8}}{_PAY.pattern}$")
_SIZE = re.compile("总|共|合计|累计|全部|规模|基金")
_TOTAL = re.compile("累计|总额|总计|合计|总规模|共")


def period_told(words_: str) -> str | None:
    """The period that words tell beside a payment: 每月发放生活补贴."""
    return next((name for name, found in _PERIODS if found.search(words_)), None)


def period_of(reading: Reading, offer: Offer) -> str:
    """How often it is paid, by the words beside the sum, else by those of the segments before it in its part.

    A fund of so much is that much in all.
    """
    own = reading.segments[offer.sum.segment]
    ends = [one.figure.end for one in (offer.sum, offer.cap) if one]
    previous = [one.end for one in reading.figures if one.end <= offer.sum.figure.start and one.start >= own.start and one.kind == "money"]
    shared = offer.list[0].figure.start if offer.list else offer.sum.figure.start
    between = reading.words[max(previous, default=own.start) : shared]
    sibling = _SIBLING.fullmatch(between) is not None
    start = own.start if offer.list or sibling else max([own.start, *previous])
    start += other.end() if not sibling and (other := _OTHER.match(reading.words[start:shared])) else 0
    ends += [one.figure.end for one in offer.list]
    following = [one.start for one in reading.figures if one.start >= max(ends) and one.kind in ("money", "rate")]
    end = min([reading.segments[(offer.cap or offer.sum).segment].end, *following])
    after = reading.words[(offer.list[-1] if offer.list else offer.sum).figure.end : end]
    after = after if offer.cap else re.split("[、和及，或]", after)[0]
    near = reading.words[start:shared] + "…" + after
    for name, found in _PERIODS:
        if found.search(near):
            return name
    if not offer.rate and (_TOTAL.search(near) if offer.sum.figure.bound == "at_most" else "总额" in near):
        return "total"
    if offer.sum.role == "fund":
        return "total" if offer.amount and _SIZE.search(reading.words) else "unspecified"
    if previous and not offer.list:
        return "unspecified"
    for segment in reversed(reading.segments[: offer.sum.segment]):
        summed = any(segment.start <= one.start < segment.end and one.kind == "money" for one in reading.figures)
        if segment.part != own.part or segment.depth < own.depth or summed:
            break
        for name, found in _PERIODS[:3]:
            if found.search(reading.of(segment)) and segment.depth <= own.depth and reading.of(segment)[:1] not in "对支":
                return name
    next_ = reading.segments[offer.sum.segment + 1 : offer.sum.segment + 2]
    once = (next_ and reading.of(next_[0]).startswith("一次性")) or _named_once(reading, offer)
    return "once" if once else "unspecified"


def _named_once(reading: Reading, offer: Offer) -> bool:
    """Whether the payment that is named before the sums of a list is paid once: 申请一次性安家费，博士每人15万元."""
    own = reading.segments[offer.sum.segment]
    before = [one for one in reading.segments[: offer.sum.segment + 1] if one.part == own.part and _PAY.search(reading.of(one))]
    return bool(before) and before[-1] is not own and _ONCE_NAMED.search(reading.of(before[-1])) is not None
