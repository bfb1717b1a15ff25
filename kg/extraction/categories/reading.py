"""The people that a stretch of words names, the longest reading first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.categories.classes import read_classes
from kg.extraction.categories.known import known_names
from kg.extraction.categories.vocabulary import chains, wholes
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch

REGISTRY = "categories.registry"
CLASS = "categories.class_letter"
QUOTED = "categories.quoted"
_QUOTED = re.compile(
    r"[“\"‘][^“”\"‘’。，；]{2,8}[”\"’]人才(?!公寓|卡|计划|工程|工作|服务|政策|新政|日|驿站|贷|创|园|港|社区|小镇|大厦|集团|码|培[养育])"
)
_LEADING = "领军人才"
_BESIDE_LEADING = {_LEADING, "青年人才", "海外人才", "急需紧缺人才", "创新创业团队"}
"""What a 领军人才 may be beside; other modifiers before it name the field that it leads."""


@dataclass(frozen=True)
class Reading:
    """Words that name people. `category` is the name, or the id, of an entry of the registry."""

    start: int
    end: int
    category: str
    origin: str


def read(stretch: Stretch, source: DraftSource) -> Iterator[Reading]:
    """The readings of a stretch in its order; where two overlap, the longer holds."""
    found = [
        *known_names(stretch, source),
        *(Reading(start, end, entry.category, f"categories.{entry.rule}") for start, end, entry in wholes(stretch.words)),
        *_of_chains(stretch.words),
        *(Reading(start, end, letter, CLASS) for start, end, letter in read_classes(stretch)),
        *(Reading(*match.span(), match[0], QUOTED) for match in _QUOTED.finditer(stretch.words)),
    ]
    held: list[Reading] = []
    for reading in sorted(found, key=lambda one: one.start - one.end):
        if all(_apart(reading, other) or _same(reading, other) for other in held):
            held.append(reading)
    yield from sorted(held, key=lambda one: (one.start, one.end))


def _of_chains(words: str) -> Iterator[Reading]:
    for chain in chains(words):
        categories = chain.categories
        if _LEADING in categories:
            categories = tuple(name for name in categories if name in _BESIDE_LEADING)
        for category in categories:
            yield Reading(chain.start, chain.end, category, f"categories.{'modifier' if len(categories) == 1 else 'modifiers'}")


def _apart(one: Reading, other: Reading) -> bool:
    return one.end <= other.start or other.end <= one.start


def _same(one: Reading, other: Reading) -> bool:
    """Whether they read the same words; what the registry names, or a name in quotation marks, is read in one way."""
    alone = other.origin == REGISTRY or one.origin == QUOTED
    return (one.start, one.end) == (other.start, other.end) and not alone
