"""Curated files, read with the csv module alone, held against the tables made of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kg.graph import Graph
from kg.loaders.documents import document_folders, read_document
from kg.loaders.evidence import ParsedSource
from kg.text.quotes import normalise

_RENAMED = {"responsibilities": {"agency": "agency_name"}}
_RESOLVED = {"id", "quote", "context", "clause", "task", "note"}
_PAGE_MARK = re.compile(r"^[ \t]*[-—][ \t]*\d+[ \t]*[-—][ \t]*$", re.MULTILINE)


def curated_documents(data: Path) -> list[str]:
    """The ids of the documents that were read whole."""
    heads = {folder.name: yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8")) for folder in document_folders(data)}
    return [name for name, head in heads.items() if head["curated"]]


def parsed_sources(data: Path) -> dict[str, ParsedSource]:
    found = {}
    for document in curated_documents(data):
        _, source, problems = read_document(data / "documents" / document, data, data)
        assert source and not problems
        found[document] = source
    return found


def misplaced_quotes(graph: Graph, data: Path, table: str) -> Iterator[str]:
    """Rows whose quote is not exactly its stretch of the source, or does not stand once in its clause."""
    sources = parsed_sources(data)
    spans = {row["clause"]: (row["start"], row["end"]) for row in graph.answer("clauses").rows}
    for row in graph.answer(table).rows:
        source = sources[row["document"]]
        if source.text[row["start"] : row["end"]] != row["quote"]:
            yield f"{row['id']}: another stretch"
        quote = normalise(row["quote"], source.noise).text
        if source.normalised.find(quote, [spans[row["clause"]]]) != [(row["start"], row["end"])]:
            yield f"{row['id']}: not once in its clause"
        if not all(0 <= start < end <= len(source.text) for start, end in row["context"]):
            yield f"{row['id']}: context outside the text"


def differences(graph: Graph, data: Path, kind: str) -> Iterator[str]:
    """Cells in which a published table and the curated files differ."""
    for document in curated_documents(data):
        published = {row["id"]: row for row in graph.answer(kind, {"document": document}).rows}
        entered = _rows(data, document, kind)
        if set(published) != {row["id"] for row in entered}:
            yield f"{document} {kind}: other ids"
            continue
        for row in entered:
            found = published[row["id"]]
            if found["clause"] != f"{document}/{row['clause']}" or _squeezed(found["quote"]) != _squeezed(row["quote"]):
                yield f"{row['id']}: clause or quote"
            for column, cell in row.items():
                if column not in _RESOLVED and not _same(found[_RENAMED.get(kind, {}).get(column, column)], cell):
                    yield f"{row['id']} {column}: {cell!r} was entered, {found.get(column)!r} is published"


def _rows(data: Path, document: str, kind: str) -> list[dict[str, str]]:
    with (data / "documents" / document / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", _PAGE_MARK.sub("", text))


def _same(value: Any, cell: str) -> bool:
    if isinstance(value, list):
        return value == sorted(part.strip() for part in cell.split("|") if part.strip())
    if value is None or cell == "":
        return value is None and cell == ""
    return value == float(cell) if isinstance(value, int | float) else value == cell.strip()
