"""The names of programmes in a stretch of words, each read once."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.programmes.known import KnownNames
from kg.extraction.programmes.mention import Named
from kg.extraction.programmes.platforms import platforms
from kg.extraction.programmes.quoted import quoted_names
from kg.extraction.programmes.typed import typed_names
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch

_LEVEL = 4
"""The letters of the longest level: 自治区级."""


def read(stretch: Stretch, source: DraftSource, known: KnownNames) -> Iterator[Named]:
    """In the order of the text. Where two overlap, the longer holds; of the same words what the registry names, then the order below.

    A platform is no name of its own where its words are classes of platforms with their levels.
    """
    classes = list(platforms(stretch, source))
    typed = [named for named in typed_names(stretch, source) if not any(_only_classes(named, one) for one in classes)]
    found = [*known.find(stretch), *classes, *quoted_names(stretch), *typed]
    held: list[Named] = []
    for named in sorted(found, key=lambda one: one.start - one.end):
        if all(_apart(named, other) or _levels(named, other) for other in held):
            held.append(named)
    yield from sorted(held, key=lambda one: (one.start, one.end))


def _only_classes(named: Named, platform: Named) -> bool:
    """Whether a name is a class of platform with its level, or several; with the name of a place or firm before it is one thing."""
    if named.origin == "programmes.set_up" and named.end == platform.end:
        return True
    if platform.origin != "programmes.platform_level" or named.origin != "programmes.placed" or _apart(named, platform):
        return False
    return "、" in named.full_name or platform.start - named.start <= _LEVEL


def _apart(one: Named, other: Named) -> bool:
    return one.end <= other.start or other.end <= one.start


def _levels(one: Named, other: Named) -> bool:
    """Whether they are levels of one class of platform, which share their words."""
    return one.origin == other.origin == "programmes.platform_level" and (one.start, one.end) == (other.start, other.end)
