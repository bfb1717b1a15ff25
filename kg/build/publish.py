"""Writing a version from the build results of all documents: graph, tables, full-text index and texts."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.build.document import BuiltDocument
from kg.build.name_letters import indexed_names
from kg.build.shared_data import SharedData
from kg.build.suggestions import replace_suggestions, suggestion_quads
from kg.queries.catalog import COMPOSED, FINDINGS, PROGRESS, definitions_hash, question, questions
from kg.queries.materialise import Tables, document_tables, table_rows
from kg.rdf.namespaces import ONTOLOGY_GRAPH, REGISTRY_GRAPH, document_graph
from kg.rdf.serialization import parse_nquads, sorted_nquads
from kg.store.fulltext import FullTextIndex
from kg.store.name_index import NameIndex
from kg.store.oxigraph import OxigraphStore
from kg.store.parquet import write_parts, write_table
from kg.store.source_texts import SourceTexts
from kg.store.versions import Version, new_folder, seal, switch_to


def publish(
    home: Path,
    manifest: dict[str, Any],
    documents: Mapping[str, BuiltDocument],
    shared: SharedData,
    before: Version | None,
    progress: Sequence[dict[str, Any]],
) -> Version:
    """Build the version `manifest["version"]` from all `documents` and make it the one in use. `progress`: the rows of that table.

    Where only documents changed since the version `before`, it begins as a copy of that one and only their parts are written.
    """
    old: dict[str, str] = before.manifest["documents"] if before and before.manifest["common"] == manifest["common"] else {}
    changed = _changed(old, manifest["documents"])
    if any(not (home / "cache" / name / old[name] / "inferences.nq").is_file() for name in changed & old.keys()):
        old, changed = {}, set(documents)  # their old inferences are not in the cache any more: build everything anew
    previous = before if old else None
    folder = new_folder(home)
    try:
        triples, whole = _graph(folder / "graph", documents, changed, shared, previous, {n: home / "cache" / n / h for n, h in old.items()})
        counts = _tables(folder / "tables", documents, changed, shared.tables() | whole | {PROGRESS.name: list(progress)}, previous)
        _words(folder / "words.sqlite", documents, changed, previous)
        _names(folder / "words.sqlite", documents, shared)
        _texts(folder / "texts.sqlite", documents, changed, previous)
        built = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        content = {**manifest, "built": built, "definitions": definitions_hash(), "triples": triples, "rows": counts}
        seal(folder, content, previous)
        return switch_to(home, folder, manifest["version"])
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    """The documents that were added, changed or removed."""
    return {name for name, hash_ in new.items() if old.get(name) != hash_} | (old.keys() - new.keys())


def _graph(
    path: Path,
    documents: Mapping[str, BuiltDocument],
    changed: set[str],
    shared: SharedData,
    previous: Version | None,
    old: Mapping[str, Path],
) -> tuple[int, Tables]:
    """Write the graph. Returns its number of triples, and the tables of batch `whole`."""
    store = OxigraphStore.create(path, previous.graph if previous else None)
    if previous is None:
        store.replace_graph(ONTOLOGY_GRAPH, sorted_nquads(shared.ontology_quads))
        store.replace_graph(REGISTRY_GRAPH, sorted_nquads(shared.registry_quads))
    for name in sorted(changed):
        store.replace_graph(document_graph(name), documents[name].quads if name in documents else b"")
    _update_inferences(store, documents, changed, old)
    replace_suggestions(store, suggestion_quads(documents, shared))
    store.finish()
    rows = {q.name: table_rows(store, q) for q in questions("tables").values() if q.batch == "whole"}
    return len(store), rows


def _update_inferences(store: OxigraphStore, documents: Mapping[str, BuiltDocument], changed: set[str], old: Mapping[str, Path]) -> None:
    """Update the graph of inferences: remove triples that no document gives any more, add new ones."""
    now = {line for name in changed & documents.keys() for line in documents[name].inferences.splitlines()}
    was = {line for name in changed & old.keys() for line in BuiltDocument(old[name]).inferences.splitlines()}
    gone = was - now
    for name, document in documents.items():
        if not gone:
            break
        if name not in changed:
            gone -= set(document.inferences.splitlines())
    store.remove(parse_nquads(b"\n".join(sorted(gone))))
    store.load(b"\n".join(sorted(now)))


def _tables(
    folder: Path, documents: Mapping[str, BuiltDocument], changed: set[str], shared: Tables, previous: Version | None
) -> dict[str, int]:
    folder.mkdir()
    counts = {name: document.counts for name, document in documents.items()}
    tables_of = cache(lambda document: documents[document].tables)
    total: dict[str, int] = {}
    for table in [*document_tables(), FINDINGS]:
        name = table.name
        of_documents = {document: count[name] for document, count in counts.items()}
        total[name] = sum(of_documents.values())

        def rows_of(document: str, name: str = name) -> list[dict[str, Any]]:
            return tables_of(document)[name]

        write_parts(folder, name, table.columns, of_documents, rows_of, table.order, changed, previous.tables if previous else None)
    for name, rows in shared.items():
        table = COMPOSED.get(name) or question("tables", name)
        write_table(folder / f"{name}.parquet", table.columns, rows)
        total[name] = len(rows)
    return total


def _words(path: Path, documents: Mapping[str, BuiltDocument], changed: set[str], previous: Version | None) -> None:
    if previous:
        shutil.copy2(previous.fulltext, path)
    index = FullTextIndex(path, write=True)
    for name in sorted(changed):
        index.remove(name)
        if name in documents:
            index.add(documents[name].clauses)
    index.close()


def _names(path: Path, documents: Mapping[str, BuiltDocument], shared: SharedData) -> None:
    registry = shared.tables()["names"]
    places = {row["thing"]: row["preferred"] for row in registry if row["type"] == "place"}
    index = NameIndex(path, write=True)
    index.replace(indexed_names(registry, (row for document in documents.values() for row in document.tables["documents"]), places))
    index.close()


def _texts(path: Path, documents: Mapping[str, BuiltDocument], changed: set[str], previous: Version | None) -> None:
    if previous:
        shutil.copy2(previous.texts, path)
    texts = SourceTexts(path, write=True)
    for name in sorted(changed):
        texts.remove(name)
        if name in documents:
            texts.add(documents[name].source)
    texts.close()
