"""Money that is promised without a figure: 发放人才津贴, 全额报销学费, 设立人才发展专项资金. The rules stand in `promises.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.funding.noun_phrases import HEAD_END
from kg.extraction.funding.offers import Offer
from kg.extraction.funding.parties import of_segments
from kg.extraction.funding.payers import payer_before
from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.rows import per_of, written
from kg.extraction.funding.vocabulary import any_of, by_word, last_word, words
from kg.extraction.proposal import Cell, Proposal
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import word_file

FILE = Path(__file__).with_name("promises.yaml")
_NEXT = re.compile(rf"、(?P<value>[^，、；。（）\d]{{0,8}}?{any_of(words('payments'))})(?=、|等|和|$)")
_COST_BORNE = {"据实": "reimbursement", "全额": "reimbursement"}
_SUBSIDISED = {"据实": ("贴息", "资助"), "全额": ("贴息", "资助", "补贴", "补助")}
"""Verbs that make a subsidy of it: 全额补贴, while 据实补助 pays back what was spent."""
_ON_OTHERS = re.compile("鼓励|支持各|各地|有条件的")
_AIM = re.compile("^(?:主要)?(?:用于|在(?=[^，；]+方面)|为(?=[^，；]+提供))(?P<purpose>[^，；]+?)(?:方面.*)?$")


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    kind: str | None
    listed: bool


@cache
def rules() -> Sequence[Rule]:
    loaded = _loaded()
    specific = any_of(sorted(loaded["specific"], key=len, reverse=True))
    return [
        Rule(one["name"], re.compile(one["pattern"].replace("{specific}", specific)), one.get("kind"), one.get("listed", False))
        for one in loaded["rules"]
    ]


def _loaded() -> dict[str, Any]:
    return word_file(FILE)


@cache
def _unless() -> re.Pattern[str]:
    return re.compile(any_of(sorted(_loaded()["unless"], key=len, reverse=True)))


def promised(source: DraftSource, reading: Reading, offers: Sequence[Offer]) -> Iterator[Proposal]:
    """The promises of a sentence, of parts of it in which no sum is offered."""
    if reading.words.endswith("："):
        return
    summed = {reading.segments[offer.sum.segment].part for offer in offers}
    for index, segment in enumerate(reading.segments):
        if segment.part in summed or segment.depth:
            continue
        for rule in rules():
            for match in rule.pattern.finditer(reading.words, segment.start, segment.end):
                if _is_urged(reading, index, rule, match) or _is_to_nobody(reading, index, rule, match):
                    continue
                yield _proposal(source, reading, index, rule, match, match.span("value"))
                while rule.listed and (more := _NEXT.match(reading.words, match.end("value"), segment.end)):
                    match = more
                    yield _proposal(source, reading, index, rule, match, match.span("value"))


def _is_urged(reading: Reading, index: int, rule: Rule, match: re.Match[str]) -> bool:
    """Whether it is only urged on others, or left to other rules: 鼓励各地给予补贴, 按规定给予补贴."""
    if rule.kind == "fund":
        return False
    part = reading.segments[index].part
    first = next(one for one in reading.segments if one.part == part)
    before = reading.words[first.start : match.end()]
    if rule.kind or rule.name == "in_full":
        own = reading.words[reading.segments[index].start : match.end()]
        return _ON_OTHERS.search(own) is not None
    return _unless().search(before) is not None


def _is_to_nobody(reading: Reading, index: int, rule: Rule, match: re.Match[str]) -> bool:
    """Whether a promise says neither to whom nor what: 按标准给予奖励与补贴, 给予政策和资金支持."""
    if rule.name != "promised":
        return False
    return match["value"].startswith("政策") or of_segments(reading, index, match.start()).recipient is None


def _proposal(source: DraftSource, reading: Reading, index: int, rule: Rule, match: re.Match[str], value: tuple[int, int]) -> Proposal:
    segment = reading.segments[index]
    found = of_segments(reading, index, match.start())
    groups = match.groupdict()
    purpose = match.span("purpose") if groups.get("purpose") else _aim(reading, index) if rule.kind == "fund" else found.purpose
    payer = payer_before(reading, index, match.start())
    recipient = None if rule.kind == "fund" else found.recipient
    places = [place for place in (recipient, purpose, payer) if place]
    begin, end = min([match.start(), *(place[0] for place in places)]), max([value[1], *(place[1] for place in places)])
    if begin == match.start() and (rule.name == "in_full" or "、" in reading.words[segment.start : begin]):
        begin = segment.start
    words_ = reading.words[slice(*recipient)] if recipient else ""
    values: dict[str, Cell] = {
        "kind": rule.kind or _kind(reading, match, value),
        "recipient": written(source, reading, recipient),
        "per": per_of(words_) if HEAD_END.search(words_) else None,
        "purpose": written(source, reading, purpose),
        "value_text": written(source, reading, value),
        "period": "unspecified",
        "payer": written(source, reading, payer),
    }
    return Proposal("funding", reading.clause, reading.span(begin, end), values, f"funding.{rule.name}")


def _aim(reading: Reading, index: int) -> tuple[int, int] | None:
    following: list[Segment] = list(reading.segments[index + 1 : index + 2])
    for segment in following:
        if match := _AIM.match(reading.of(segment)):
            return segment.start + match.start("purpose"), segment.start + match.end("purpose")
    return None


def _kind(reading: Reading, match: re.Match[str], value: tuple[int, int]) -> str:
    words_ = reading.words[slice(*value)]
    if words_ in _COST_BORNE and match["verb"] not in _SUBSIDISED[words_]:
        return _COST_BORNE[words_]
    word = last_word("payments", match[0])
    return by_word("payments")[word] if word else "grant"
