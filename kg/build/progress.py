"""The rows of the table `progress_entries`: what offices said of their tasks, with the tasks that they are about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.build.document import BuiltDocument
from kg.errors import DataIssue, InvalidData
from kg.i18n import Message, message
from kg.loaders.progress import progress_files, read_progress


def progress_rows(data: Path, documents: Mapping[str, BuiltDocument]) -> tuple[list[dict[str, Any]], list[Message]]:
    """The rows in the order of entry, and a notice for each entry whose task or fact is there no more: it stays, and counts nowhere.

    Raises InvalidData with what is wrong in the files.
    """
    problems: list[DataIssue] = []
    rows, notices = [], []
    for path in progress_files(data):
        entries, faults = read_progress(path, data.parent)
        problems += faults
        built = documents.get(path.stem)
        tasks = {row["id"]: row for row in built.tables["tasks"]} if built else {}
        facts = {row["id"] for name in ("targets", "funding") for row in built.tables[name]} if built else set()
        for number, entry in enumerate(entries, start=1):
            task = tasks.get(entry.task or "")
            gone = entry.task if entry.task and task is None else entry.fact if entry.fact and entry.fact not in facts else None
            if gone:
                notices.append(message("checks.progress_gone", file=str(path.relative_to(data.parent)), entered=entry.entered, id=gone))
            about = {column: task[column] if task else None for column in ("title", "city", "city_code")}
            numbers = {column: float(value) for column in ("reached", "paid") if (value := getattr(entry, column)) is not None}
            rows.append({**entry.model_dump(), **numbers, "number": number, "document": entry.document, **about})
    if problems:
        raise InvalidData(problems)
    return rows, list(dict.fromkeys(notices))
