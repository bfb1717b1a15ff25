"""What of a new version differs from the version before. Only that is worked on where the version before can be built upon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.build.document import BuiltDocument
from kg.store.parquet import bucket_count
from kg.store.versions import Version


@dataclass(frozen=True)
class Change:
    """All documents of a new version, and those that were added, changed or removed since `previous`; without `previous`, all of them."""

    documents: Mapping[str, BuiltDocument]
    changed: frozenset[str]
    previous: Version | None = None
    before: Mapping[str, BuiltDocument] = field(default_factory=dict)
    """What the changed documents came to in the version before."""

    @classmethod
    def since(cls, home: Path, previous: Version | None, common: str, hashes: Mapping[str, str]) -> Change:
        """The change from `previous` to documents with these hashes.

        It is built upon where what all documents share is the same, and what the changed documents came to is still in the cache.
        """
        documents = {name: BuiltDocument(home / "cache" / name / hash_) for name, hash_ in hashes.items()}
        if previous and previous.manifest["common"] == common:
            old: dict[str, str] = previous.manifest["documents"]
            changed = {name for name, hash_ in hashes.items() if old.get(name) != hash_} | (old.keys() - hashes.keys())
            before = {name: BuiltDocument(home / "cache" / name / old[name]) for name in changed & old.keys()}
            if all(document.is_whole() for document in before.values()):
                return cls(documents, frozenset(changed), previous, before)
        return cls(documents, frozenset(documents))

    def anew(self) -> Change:
        """The same documents, built upon nothing."""
        return Change(self.documents, frozenset(self.documents))

    def written(self) -> Iterator[tuple[str, BuiltDocument]]:
        """The documents to write, in the order of their ids."""
        return ((name, self.documents[name]) for name in sorted(self.changed & self.documents.keys()))

    def counts(self) -> dict[str, int]:
        """What all documents together have of each table, and triples of their own."""
        total: dict[str, int] = dict(self.previous.manifest["of_documents"]) if self.previous else {}
        for sign, documents in ((-1, self.before.values()), (1, (document for _, document in self.written()))):
            for document in documents:
                for name, count in document.counts.items():
                    total[name] = total.get(name, 0) + sign * count
        return total

    def same_buckets(self) -> bool:
        """Whether each table is in as many files as before."""
        if self.previous is None:
            return True
        held: dict[str, Any] = self.previous.manifest["of_documents"]
        return all(bucket_count(count) == bucket_count(held.get(name, 0)) for name, count in self.counts().items())
