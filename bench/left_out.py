"""The curated documents, and what would be known if one of them were not held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kg.build.shared_data import SharedData
from kg.extraction.opening import open_document, shared_data
from kg.extraction.source import DraftSource
from kg.extraction.statistics.committed import Statistics
from kg.extraction.statistics.training import LabelledDocument, train
from kg.loaders.documents import document_folders, load_document
from kg.loaders.registry import Registry
from kg.loaders.validation import markers
from kg.model.fields import Named, Ref
from kg.model.records import DocumentRecord, ProvenFact

Entry = tuple[str, str]
"""The kind and the id of an entry of the registry."""
LEFT_OUT = ("agency", "programme", "category", "indicator", "cited_document")
"""The kinds of entries that curators add for a document."""


@dataclass(frozen=True)
class Curated:
    """The documents of a data folder that are curated whole, with their facts."""

    data: Path
    shared: SharedData
    records: dict[str, DocumentRecord]
    _learnt: dict[frozenset[str], Statistics] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Path) -> Curated:
        """Raises InvalidData where the registry has faults."""
        shared = shared_data(data)
        loaded = (load_document(folder, data, shared.registry, shared.vocabulary.codes, data.parent) for folder in document_folders(data))
        return cls(data, shared, {record.id: record for record, _ in loaded if record is not None and record.head.curated})

    def without(self, document: str, *further: str) -> DraftSource:
        """The document as one that is new: neither its rows nor the entries that it alone refers to are known,
        and the statistics are those of the others. Nor is anything known of `further` documents."""
        out = {document, *further}
        others = [record for id_, record in self.records.items() if id_ not in out]
        used = {entry for record in others for fact in record.facts for entry in references(fact)}
        own = {entry for id_ in out for fact in self.records[id_].facts for entry in references(fact)} - used
        shared = replace(self.shared, registry=_without(self.shared.registry, own))
        source, _ = open_document(self.data, document, shared)
        source.statistics = self._statistics(frozenset(out))
        return source

    def _statistics(self, out: frozenset[str]) -> Statistics:
        """What the other documents teach."""
        if out not in self._learnt:
            self._learnt[out] = train(self._labelled[id_] for id_ in self.records if id_ not in out)
        return self._learnt[out]

    @cached_property
    def _labelled(self) -> dict[str, LabelledDocument]:
        opened = ((record, open_document(self.data, id_, self.shared)[0]) for id_, record in self.records.items())
        return {record.id: LabelledDocument(source, record.facts) for record, source in opened}


def references(fact: ProvenFact) -> Iterator[Entry]:
    """The entries of the registry that a fact refers to."""
    for name, info in type(fact.record).model_fields.items():
        value = getattr(fact.record, name)
        for ref in markers(info, Ref):
            yield from ((ref.registry, one) for one in (value if isinstance(value, list) else [value]) if one)
        for named in markers(info, Named):
            if name in fact.links:
                yield named.registry, fact.links[name]


def _without(registry: Registry, entries: set[Entry]) -> Registry:
    kept = {
        kind: {id_: entry for id_, entry in of_kind.items() if kind not in LEFT_OUT or (kind, id_) not in entries}
        for kind, of_kind in registry.entries.items()
    }
    return Registry(kept, registry.incomplete)
