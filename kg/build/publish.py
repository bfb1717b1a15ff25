"""Writing a version from the build results of all documents: graph, tables, full-text index and texts."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.build.change import Change
from kg.build.graph import generation, write_graph
from kg.build.indexes import write_names, write_texts, write_words
from kg.build.shared_data import SharedData
from kg.build.tables import write_document_tables, write_shared_tables, write_suggestions
from kg.queries.catalog import definitions_hash
from kg.store.versions import Version, new_folder, seal, switch_to

Row = dict[str, Any]


def publish(home: Path, manifest: dict[str, Any], change: Change, shared: SharedData, progress: Sequence[Row]) -> Version:
    """Build the version `manifest["version"]` from all documents and make it the one in use. `progress`: the rows of that table.

    Where the change is one from a version before, the new one begins as links to its files, and only what differs is written.
    """
    previous = change.previous
    folder = new_folder(home)
    try:
        tables = folder / "tables"
        tables.mkdir()
        of_documents = write_document_tables(tables, change)
        store, triples, suggested = write_graph(folder / "graph", shared, change, tables)
        rows = write_suggestions(tables, change, store, suggested)
        del store  # closes it
        rows |= write_shared_tables(tables, change, shared, progress)
        write_words(folder / "words.sqlite", change)
        write_names(folder / "names.sqlite", change, shared)
        write_texts(folder / "texts.sqlite", change)
        content = {
            **manifest,
            "built": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "definitions": definitions_hash(),
            "generation": generation(previous),
            "triples": triples,
            "rows": {name: count for name, count in of_documents.items() if name != "triples"} | rows,
            "of_documents": of_documents,
        }
        seal(folder, content, previous)
        return switch_to(home, folder, manifest["version"])
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
