"""A data folder of one made-up document, with nothing but its rows: enough to give ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.curation.files import write_rows
from kg.errors import DataIssue
from kg.loaders.id_issues import id_issues
from kg.loaders.ids import read_ids
from kg.loaders.sheets import read_sheets
from kg.loaders.validation import columns_of
from kg.model.facts import FACT_KINDS

DOCUMENT = "made-up-2020-1"
CLAUSES = ["c1", "c2-s1"]
KINDS = ["tasks", "measures"]
Cells = dict[str, str]


def make_data(where: Path) -> Path:
    data = where / "data"
    folder = data / "documents" / DOCUMENT
    folder.mkdir(parents=True)
    for kind in KINDS:
        write(data, kind, [])
    return data


def folder_of(data: Path) -> Path:
    return data / "documents" / DOCUMENT


def row(clause: str, quote: str, kind: str = "tasks", **cells: str) -> Cells:
    return dict.fromkeys(columns_of(FACT_KINDS[kind]), "") | {"clause": clause, "quote": quote} | cells


def write(data: Path, kind: str, rows: Sequence[Mapping[str, str]]) -> None:
    write_rows(folder_of(data) / f"{kind}.csv", columns_of(FACT_KINDS[kind]), rows)


def read(path: Path) -> list[Cells]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def rows_of(data: Path, kind: str = "tasks") -> list[Cells]:
    return read(folder_of(data) / f"{kind}.csv")


def add(data: Path, *rows: Cells, kind: str = "tasks") -> None:
    write(data, kind, [*rows_of(data, kind), *rows])


def remove(data: Path, quote: str, kind: str = "tasks") -> None:
    write(data, kind, [cells for cells in rows_of(data, kind) if cells["quote"] != quote])


def ids_of(data: Path, kind: str = "tasks") -> dict[str, str]:
    """Quote -> id, without the document."""
    return {cells["quote"]: cells["id"].removeprefix(f"{DOCUMENT}/") for cells in rows_of(data, kind)}


def problems_of(data: Path) -> list[DataIssue]:
    """What `kg check` says of the ids."""
    folder = folder_of(data)
    sheets = [sheet for sheet in read_sheets(folder, data.parent).values() if sheet.kind in KINDS]
    return id_issues(DOCUMENT, CLAUSES, sheets, read_ids(folder, data.parent))


def found(data: Path) -> list[tuple[str, int | None, str]]:
    """File, row and what is expected, of each of these problems."""
    return [(Path(problem.file).name, problem.row, str(problem.expected)) for problem in problems_of(data)]


def older_list(data: Path, *lines: str) -> None:
    """Write the list of ids as older programs did."""
    (folder_of(data) / "ids.csv").write_text("clause,kind,last\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
