"""What one document uses of the registry. It is built with nothing else of it, so it need not be built again while that is the same.

A document asks which agency a name means at its place, for entries by their ids, and whether other documents are held: these questions
follow from its own files. Its excerpt of the registry are the entries that answer them, and all that these refer to.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kg.loaders.registry import Registry
from kg.model.records import DocumentRecord
from kg.model.registry import Agency, Entry, Indicator, references

Key = tuple[str, str]
"""Kind and id of an entry; without an id, all entries of the kind."""
_SCHEME_OF_INDICATORS = ("scheme", "indicators")


class AskedRegistry(Registry):
    """A registry that notes what it is asked."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.asked: set[Key] = set()
        self.names: set[str] = set()
        self.entries = {kind: _AskedEntries(kind, of_kind, self.asked) for kind, of_kind in registry.entries.items()}
        self.incomplete = registry.incomplete

    def agencies_named(self, name: str, place: str) -> list[Agency]:
        self.names.add(name)
        return self._registry.agencies_named(name, place)

    def agency_names(self, place: str) -> list[str]:
        self.asked |= {("agency", ""), ("place", "")}
        return self._registry.agency_names(place)


class _AskedEntries(Mapping[str, Entry]):
    def __init__(self, kind: str, entries: Mapping[str, Entry], asked: set[Key]) -> None:
        self._kind, self._entries, self._asked = kind, entries, asked

    def __getitem__(self, key: str) -> Entry:
        self._asked.add((self._kind, key))
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        self._asked.add((self._kind, str(key)))
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        self._asked.add((self._kind, ""))
        return iter(self._entries)

    def __len__(self) -> int:
        self._asked.add((self._kind, ""))
        return len(self._entries)


class RegistryLinks:
    """The entries of a registry with all that they refer to."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._digests: dict[Key, str] = {}

    def excerpt(self, keys: Iterable[Key]) -> dict[str, dict[str, Entry]]:
        """The entries, and all that they refer to, by kind and id, in the order of the ids. Ids that there are none of are left out."""
        found: set[Key] = set()
        ahead = list(keys)
        while ahead:
            kind, id_ = key = ahead.pop()
            entries = self.registry.entries[kind]
            if not id_:
                ahead += ((kind, each) for each in entries)
            elif key not in found and id_ in entries:
                found.add(key)
                ahead += ((referred, other) for _, referred, other in references(entries[id_]))
                ahead += [_SCHEME_OF_INDICATORS] if isinstance(entries[id_], Indicator) else []
        return {
            kind: {id_: entries[id_] for _, id_ in sorted(k for k in found if k[0] == kind)}
            for kind, entries in self.registry.entries.items()
        }

    def digest(self, key: Key) -> str:
        """A hash of what `excerpt` gives for one key."""
        if key not in self._digests:
            excerpt = self.excerpt([key])
            lines = (f"{kind} {id_} {entry.model_dump_json()}" for kind, entries in excerpt.items() for id_, entry in entries.items())
            self._digests[key] = _hash(lines)
        return self._digests[key]


@dataclass(frozen=True)
class RegistryUse:
    """The questions that a document asks: names of agencies at its place, entries, and ids of other documents."""

    place: str
    names: tuple[str, ...]
    entries: tuple[Key, ...]
    documents: tuple[str, ...]

    @classmethod
    def of(cls, record: DocumentRecord, registry: AskedRegistry) -> Self:
        """What a document has asked while it was loaded."""
        documents = {*(other.document for _, other in record.head.related()), *filter(None, [record.head.later_version])}
        return cls(record.head.place, tuple(sorted(registry.names)), tuple(sorted(registry.asked)), tuple(sorted(documents)))

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        entries = tuple((kind, id_) for kind, id_ in content["entries"])
        return cls(content["place"], tuple(content["names"]), entries, tuple(content["documents"]))

    def keys(self, registry: Registry) -> list[Key]:
        """The entries that answer: those asked for, and those that the names mean."""
        return [*self.entries, *(("agency", id_) for _, ids in self._named(registry) for id_ in ids)]

    def answers(self, links: RegistryLinks) -> str:
        """A hash of what the registry answers."""
        named = map(json.dumps, self._named(links.registry))
        return _hash([*named, *(f"{key} {links.digest(key)}" for key in self.keys(links.registry))])

    def _named(self, registry: Registry) -> Iterator[tuple[str, list[str]]]:
        for name in self.names:
            yield name, [agency.id for agency in registry.agencies_named(name, self.place)]


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
