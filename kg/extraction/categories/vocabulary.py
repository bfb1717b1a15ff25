"""The words of people: `people.csv`, each with an example that is a test."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("people.csv")
_HEAD = r"(?:人才(?!工作站|工作领导|集聚区|猎头|高地|根基|小镇|公寓|市场|规划|服务体系|服务中心|工程|计划|中介|队伍规模)|人员|专家|人士)"
_LEADING, _OPENING, _CLOSING = "、和及与或）（的等”", '“"', re.compile('[”"]')
_EXPERT = "专家"
_BETWEEN = '、和及与或“”"（）'


@dataclass(frozen=True)
class Entry:
    """`part` is `whole` (people by themselves), `modifier` (before 人才, 人员 ...) or `neutral` (says nothing of whom).

    rule: of a `whole`, what sort of noun it is: its precision is measured by it.
    words: a regular expression. category: the name of an entry of the registry; empty of a neutral one.
    """

    part: str
    rule: str
    words: re.Pattern[str]
    category: str
    example: str
    found: str


@dataclass(frozen=True)
class Chain:
    """Modifiers before a head: 高层次创新创业人才. `start`:`end` of the words, and the names of the categories."""

    start: int
    end: int
    categories: tuple[str, ...]


@cache
def entries(part: str = "") -> tuple[Entry, ...]:
    """The entries of a part, else all."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Entry(row["part"], row["rule"], re.compile(row["words"]), row["category"], row["example"], row["found"])
        for row in rows
        if part in ("", row["part"])
    )


def wholes(words: str) -> Iterator[tuple[int, int, Entry]]:
    """People named by a noun of their own: start, end, the entry."""
    for entry in entries("whole"):
        for match in entry.words.finditer(words):
            yield match.start(), match.end(), entry


def chains(words: str) -> Iterator[Chain]:
    """People named by modifiers and a head. A chain of neutral words alone has no category."""
    for match in _chain().finditer(words):
        start, end = match.span("modifiers")
        if match["head"] == _EXPERT:
            yield Chain(start, match.end(), (_EXPERT,))
            continue
        while words[start] in _LEADING or (words[start] in _OPENING and not _CLOSING.search(words, start + 1, end)):
            start += 1
        found = list(dict.fromkeys(_categories(words, start, end)))
        yield Chain(start, match.end(), tuple(found))


def _categories(words: str, start: int, end: int) -> Iterator[str]:
    while start < end:
        best, category = start + 1, ""
        for entry in _modifiers():
            match = entry.words.match(words, start, end + 2)
            if match and match.end() > best and match.end() <= end:
                best, category = match.end(), entry.category
        if category:
            yield category
        start = best


@cache
def _modifiers() -> tuple[Entry, ...]:
    return (*entries("modifier"), *entries("neutral"))


@cache
def _chain() -> re.Pattern[str]:
    longest = sorted((entry.words.pattern for entry in _modifiers()), key=len, reverse=True)
    words = "|".join(longest)
    return re.compile(rf"(?P<modifiers>(?:{words}|[{_BETWEEN}])*(?:{words})[”\"]?)(?P<head>{_HEAD})")
