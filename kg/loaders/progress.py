"""`data/progress/<document>.csv` -> what offices say about their tasks, in the order in which it was entered."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import columns_of, validated
from kg.model.progress_entry import ProgressEntry

FOLDER = "progress"


def progress_file(data: Path, document: str) -> Path:
    return data / FOLDER / f"{document}.csv"


def progress_files(data: Path) -> list[Path]:
    """One file a document of whose tasks an office said something."""
    return sorted((data / FOLDER).glob("*.csv"))


def read_progress(path: Path, show: Path) -> tuple[list[ProgressEntry], list[DataIssue]]:
    """The entries of a file, and what is wrong with it. Names of files are relative to `show`."""
    file = str(path.relative_to(show))
    rows, problems = read_rows(path, columns_of(ProgressEntry), (), file)
    entries = []
    for row in rows:
        entry, faults = validated(ProgressEntry, row.cells, file, row.line)
        problems += faults
        if entry and entry.document != path.stem:
            problems.append(
                DataIssue(
                    file, row.line, "task", shown(entry.task or entry.fact), message("issues.expected.form", pattern=f"{path.stem}/…")
                )
            )
        elif entry:
            entries.append(entry)
    return entries, problems
