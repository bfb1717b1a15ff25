"""Accepted facts as rows of the document's CSV files, and its clauses as rows of `read.csv` and `unread.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from kg.curation.files import append_rows, drop_rows, write_rows
from kg.loaders.csvfile import Row, read_rows
from kg.loaders.reading import READ, UNREAD
from kg.loaders.sheets import Sheet, read_sheets
from kg.loaders.validation import columns_of, optional_columns
from kg.model.document import ReadClause
from kg.model.facts import FACT_KINDS
from kg.review.model import Values

Rows = dict[str, dict[str, Values]]
"""Kind -> id -> the cells of its row."""
_CLAUSE = columns_of(ReadClause)


def rows_of(sheets: Mapping[str, Sheet]) -> Rows:
    """The rows that have an id."""
    return {kind: {row.cells["id"]: _filled(row) for row in sheet.rows if row.cells["id"]} for kind, sheet in sheets.items()}


def read_facts(folder: Path, show: Path) -> Rows:
    """The rows of a document as they stand in its files."""
    return rows_of(read_sheets(folder, show))


def add_facts(folder: Path, facts: Iterable[tuple[str, str, Values]], held: Rows) -> None:
    """Add rows (kind, id, cells) that `held` lacks, and take their clauses out of `read.csv`. Raises OSError."""
    new: dict[str, list[dict[str, str]]] = defaultdict(list)
    for kind, id_, values in facts:
        if id_ not in held.get(kind, {}):
            new[kind].append({**values, "id": id_})
            held.setdefault(kind, {})[id_] = dict(values)
    for kind, rows in new.items():
        path = folder / f"{kind}.csv"
        _widen(path, kind, {name for row in rows for name, cell in row.items() if cell})
        append_rows(path, columns_of(FACT_KINDS[kind]), rows)
    if clauses := {row["clause"] for rows in new.values() for row in rows} & clauses_in(folder / READ).keys():
        drop_rows(folder / READ, "clause", clauses)


def drop_facts(folder: Path, ids: Collection[str], held: Rows) -> None:
    """Take rows out by id. A read clause that is left without facts is unread again. Raises OSError."""
    clauses = set()
    for kind, rows in held.items():
        if found := ids & rows.keys():
            drop_rows(folder / f"{kind}.csv", "id", found)
            clauses |= {rows.pop(id_)["clause"] for id_ in found}
    holding = {row["clause"] for rows in held.values() for row in rows.values()}
    add_clauses(folder, UNREAD, dict.fromkeys(clauses - holding - clauses_in(folder / READ).keys(), ""))


def clauses_in(path: Path) -> dict[str, str]:
    """Clause -> reason, as `read.csv` or `unread.csv` has it."""
    rows, _ = read_rows(path, _CLAUSE, optional_columns(ReadClause)) if path.exists() else ([], [])
    return {row.cells["clause"]: row.cells["reason"] for row in rows}


def add_clauses(folder: Path, name: str, reasons: Mapping[str, str]) -> None:
    """Add clauses to `read.csv` or `unread.csv` that it lacks. Raises OSError."""
    held = clauses_in(folder / name)
    rows = [{"clause": clause, "reason": reason or UNDECIDED} for clause, reason in reasons.items() if clause not in held]
    if rows:
        append_rows(folder / name, _CLAUSE, rows)


def tell_drafted(folder: Path, drafted: Mapping[str, int]) -> None:
    """Say in `unread.csv` in which clauses facts were drafted, and how many. Raises OSError."""
    columns = [*_CLAUSE, "drafts"]
    rows, issues = read_rows(folder / UNREAD, _CLAUSE, optional_columns(ReadClause))
    told = [{**row.cells, "drafts": str(drafted.get(row.cells["clause"], ""))} for row in rows]
    if not issues and told != [row.cells for row in rows]:
        write_rows(folder / UNREAD, list(dict.fromkeys([*rows[0].cells, *columns])), told)


UNDECIDED = "待审阅"
"""Why a clause stands in `unread.csv`: it is still to be reviewed."""
WITHOUT_FACTS = "已审阅，无事实"
"""Why a clause stands in `read.csv` where the reviewer gave no reason."""


def mark_read(folder: Path, clause: str, reason: str, held: Rows) -> None:
    """A clause is read: it leaves `unread.csv`, and stands in `read.csv` where it has no fact. Raises OSError."""
    if not any(row["clause"] == clause for rows in held.values() for row in rows.values()):
        add_clauses(folder, READ, {clause: reason or WITHOUT_FACTS})
    if clause in clauses_in(folder / UNREAD):
        drop_rows(folder / UNREAD, "clause", {clause})


def mark_unread(folder: Path, clause: str) -> None:
    """A clause is to be read again. Raises OSError."""
    if clause in clauses_in(folder / READ):
        drop_rows(folder / READ, "clause", {clause})
    add_clauses(folder, UNREAD, {clause: ""})


def _filled(row: Row) -> dict[str, str]:
    return {name: cell for name, cell in row.cells.items() if cell and name != "id"}


def _widen(path: Path, kind: str, filled: Collection[str]) -> None:
    """Give the file of a kind the optional columns that are to be filled."""
    model = FACT_KINDS[kind]
    rows, issues = read_rows(path, columns_of(model), optional_columns(model))
    header = list(rows[0].cells) if rows else columns_of(model)
    if issues or not (lacking := [name for name in optional_columns(model) if name in filled and name not in header]):
        return
    write_rows(path, [*header, *lacking], [row.cells for row in rows])
