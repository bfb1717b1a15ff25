"""Words that are a condition: the rules of cues.yaml, applied to words without white space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.extraction.vocabulary import word_file

FILE = Path(__file__).with_name("cues.yaml")
_BRACKETS = re.compile("[（(][^（）()]*[)）]")
_MEMBERS = re.compile("、|以及|[和或及]")
_JOINED = re.compile("(?:专业技术)?(?:人才|人员)?等?(?:、|以及|[和或及])(?:具有|具备|取得|者)?")
_LEVELS = {"degree", "title", "certification", "school"}
"""Kinds of which a person needs one, where several are named in a row."""


@dataclass(frozen=True)
class Found:
    """A condition in some words: where it stands, what it is about, and the rule that found it.

    values: the value, or the members of a list of values.
    """

    start: int
    end: int
    kind: str
    comparator: str
    values: tuple[str, ...]
    origin: str
    value_end: int
    """Where the words of the value end, which the quote may exceed."""
    subject: bool = True
    """Whether it is one only in words that say who receives something."""

    @property
    def value(self) -> str:
        return "|".join(self.values)

    def moved(self, by: int) -> Found:
        return replace(self, start=self.start + by, end=self.end + by, value_end=self.value_end + by)

    def only(self, value: str) -> Found:
        """This condition for one member of its list."""
        return replace(self, values=(value,), comparator="eq" if self.comparator == "in" else self.comparator)


@dataclass(frozen=True)
class Rule:
    """A rule of cues.yaml, as the head of that file explains."""

    origin: str
    kind: str
    comparator: str
    pattern: re.Pattern[str]
    anywhere: bool

    def read(self, match: re.Match[str]) -> Iterator[Found]:
        groups = {name: words for name, words in match.groupdict().items() if words is not None}
        start, end = match.span()
        if "least" in groups:
            for comparator, name in (("ge", "least"), ("le", "most")):
                yield Found(start, end, self.kind, comparator, (groups[name],), self.origin, end, not self.anywhere)
            return
        if "list" in groups:
            values = tuple(groups.get("common", "") + one for one in _MEMBERS.split(groups["list"]) if one)
        else:
            value = next((words for name, words in groups.items() if name.startswith("value")), match[0])
            values = (value,)
        comparator = "in" if len(values) > 1 else self.comparator
        yield Found(start, end, self.kind, comparator, values, self.origin, end, not self.anywhere)


@dataclass(frozen=True)
class Cues:
    items: Sequence[Rule]
    kinds: Sequence[tuple[str, re.Pattern[str]]]


@cache
def cues() -> Cues:
    read = word_file(FILE)
    items = [
        Rule(one["origin"], one["kind"], one.get("comparator", "eq"), re.compile(one["pattern"]), one.get("within") == "words")
        for one in read["items"]
    ]
    return Cues(items, [(one["kind"], re.compile(one["pattern"])) for one in read["kinds"]])


def recognise(words: str, subject: bool = True) -> list[Found]:
    """The conditions that stand in `words`, in order. Without `subject` only those that are one anywhere."""
    taken: list[Found] = []
    for rule in cues().items:
        if not subject and not rule.anywhere:
            continue
        for match in rule.pattern.finditer(words):
            if match[0] and not any(match.start() < one.end and one.start < match.end() for one in taken):
                taken.extend(rule.read(match))
    return sorted(taken, key=lambda one: (one.start, one.end))


def kind_of(words: str) -> str:
    """What a condition in words of its own is about, what stands in brackets not counted."""
    plain = _BRACKETS.sub("", words)
    return next((kind for kind, pattern in cues().kinds if pattern.search(plain)), "other")


def alternatives(words: str, one: Found, other: Found) -> bool:
    """Whether two conditions are joined as alternatives: 高级职称人才和博士, 本市户籍或港澳青年."""
    if one.value_end >= other.start or not _JOINED.fullmatch(words, one.value_end, other.start):
        return False
    between, kinds = words[one.value_end : other.start], {one.kind, other.kind}
    return "或" in between or kinds <= _LEVELS or ("、" not in between and kinds <= {*_LEVELS, "origin"})
