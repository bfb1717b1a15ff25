"""Programmes by the names of the registry and by those that the whole nation knows, quotation marks not counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from kg.extraction.programmes.grammar import Known, known_programmes, platform_classes
from kg.extraction.programmes.mention import Named
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch
from kg.model.registry import Programme
from kg.text.quotes import folded

NATION = "100000"
_LEVEL = re.compile("(?<![我全本各外省市])(?:省|市|自治区)$")


class KnownNames:
    """The names of the registry that a document may use, and those that the nation knows."""

    def __init__(self, source: DraftSource) -> None:
        """The registry as it is before anything is proposed: the place's programmes, those of places around it, and the nation's."""
        self._registry = _registry_names(source)
        self._pattern = _alternation(self._registry)
        entries = cast("dict[str, Programme]", source.names.registry.entries["programme"])
        self._national = {key: entry.kind for key, entry in entries.items() if entry.owner == NATION}

    def find(self, stretch: Stretch) -> Iterator[Named]:
        """Where a name stands, quotation marks not counted."""
        bare, places = unquoted(stretch.folded)
        for match in self._pattern.finditer(bare):
            span, id_ = _whole(stretch.folded, places, match), self._registry[match[0]]
            if (id_ in self._national) and (own := _of_level(stretch.words, *span, self._national[id_])):
                yield own
            else:
                yield Named(*span, "programmes.registry", id=id_)
        for match in _known_pattern().finditer(bare):
            row = known_programmes()[_known_names()[match[0]]]
            span = _whole(stretch.folded, places, match)
            own = _of_level(stretch.words, *span, row.kind)
            yield own or Named(*span, "programmes.known", None, row.kind, row.name, row.aliases, row.owner)


def _of_level(words: str, start: int, end: int, kind: str) -> Named | None:
    """The programme of a province or city that is named like one of the nation: 省政府特殊津贴."""
    level = _LEVEL.search(words, max(0, start - 3), start)
    if kind not in ("honour", "prize", "plan") or not level:
        return None
    return Named(level.start(), end, "programmes.known_level", None, kind, words[level.start() : end])


def known_by(name: str) -> Known | None:
    """The programme of the nation that goes by this name."""
    at = _known_names().get(unquoted(folded(name))[0])
    return None if at is None else known_programmes()[at]


def unquoted(words: str) -> tuple[str, list[int]]:
    """`words` (folded) without quotation marks, and where each letter stands."""
    places = [at for at, letter in enumerate(words) if letter != '"']
    return "".join(words[at] for at in places), places


def _whole(words: str, places: list[int], match: re.Match[str]) -> tuple[int, int]:
    """The words of a match, with a quotation mark right before and after where both, or one inside, ask for it."""
    start, end = places[match.start()], places[match.end() - 1] + 1
    if words[start:end].count('"') % 2:
        return (start, end + 1) if words[end : end + 1] == '"' else (start - 1, end) if words[start - 1 : start] == '"' else (start, end)
    if words[start - 1 : start] == '"' and words[end : end + 1] == '"':
        return start - 1, end + 1
    return start, end


def _registry_names(source: DraftSource) -> dict[str, str]:
    around = {*source.names.registry.around(source.place), NATION}
    found: dict[str, str] = {}
    proposed = source.names.proposed
    for key, entry in source.names.registry.entries["programme"].items():
        programme = cast(Programme, entry)
        if programme.owner in around and key not in proposed:
            for name in filter(_not_a_class, (programme.name, *programme.aliases)):
                found.setdefault(unquoted(folded(name))[0], key)
    return found


@lru_cache(maxsize=4096)
def _not_a_class(name: str) -> bool:
    """Whether it is no class of platform, which is read with its levels."""
    return not any(one.words.fullmatch(name) for one in platform_classes())


@lru_cache(maxsize=1)
def _known_names() -> dict[str, int]:
    rows = enumerate(known_programmes())
    return {unquoted(folded(name))[0]: at for at, row in rows for name in (row.name, *row.aliases)}


@lru_cache(maxsize=1)
def _known_pattern() -> re.Pattern[str]:
    return _alternation(_known_names())


def _alternation(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")
