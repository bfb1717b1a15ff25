"""Building one document: files -> records -> triples, inferences, table rows and index entries, each validated."""

from __future__ import annotations

import json
import shutil
from collections.abc import Set
from dataclasses import asdict, dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from kg.build.answers import keep_gone, unknown_rules
from kg.build.checks import check_document
from kg.build.registry_use import AskedRegistry, RegistryUse
from kg.build.shared_data import SharedData
from kg.build.topics import SHARED_TRIPLES, shared_triples, topic_rows
from kg.errors import DataIssue
from kg.i18n import Message
from kg.loaders.documents import load_document
from kg.model.records import DocumentRecord
from kg.queries.catalog import questions
from kg.queries.materialise import Tables, materialise
from kg.rdf.document import document_quads
from kg.rdf.namespaces import INFERENCES_GRAPH
from kg.rdf.serialization import sorted_nquads
from kg.rdf.terms import NamedNode, Quad
from kg.store import integrity
from kg.store.fulltext import IndexedClause
from kg.store.oxigraph import OxigraphStore
from kg.store.source_texts import ScanFault, SourceText

USE = "registry_use.json"
"""What the document asks of the registry, and a hash of the answers."""


@dataclass(frozen=True)
class BuiltDocument:
    """The build result of one document, cached on disk so that an unchanged document is not built again."""

    folder: Path

    @property
    def quads(self) -> bytes:
        return (self.folder / "graph.nq").read_bytes()

    @property
    def inferences(self) -> bytes:
        return (self.folder / "inferences.nq").read_bytes()

    @property
    def tables(self) -> Tables:
        content: Tables = self._json("tables.json")
        return content

    @property
    def counts(self) -> dict[str, int]:
        content: dict[str, int] = self._json("counts.json")
        return content

    @property
    def clauses(self) -> list[IndexedClause]:
        return [IndexedClause(**{**c, "spans": tuple(map(tuple, c["spans"]))}) for c in self._json("clauses.json")]

    def holds(self, shared: SharedData, documents: Set[str]) -> bool:
        """Whether the result is whole, and what the document asks is answered as it was: by the registry, and by the ids of `documents`."""
        if not self.is_whole():
            return False
        asked = self._json(USE)
        use = RegistryUse.from_json(asked["use"])
        return documents >= set(use.documents) and bool(use.answers(shared.links) == asked["answers"])

    @property
    def source(self) -> SourceText:
        return SourceText.from_json(self._json("source.json"))

    def is_whole(self) -> bool:
        """Whether the result is there, every file as it was written."""
        try:
            records = integrity.records_from_json(self._json(integrity.CACHE_RECORDS))
        except (OSError, ValueError, TypeError):
            return False
        return not any(integrity.faults(self.folder, records, contents=True))

    def _json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


Loaded = tuple[DocumentRecord, RegistryUse]


def load(folder: Path, data: Path, shared: SharedData, show: Path) -> tuple[Loaded | None, list[DataIssue]]:
    """A document with what it uses of the registry, or the problems in its files. Names of files are relative to `show`."""
    registry = AskedRegistry(shared.registry)
    record, problems = load_document(folder, data, registry, shared.vocabulary.codes, show)
    if record is not None and not problems:
        problems = list(unknown_rules(record, folder, show))
    return (None if problems or record is None else (record, RegistryUse.of(record, registry))), problems


def derive_document(record: DocumentRecord, use: RegistryUse, shared: SharedData, into: Path) -> tuple[BuiltDocument | None, list[Message]]:
    """Make triples, inferences and table rows, run the checks, and write the result to the folder `into`.

    Nothing of the registry but what the document uses has a part in it. Returns the result, or None and the violations as sentences.
    """
    answers = use.answers(shared.links)
    shared = shared.excerpt(use)
    quads = document_quads(record, shared.vocabulary)
    store = shared.store()
    store.add(quads)
    inferred = infer(store)
    tables = materialise(store, "document")
    faults = check_document(record, quads, inferred, shared, tables, store)
    if faults:
        return None, faults
    beside = into.with_name(into.name + ".new")
    for left in (beside, into):
        shutil.rmtree(left, ignore_errors=True)
    beside.mkdir(parents=True)
    keep_gone(record, tables, beside)
    shortcuts, clauses = sorted_nquads(inferred), _indexed(record)
    tables["owner_topics"] = topic_rows(record.id, tables, clauses, record.text, shared)
    tables[SHARED_TRIPLES] = shared_triples(record.id, shortcuts)
    graph = sorted_nquads(quads)
    (beside / "graph.nq").write_bytes(graph)
    (beside / "inferences.nq").write_bytes(shortcuts)
    _write(beside / "tables.json", tables)
    _write(beside / "counts.json", {name: len(rows) for name, rows in tables.items()} | {"triples": graph.count(b"\n")})
    _write(beside / USE, {"use": asdict(use), "answers": answers})
    _write(beside / "source.json", _source(record).to_json())
    _write(beside / "clauses.json", [asdict(clause) for clause in clauses])
    integrity.write_synced(beside / integrity.CACHE_RECORDS, json.dumps(integrity.recorded(beside)).encode())
    beside.replace(into)
    integrity.sync(into.parent)
    return BuiltDocument(into), []


def infer(store: OxigraphStore) -> list[Quad]:
    """Add what `inferences/*.rq` construct to the graph of inferences, each rule after those that it asks for. Returns these triples."""
    graph = NamedNode(INFERENCES_GRAPH)
    rules = questions("inferences")
    inferred: list[Quad] = []
    for name in TopologicalSorter({name: rule.after for name, rule in rules.items()}).static_order():
        found = [Quad(t.subject, t.predicate, t.object, graph) for t in store.construct(rules[name].query)]
        store.add(found)
        inferred += found
    return inferred


def _indexed(record: DocumentRecord) -> list[IndexedClause]:
    return [
        IndexedClause(record.id, f"{record.id}/{clause.path}", clause.heading, clause.own, clause.text)
        for clause in record.clauses
        if clause.text.strip()
    ]


def _source(record: DocumentRecord) -> SourceText:
    faults = tuple(ScanFault(fault.kind, fault.start, fault.end, fault.note) for fault in record.head.faults)
    reasons = {f"{record.id}/{clause.path}": clause.reason for clause in record.clauses if clause.reason}
    return SourceText(record.id, record.text, faults, record.noise, reasons, record.provenance)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
