"""The name of an indicator within a phrase of the compact text: what stands before it, what was done to it, and where it ends."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extraction.indicators.vocabulary import words
from kg.extraction.times import frames
from kg.extraction.vocabulary import any_of
from kg.model.records import Span

_BOUND = "不低于|不少于|不小于|不超过|不高于|不得低于|不得少于|至少|最低|最少|大约|约|近|超过|超|突破|逾|共|总计|共计|累计|均|要|应|将|可"
_REACHED = re.compile("达|突破|增|提|扩大|上升|保持|稳定|控制|维持|占|为")
_HAS = re.compile(r"(?!每)[^，。；、“”]{1,8}?(?:拥有|现有|共有)(?=.)")
_ANY_YEAR = 2000
_LONGEST = 16
"""A name behind a figure that is longer begins after its last 的."""


class Stem(NamedTuple):
    """`end` of the words before a figure without those that only lead to it; `reached`: a word of reaching is among them; `goal` a goal."""

    end: int
    reached: bool
    goal: bool


class Name(NamedTuple):
    """`start`:`end` is the name; `verb` stands right before it, from `verb_start` on; without one that is `start`."""

    start: int
    end: int
    verb: str
    verb_start: int


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<reach>{any_of(words('reach'))})|(?P<goal>{any_of(words('goal'))})|{_BOUND}|每年|每|\s)$")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of([*words('lead'), *words('place_words')])}|的|底前|年底|末|[“\"]?时期|期间|，|\s)")


@cache
def _act() -> re.Pattern[str]:
    return re.compile(any_of(words("act")))


@cache
def _act_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('act'))})$")


@cache
def _for_whom() -> re.Pattern[str]:
    return re.compile(rf"(?:面向|为|对|向|给)[^，。；、]{{1,14}}?(?=(?:{any_of(words('act'))}))")


def end_of_stem(text: str, span: Span) -> Stem:
    """The words of `span` without 达到, 不少于, 力争, 全市 at their end."""
    start, end = span
    reached = goal = False
    while end > start and (match := _trailing().search(text, max(start, end - 8), end)):
        if match["reach"] and act_at_end(text, (start, end)) and not re.match("达|超|突|不|大|高|低|增|提|保|稳|控", match["reach"]):
            break
        reached, goal = (
            reached or bool(match["reach"] and _REACHED.search(match["reach"])),
            goal or bool(match["goal"]) or match.group() == "至少",
        )
        end = match.start()
    for place in words("place_words"):
        if text.endswith(place, start, end):
            end -= len(place)
    return Stem(end, reached, goal)


def act_at_end(text: str, span: Span) -> str | None:
    """The longest verb of acting that ends `span`."""
    match = _act_end().search(text, max(span[0], span[1] - 8), span[1])
    return match.group() if match else None


def begin_of_name(text: str, span: Span) -> Name:
    """The name in `span`: after its last year or period, words that only lead, and the verb."""
    start, end = span
    for frame in frames(text, span, _ANY_YEAR):
        if frame.at[1] <= end and not (text.startswith("年均", frame.at[0]) and frame.at[0] > span[0]):
            start = max(start, frame.at[1])
    while start < end and (match := _leading().match(text, start, end)):
        if text[start:end] == match.group():
            return Name(end, end, "", end)
        start = match.end()
    while end > start and text[end - 1] in "的第":
        end -= 1
    for pattern in (_for_whom(), _HAS):
        if match := pattern.match(text, start, end):
            start = match.end()
    match = _act().match(text, start, end)
    if match and match.end() < end:
        return Name(match.end(), end, match.group(), start)
    return Name(start, end, "", start)


def name_after(text: str, span: Span) -> Span | None:
    """The name in the words behind a figure: 由企业做盟主的产学研联盟 is 产学研联盟."""
    start, end = span
    while start < end and text[start] == "的":
        start += 1
    while end > start and text[end - 1] in "、“":
        end -= 1
    if end - start > _LONGEST and (at := text.rfind("的", start, end)) >= 0 and end - at > 2:
        start = at + 1
    return (start, end) if start < end else None
