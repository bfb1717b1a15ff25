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


def read(stretch: Stretch, source: DraftSource, known: KnownNames) -> Iterator[Named]:
    """In the order of the text. Where two overlap, the longer holds; of the same words what the registry names, then the order below.

    A platform that is set up is no name of its own where a class of platforms ends it.
    """
    classes = list(platforms(stretch, source))
    ends = {named.end for named in classes}
    typed = [named for named in typed_names(stretch, source) if named.end not in ends or named.origin != "programmes.set_up"]
    found = [*known.find(stretch), *classes, *quoted_names(stretch), *typed]
    held: list[Named] = []
    for named in sorted(found, key=lambda one: one.start - one.end):
        if all(_apart(named, other) or _levels(named, other) for other in held):
            held.append(named)
    yield from sorted(held, key=lambda one: (one.start, one.end))


def _apart(one: Named, other: Named) -> bool:
    return one.end <= other.start or other.end <= one.start


def _levels(one: Named, other: Named) -> bool:
    """Whether they are levels of one class of platform, which share their words."""
    return one.origin == other.origin == "programmes.platform_level" and (one.start, one.end) == (other.start, other.end)
