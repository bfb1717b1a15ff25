"""Categories by the names of the registry, and rows proposed for those that it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from kg.extraction.categories.vocabulary import chains, wholes
from kg.extraction.names import Names
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch
from kg.model.records import Span
from kg.model.registry import Category, Place, Scheme
from kg.text.quotes import folded

if TYPE_CHECKING:
    from kg.extraction.categories.reading import Reading

COMMON, NATION = "common", "100000"
EVERYBODY = "人才"
"""The category that every other of the shared scheme is narrower than."""
_COMMON_ROW = {"id": COMMON, "name": "通用人才类别", "name_en": "Talent categories shared by the cities", "place": NATION}
_SHORTEST = 4
"""Shorter names (博士, 专家) stand in words that name nobody; the vocabulary says where."""


def known_names(stretch: Stretch, source: DraftSource) -> Iterator[Reading]:
    """Where a name of the registry stands: of a scheme of the place, of one above it, or of the nation."""
    from kg.extraction.categories.reading import Reading

    pattern, ids = _pattern(source.names, source.place)
    if pattern is None:
        return
    for match in pattern.finditer(stretch.folded):
        yield Reading(*match.span(), ids[match[0]], "categories.registry")


def resolve(source: DraftSource, category: str, span: Span) -> str:
    """The id of a category that is given by id or by name; proposed for the shared scheme where the registry has none."""
    if category in source.names.registry.entries["category"]:
        return category
    return _named(source, category) or _propose(source, category, COMMON, span)


def resolve_own(source: DraftSource, category: str, span: Span) -> str:
    """As `resolve`, of a category that the place alone has: it is proposed for the place's own scheme."""
    return _named(source, category) or _propose(source, category, own_scheme(source, span), span)


def own_scheme(source: DraftSource, span: Span) -> str:
    """The id of the scheme of the place's own categories, proposed where there is none."""
    place = cast(Place, source.names.registry.entries["place"][source.place])
    id_ = f"{source.place}-talent"
    names = {"name": f"{place.name}人才类别", "name_en": f"Talent categories of {source.place}"}
    row = {"id": id_, **names, "place": source.place, "source": source.names.source}
    return source.names.propose("scheme", id_, row, span)


def _named(source: DraftSource, name: str) -> str | None:
    schemes = _schemes(source.names, source.place)
    found = (cast(Category, entry) for entry in source.names.find("category", name))
    return next((one.id for one in found if one.scheme in schemes), None)


def _schemes(names: Names, place: str) -> set[str]:
    """The schemes of the place, of those around it, and of the nation."""
    places = {*names.registry.around(place), NATION}
    return {key for key, entry in names.registry.entries["scheme"].items() if cast(Scheme, entry).place in places}


def _propose(source: DraftSource, category: str, scheme: str, span: Span) -> str:
    row = {"id": source.names.new_id("category", category), "scheme": scheme, "name": category, "source": source.names.source}
    if scheme == COMMON:
        source.names.propose("scheme", COMMON, _COMMON_ROW | {"source": source.names.source}, span)
        row["broader"] = _named(source, EVERYBODY) or ""
    return source.names.propose("category", row["id"], row, span)


@lru_cache(maxsize=4096)
def _read_by_words(name: str) -> bool:
    """Whether the vocabulary reads the whole name: it knows better where the name stands and names nobody."""
    read = [(one.start, one.end) for one in chains(name)] + [(start, end) for start, end, _ in wholes(name)]
    return (0, len(name)) in read


@lru_cache(maxsize=4)
def _compiled(names: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    ids = dict(names)
    longest = sorted(ids, key=lambda name: (-len(name), name))
    return (re.compile("|".join(map(re.escape, longest))) if longest else None), ids


def _pattern(names: Names, place: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    schemes = _schemes(names, place)
    found: dict[str, str] = {}
    for key, entry in names.registry.entries["category"].items():
        category = cast(Category, entry)
        if category.scheme in schemes:
            for name in (category.name, *category.aliases):
                if len(name) >= _SHORTEST and not _read_by_words(name):
                    found.setdefault(folded(name), key)
    return _compiled(tuple(sorted(found.items())))
