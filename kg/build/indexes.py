"""Writing what a version has in SQLite: the full-text index, the index of names, the source texts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.build.change import Change
from kg.build.document import BuiltDocument
from kg.build.name_letters import document_names, shared_names
from kg.build.shared_data import SharedData
from kg.store.fulltext import FullTextIndex
from kg.store.name_index import NameIndex
from kg.store.source_texts import SourceTexts


def write_words(path: Path, change: Change) -> None:
    """Write the full-text index."""
    if not (differ := _begun(path, change.previous.fulltext if change.previous else None, _differing(change, "clauses.json"))):
        return
    index = FullTextIndex(path, write=True)
    for name in differ:
        if name in change.before:
            index.remove(name)
        if name in change.documents:
            index.add(change.documents[name].clauses)
    index.close()


def write_texts(path: Path, change: Change) -> None:
    """Write the source texts."""
    if not (differ := _begun(path, change.previous.texts if change.previous else None, _differing(change, "source.json"))):
        return
    texts = SourceTexts(path, write=True)
    for name in differ:
        if name in change.before:
            texts.remove(name)
        if name in change.documents:
            texts.add(change.documents[name].source)
    texts.close()


def write_names(path: Path, change: Change, shared: SharedData) -> None:
    """Write the index of names: those of the registry and of the questions, and those of documents."""
    heads = {name: document.tables["documents"] for name, document in change.before.items()}
    differ = [
        name for name in _all(change) if name not in change.documents or change.documents[name].tables["documents"] != heads.get(name)
    ]
    if not _begun(path, change.previous.names if change.previous else None, differ):
        return
    index = NameIndex(path, write=True)
    if change.previous is None:
        index.add(shared_names(shared.tables()["names"]))
    for name in differ:
        index.remove(name)
        if name in change.documents:
            index.add(document_names(change.documents[name].tables["documents"]))
    index.close()


def _begun(path: Path, previous: Path | None, differ: list[str]) -> list[str]:
    """Begin a file: as a link where nothing differs, else as a copy. Returns the documents to write."""
    if previous:
        (shutil.copyfile if differ else os.link)(previous, path)
    return differ


def _all(change: Change) -> Iterator[str]:
    yield from sorted(change.changed)


def _differing(change: Change, file: str) -> list[str]:
    """The documents for which a file of the cache is not as it was before, in order."""

    def content(documents: Mapping[str, BuiltDocument], name: str) -> bytes | None:
        return (documents[name].folder / file).read_bytes() if name in documents else None

    return [name for name in _all(change) if name not in change.before or content(change.before, name) != content(change.documents, name)]
