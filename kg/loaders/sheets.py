"""The CSV files of a document: one a kind of fact."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataIssue
from kg.loaders.csvfile import Row, read_rows
from kg.loaders.validation import columns_of, optional_columns
from kg.model.facts import FACT_KINDS


@dataclass(frozen=True)
class Sheet:
    """The rows of a kind as they stand in its file, and what is wrong with the file's form. `file` is its name in messages."""

    kind: str
    path: Path
    file: str
    rows: list[Row]
    issues: list[DataIssue]


def read_sheets(folder: Path, show: Path) -> dict[str, Sheet]:
    """Kind -> its rows. Names of files are relative to `show`."""
    sheets = {}
    for kind, model in FACT_KINDS.items():
        path = folder / f"{kind}.csv"
        file = str(path.relative_to(show))
        sheets[kind] = Sheet(kind, path, file, *read_rows(path, columns_of(model), optional_columns(model), file))
    return sheets
