"""The rule of a document on offers that overlap with other policies: 与其他政策重复的，按照“从新、从高、不重复”原则执行."""

from __future__ import annotations

import re

from kg.intake.head.validity import unique_span
from kg.text.quotes import Span

_SENTENCE = re.compile(r"[^。；;\n]+")
_FROM = re.compile("[从就][高优新]")
_APPLIED = re.compile(r"原则|执行|享受|落实|支持|补助|奖励")
_OVERLAP = re.compile(r"交叉|重叠|同类|相同|同一|同时|其他|重复")
_NOT_TWICE = "不(?:再|得|予|可)?重复|不叠加|不兼得"
_RULES = {"newest": re.compile("[从就]新"), "highest": re.compile("[从就][高优]"), "not_twice": re.compile(_NOT_TWICE)}


def read_stacking(text: str) -> tuple[tuple[str, ...], Span] | None:
    """The codes of the rules, and the words that state them; of several sentences the last, which is about the whole document."""
    asked = (_FROM, _APPLIED, _RULES["not_twice"])
    found = [match for match in _SENTENCE.finditer(text) if all(words.search(match[0]) for words in asked)]
    if not found:
        return None
    start, end = found[-1].span()
    rules = tuple(rule for rule, words in _RULES.items() if words.search(text, start, end))
    if overlap := _OVERLAP.search(text, start, end):
        start = max(start, *(text.rfind(comma, start, overlap.start()) + 1 for comma in "，,"))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return rules, unique_span(text, (start, end)) or (start, end)
