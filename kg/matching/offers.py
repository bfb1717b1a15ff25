"""Offers with their conditions, as the tables have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.matching.vocabulary import bare, vocabulary

Row = Mapping[str, Any]
PERSONAL = ("degree", "title", "age", "origin", "service_years", "school", "hire_mode", "certification")
"""Kinds of conditions that only a person can meet."""


@dataclass(frozen=True)
class Condition:
    """A row of `conditions`, and the key of the question that asks for its words."""

    id: str
    kind: str
    comparator: str
    value: str
    group: int
    quote: str
    clause: str
    start: int
    end: int
    key: str

    @property
    def members(self) -> list[str]:
        """The values of a list, else the value."""
        return self.value.split("|") if self.comparator == "in" else [self.value]


@dataclass(frozen=True)
class Offer:
    """A row of `offers` (money or a measure), its conditions, and the other offers of the same words, by degree: 分别给予."""

    row: Row
    conditions: tuple[Condition, ...]
    siblings: tuple[Condition, ...] = ()

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def groups(self) -> list[list[Condition]]:
        """The alternatives: conditions of one group hold together."""
        found: dict[int, list[Condition]] = defaultdict(list)
        for condition in self.conditions:
            found[condition.group].append(condition)
        return [found[number] for number in sorted(found)]

    @property
    def is_for_people(self) -> bool:
        """Whether it names people or asks what only a person can meet. Funds, and sums of firms, platforms and teams, are not."""
        if self.row["kind"] == "fund" or self.row["per"] in vocabulary()["bodies"]:
            return False
        return bool(self.row["categories"]) or any(condition.kind in PERSONAL for condition in self.conditions)

    @property
    def may_go_to_bodies(self) -> bool:
        """Whether the words leave open that a body gets it: then nobody but the office can say that a person does."""
        if self.row["offer"] == "funding":
            return self.row["per"] is None
        return self.row["kind"] in vocabulary()["for_bodies"]


def read_offers(offers: Iterable[Row], conditions: Iterable[Row]) -> list[Offer]:
    """The offers for people, in the order of the rows."""
    rows = list(offers)
    of: dict[str, list[Row]] = defaultdict(list)
    for row in conditions:
        of[row["offer"]].append(row)
    keys: dict[tuple[Any, ...], str] = {}
    read = [Offer(row, tuple(_condition(condition, row, keys) for condition in _ordered(of[row["id"]]))) for row in rows]
    same_words: dict[tuple[str, str], list[Offer]] = defaultdict(list)
    for offer in read:
        same_words[offer.row["clause"], offer.row["quote"]].append(offer)
    return [
        Offer(offer.row, offer.conditions, _siblings(offer, same_words[offer.row["clause"], offer.row["quote"]]))
        for offer in read
        if offer.is_for_people
    ]


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["group"], row["start"], row["id"]))


def _siblings(offer: Offer, others: Iterable[Offer]) -> tuple[Condition, ...]:
    return tuple(c for other in others if other.id != offer.id for c in other.conditions if c.kind == "degree")


def _condition(row: Row, offer: Row, keys: dict[tuple[Any, ...], str]) -> Condition:
    names = ("id", "kind", "comparator", "value", "group", "quote", "clause", "start", "end")
    return Condition(**{name: row[name] for name in names}, key=_key(row, offer, keys))


def _key(row: Row, offer: Row, keys: dict[tuple[Any, ...], str]) -> str:
    """Words that mean the same everywhere (a school) are one question. Others are one within a document, certificates for some people."""
    if row["kind"] in ("school", "origin"):
        return f"{row['kind']}:{school(row['value']) if row['kind'] == 'school' else bare(row['value'])}"
    whom = tuple(offer["categories"]) if row["kind"] == "certification" else ()
    return keys.setdefault((row["document"], row["kind"], bare(row["value"]), whom), row["id"])


def school(value: str) -> str:
    """A class of schools without what adds nothing: “双一流”高校 is 双一流."""
    words = bare(value)
    for ending in ("高等院校", "高校", "大学", "院校"):
        if words.endswith(ending) and len(words) > len(ending) and not words.startswith("全日制"):
            return words.removesuffix(ending)
    return words
