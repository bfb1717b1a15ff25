"""Titles in 《》, with the number that stands behind them, and titles that a text gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.intake.head.lines import NUMBER
from kg.model.records import Span
from kg.text.quotes import folded

_LONGEST = 160
_ORDER_NUMBER = (
    r"[\u4e00-\u9fa5]{2,40}(?:令|公告)\s*(?:[〔\[（(]?\d{4}[〕\]）)]?\s*年?)?\s*第\s*[\d一二三四五六七八九十百〇零]+\s*号|第\s*\d+\s*号令"
)
_BEHIND = re.compile(rf"\s*[（(]\s*(?P<number>{NUMBER.pattern}|{_ORDER_NUMBER})(?P<more>[^（）()]*)[）)]")
_SHORT = re.compile(r"(?:简|下|统)称\s*[:：为]?\s*[“\"]?《(?P<short>[^《》]{1,30})》")
_ANY_MARK = re.compile(r"[《》〈〉“”\"'‘’]")
_TAIL = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True)
class WrittenTitle:
    """A title as it stands: `span` with its marks and its number, `words` within 《》, `number` the span of the number behind it."""

    span: Span
    words: Span
    number: Span | None = None


def titles(text: str, span: Span) -> Iterator[WrittenTitle]:
    """The titles of `span`, those within others left out: 《甲局关于印发〈办法〉的通知》 is one."""
    at, end = span
    while (start := text.find("《", at, end)) >= 0:
        close = _close(text, start, min(end, start + _LONGEST))
        if close is None:
            at = start + 1
            continue
        behind = _BEHIND.match(text, close, end)
        stop = behind.end() if behind else close
        yield WrittenTitle((start, stop), (start + 1, close - 1), behind.span("number") if behind else None)
        at = stop


def _close(text: str, start: int, end: int) -> int | None:
    depth = 0
    for place in range(start, end):
        depth += {"《": 1, "》": -1}.get(text[place], 0)
        if not depth:
            return place + 1
    return None


def title_key(title: str) -> str:
    """A title without its marks, white space and what stands in brackets at its end: （试行）, （2021—2025年）."""
    bare = _ANY_MARK.sub("", folded(title))
    return _TAIL.sub("", bare) or bare


def short_names(text: str) -> frozenset[str]:
    """The short names in 《》 that a text gives to documents: 以下简称《办法》."""
    return frozenset(title_key(match["short"]) for match in _SHORT.finditer(text))
