"""Writing the tables of a version: those of documents, those of the registry, and those that rest on all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.build.change import Change
from kg.build.shared_data import SharedData
from kg.build.suggestions import suggestion_rows
from kg.build.topics import document_forms
from kg.queries.catalog import PROGRESS, question, questions
from kg.store.oxigraph import OxigraphStore
from kg.store.parquet import TableForm, TableWriter, bucket_count, linked, replace_documents, rows_in, write_table

Row = dict[str, Any]
_SUGGESTIONS = "suggestions"


def write_document_tables(folder: Path, change: Change) -> dict[str, int]:
    """Write the tables whose rows come from one document each. Returns what `Change.counts` does."""
    forms, counts = document_forms(), change.counts()
    counts = {name: counts.get(name, 0) for name in (*forms, "triples")}
    buckets = {name: bucket_count(counts[name]) for name in forms}
    if change.previous is None:
        writer = TableWriter(folder, forms, buckets)
        for name, document in change.written():
            writer.add(name, document.tables)
        writer.close()
        return counts
    before = {name: document.tables for name, document in change.before.items()}
    now = {name: document.tables for name, document in change.written()}
    for name, form in forms.items():
        old = {document: tables[name] for document, tables in before.items()}
        new = {document: tables[name] for document, tables in now.items()}
        differ = {document for document in change.changed if old.get(document, []) != new.get(document, [])}
        rows = {document: of for document, of in new.items() if document in differ}
        replace_documents(change.previous.tables, folder, name, form, buckets[name], differ, rows)
    return counts


def write_suggestions(folder: Path, change: Change, store: OxigraphStore, suggested: set[str]) -> dict[str, int]:
    """Write the table of suggestions, asked of the graph for the documents that were changed, and those `suggested` anew."""
    table = question("tables", _SUGGESTIONS)
    form = TableForm(table.columns, tuple(table.order))
    if change.previous is None:
        writer = TableWriter(folder, {_SUGGESTIONS: form}, {_SUGGESTIONS: 1})
        for document, rows in suggestion_rows(store, sorted(suggested)):
            writer.add(document, {_SUGGESTIONS: rows})
        writer.close()
    else:
        touched = suggested | change.changed
        asked = dict(suggestion_rows(store, sorted(touched & change.documents.keys())))
        replace_documents(change.previous.tables, folder, _SUGGESTIONS, form, 1, touched, asked)
    return {_SUGGESTIONS: rows_in(folder, _SUGGESTIONS)}


def write_shared_tables(folder: Path, change: Change, shared: SharedData, progress: Sequence[Row]) -> dict[str, int]:
    """Write the tables of the registry, and what offices said of their tasks."""
    write_table(folder / f"{PROGRESS.name}.parquet", PROGRESS.columns, list(progress))
    counts = {PROGRESS.name: len(progress)}
    if change.previous:
        for table in questions("tables").values():
            if table.batch == "registry":
                linked(change.previous.tables, folder, table.name)
                counts[table.name] = change.previous.manifest["rows"][table.name]
        return counts
    for name, rows in shared.tables().items():
        write_table(folder / f"{name}.parquet", question("tables", name).columns, rows)
        counts[name] = len(rows)
    return counts
