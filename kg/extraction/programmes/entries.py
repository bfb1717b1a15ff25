"""Programmes that words name: found in the registry, else proposed with kind and owner."""

from __future__ import annotations

import re
from typing import Any, cast

from kg.extraction.programmes.known import NATION, known_by
from kg.extraction.programmes.mention import Named
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.model.registry import Programme

_LEVELS = (
    (re.compile(r"^(?:国家|全国|中国|中华|世界)"), "national"),
    (re.compile(r"^(?:省|全省|自治区|[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,4}自治区)"), "province"),
    (re.compile(r"^(?:市(?!场|民)|全市|[\u4e00-\u9fff]{2,4}市(?!场|民))"), "city"),
)


def resolve(source: DraftSource, named: Named, span: Span) -> str:
    """The id of the programme, proposed where the registry has none by any of its names."""
    if named.id:
        return named.id
    owner = named.owner or owner_of(source, named.full_name)
    around = {*source.names.registry.around(source.place), NATION}
    for name in (named.full_name, *named.names):
        for entry in source.names.find("programme", name):
            programme = cast(Programme, entry)
            same = name == named.full_name or named.kind == programme.kind or programme.kind != "platform"
            if same and programme.owner in around and (named.owner is None or programme.owner == owner):
                return programme.id
    if not named.owner and (known := next(filter(None, map(known_by, (named.full_name, *named.names))), None)):
        return resolve(source, Named(named.start, named.end, named.origin, None, known.kind, known.name, known.aliases, known.owner), span)
    id_ = source.names.new_id(f"{owner}-programme", named.full_name)
    aliases = [name for name in named.names if name != named.full_name]
    row: dict[str, Any] = {"id": id_, "name": named.full_name, "kind": named.kind, "owner": owner, "source": source.names.source}
    return source.names.propose("programme", id_, row | ({"aliases": aliases} if aliases else {}), span)


def owner_of(source: DraftSource, name: str) -> str:
    """The place that the words name: the nation, the province or city that the document's place lies in; else the place itself."""
    words = name.lstrip('“"‘')
    level = next((level for pattern, level in _LEVELS if pattern.match(words)), None)
    if level == "national":
        return NATION
    registry = source.names.registry
    for code in registry.around(source.place):
        place = registry.place(code)
        if place and (place.level == level or words.startswith(place.name)):
            return code
    return source.place


def entry_of(source: DraftSource, id_: str) -> Programme:
    return cast(Programme, source.names.registry.entries["programme"][id_])
