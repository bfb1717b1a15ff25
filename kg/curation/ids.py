"""Ids of facts, `<document>/<clause>/<kind>/<n>`: given once, never again, not even after a row is taken out."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import DataIssue, InvalidData
from kg.loaders.csvfile import read_rows, write_rows
from kg.loaders.documents import IDS, document_folders
from kg.loaders.validation import columns_of
from kg.model.facts import FACT_KINDS, OPTIONAL_COLUMNS

_COLUMNS = ["clause", "kind", "last"]
Counters = dict[tuple[str, str], int]


def give_ids(data: Path) -> dict[str, int]:
    """Fill the empty ids of every document. Returns how many by file. Raises InvalidData where a file cannot be read."""
    given: dict[str, int] = {}
    problems: list[DataIssue] = []
    for folder in document_folders(data):
        counters, faults = _counters(folder)
        problems += faults
        before = dict(counters)
        for kind in FACT_KINDS:
            path = folder / f"{kind}.csv"
            if path.is_file():
                count, faults = _fill(path, folder.name, kind, counters)
                problems += faults
                given |= {str(path.relative_to(data.parent)): count} if count else {}
        if counters != before:
            marks = [{"clause": clause, "kind": kind, "last": str(last)} for (clause, kind), last in sorted(counters.items())]
            write_rows(folder / IDS, _COLUMNS, marks)
    if problems:
        raise InvalidData(problems)
    return given


def _counters(folder: Path) -> tuple[Counters, list[DataIssue]]:
    """The last number given, by clause and kind: what `ids.csv` remembers and what the rows carry."""
    counters: Counters = {}
    problems: list[DataIssue] = []
    if (folder / IDS).is_file():
        rows, problems = read_rows(folder / IDS, _COLUMNS)
        counters = {(row.cells["clause"], row.cells["kind"]): int(row.cells["last"]) for row in rows}
    for kind, model in FACT_KINDS.items():
        path = folder / f"{kind}.csv"
        rows, _ = read_rows(path, columns_of(model), OPTIONAL_COLUMNS) if path.is_file() else ([], [])
        for row in rows:
            if match := re.fullmatch(rf"[^/]+/([^/]+)/{kind}/(\d+)", row.cells["id"]):
                key = match[1], kind
                counters[key] = max(counters.get(key, 0), int(match[2]))
    return counters, problems


def _fill(path: Path, document: str, kind: str, counters: Counters) -> tuple[int, list[DataIssue]]:
    rows, problems = read_rows(path, columns_of(FACT_KINDS[kind]), OPTIONAL_COLUMNS)
    new = [row for row in rows if not row.cells["id"] and row.cells["clause"]]
    if problems or not new:
        return 0, problems
    for row in new:
        key = row.cells["clause"], kind
        counters[key] = counters.get(key, 0) + 1
        row.cells["id"] = f"{document}/{key[0]}/{kind}/{counters[key]}"
    write_rows(path, list(rows[0].cells), [row.cells for row in rows])
    return len(new), []
