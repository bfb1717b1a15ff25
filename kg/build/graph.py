"""Writing the graph of a version: in one bulk load, or as a copy of the version before with what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.build.change import Change
from kg.build.document import BuiltDocument
from kg.build.shared_data import SharedData
from kg.build.suggestions import suggestion_quads, suggestions
from kg.build.topics import SHARED_TRIPLES, shared_triples
from kg.queries.sql_tables import TableReader
from kg.rdf.namespaces import document_graph
from kg.rdf.serialization import parse_nquads, sorted_nquads
from kg.store.chained_files import ChainedFiles
from kg.store.oxigraph import OxigraphStore
from kg.store.versions import Version

COMPACTED_AFTER = 16
"""So many versions are made by changing the one before; the next one's graph is written in the form that is quickest to read."""
_BYTES_AT_ONCE = 64 << 20
Row = dict[str, Any]


def generation(previous: Version | None) -> int:
    """How many versions the graph is made of: 1 where it is written as a whole, or compacted."""
    before = int(previous.manifest["generation"]) if previous else COMPACTED_AFTER
    return before % COMPACTED_AFTER + 1


def write_graph(path: Path, shared: SharedData, change: Change, tables: Path) -> tuple[OxigraphStore, int, set[str]]:
    """Write the graph into the folder `path`. `tables`: the folder of the tables of documents.

    Returns the store, its number of triples, and the documents whose suggestions may have changed.
    """
    if change.previous is None:
        return _written(path, shared, change, tables)
    return _changed(path, shared, change, change.previous.tables, tables)


def _written(path: Path, shared: SharedData, change: Change, tables: Path) -> tuple[OxigraphStore, int, set[str]]:
    found = suggestions(tables)
    store = OxigraphStore.create(path)
    for sources in _batches(_sources(shared, change, sorted_nquads(suggestion_quads(found.values(), shared)))):
        store.load(ChainedFiles(sources))
    store.finish(compact=True)
    return store, len(store), {row["document"] for row in found.values()}


def _sources(shared: SharedData, change: Change, suggested: bytes) -> Iterator[Path | bytes]:
    yield sorted_nquads([*shared.ontology_quads, *shared.registry_quads])
    for _, document in change.written():
        yield document.folder / "graph.nq"
        yield document.folder / "inferences.nq"
    yield suggested


def _batches(sources: Iterable[Path | bytes]) -> Iterator[list[Path | bytes]]:
    """The sources in groups of _BYTES_AT_ONCE at least: the engine holds in memory what it loads at once."""
    batch: list[Path | bytes] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source) if isinstance(source, bytes) else source.stat().st_size
        if size >= _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    yield batch


def _changed(path: Path, shared: SharedData, change: Change, old: Path, new: Path) -> tuple[OxigraphStore, int, set[str]]:
    assert change.previous is not None
    manifest = change.previous.manifest
    store = OxigraphStore.create(path, change.previous.graph)
    triples = int(manifest["triples"])
    for name in sorted(change.changed):
        if _same(change, name, "graph.nq"):
            continue
        before, now = change.before.get(name), change.documents.get(name)
        store.replace_graph(document_graph(name), now.quads if now else b"")
        triples += (now.counts["triples"] if now else 0) - (before.counts["triples"] if before else 0)
    triples += _replace(store, *_inferences(change, old))
    gone, added = _suggestions(old, new)
    triples += _replace(store, sorted_nquads(suggestion_quads(gone, shared)), sorted_nquads(suggestion_quads(added, shared)))
    store.finish(compact=generation(change.previous) == 1)
    return store, triples, {row["document"] for row in (*gone, *added)}


def _same(change: Change, name: str, file: str) -> bool:
    before, now = change.before.get(name), change.documents.get(name)
    return bool(before and now and (before.folder / file).read_bytes() == (now.folder / file).read_bytes())


def _replace(store: OxigraphStore, gone: bytes, added: bytes) -> int:
    """Take triples out of the store and put others in. Returns by how many there are more."""
    old, new = set(gone.splitlines()), set(added.splitlines())
    removed = [quad for quad in parse_nquads(b"\n".join(sorted(old - new))) if store.holds(quad)]
    store.remove(removed)
    inserted = [quad for quad in parse_nquads(b"\n".join(sorted(new - old))) if not store.holds(quad)]
    store.add(inserted)
    return len(inserted) - len(removed)


def _inferences(change: Change, tables: Path) -> tuple[bytes, bytes]:
    """The inferences that no document gives any more, and those that the changed ones give now."""
    now = {line for _, document in change.written() for line in document.inferences.splitlines()}
    was = {line for document in change.before.values() for line in document.inferences.splitlines()}
    gone = was - now
    shared = {row["triple"] for name, document in change.before.items() for row in _shared(name, document)}
    if asked := sorted(line.decode() for line in gone if line.decode() in shared):
        query = (
            f"SELECT DISTINCT triple FROM {SHARED_TRIPLES} WHERE list_contains($asked, triple) AND NOT list_contains($changed, document)"
        )
        still = TableReader(tables).rows(query, {"asked": asked, "changed": sorted(change.changed)})
        gone -= {row["triple"].encode() for row in still}
    return b"\n".join(gone), b"\n".join(now)


def _shared(name: str, document: BuiltDocument) -> list[Row]:
    return shared_triples(name, document.inferences)


def _suggestions(old: Path, new: Path) -> tuple[list[Row], list[Row]]:
    """The suggestions that are no more, and those that are new. One that changed is both."""
    if _unchanged(old, new):
        return [], []
    before, now = suggestions(old), suggestions(new)
    return _beside(before, now), _beside(now, before)


def _beside(these: dict[str, Row], those: dict[str, Row]) -> list[Row]:
    return [row for task, row in these.items() if those.get(task) != row]


def _unchanged(old: Path, new: Path) -> bool:
    """Whether both folders have the same files of the table `owner_topics`."""
    files: Iterable[Path] = new.glob("owner_topics.*")
    return all((old / file.name).is_file() and file.samefile(old / file.name) for file in files)
