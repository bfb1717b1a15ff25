"""Which clauses of a document were read: those with facts, those of `read.csv`, and those of `unread.csv` that are still to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataIssue, nearest, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import columns_of, validated
from kg.model.document import ReadClause
from kg.model.records import Coverage

READ, UNREAD, CARRIED = "read.csv", "unread.csv", "carried.csv"
"""`carried.csv` is the record of what became of the facts of the version before, written once by `kg watch --take` and not read."""


@dataclass(frozen=True)
class Reading:
    """Clause -> why it holds no fact, and clause -> why it is still to be read."""

    empty: Mapping[str, str]
    unread: Mapping[str, str]
    later: Mapping[str, str] = field(default_factory=dict)
    """Clause -> the later version of the document that has its facts."""
    drafted: Collection[str] = ()
    """The clauses still to be read in which facts were drafted."""

    def of(self, clause: str) -> tuple[str | None, str | None]:
        """The code of a clause in `ontology/vocab/reading.ttl`, and why."""
        if clause in self.empty:
            return "empty", self.empty[clause]
        return ("later_version", self.later[clause]) if clause in self.later else (None, None)


def coverage_of(clause: str, reading: Reading | None) -> Coverage:
    """Whether a person reviewed a clause. `reading` is None of a document whose rows are not published: nobody read it."""
    if reading is None or (clause in reading.unread and clause not in reading.drafted):
        return "unread"
    return "drafted" if clause in reading.unread else "reviewed"


def load_reading(folder: Path, clauses: Collection[str], show: Path) -> tuple[Reading, list[DataIssue]]:
    """What the two files say of `clauses`. `unread.csv` need not be there. No clause stands in both."""
    empty, problems = _rows(folder / READ, clauses, (), show)
    unread, faults = _rows(folder / UNREAD, clauses, empty, show) if (folder / UNREAD).exists() else ({}, [])
    drafted = {clause for clause, row in unread.items() if row.drafts}
    return Reading(_reasons(empty), _reasons(unread), drafted=drafted), problems + faults


def _reasons(rows: Mapping[str, ReadClause]) -> dict[str, str]:
    return {clause: row.reason for clause, row in rows.items()}


def _rows(path: Path, clauses: Collection[str], told: Collection[str], show: Path) -> tuple[dict[str, ReadClause], list[DataIssue]]:
    file = str(path.relative_to(show))
    rows, problems = read_rows(path, columns_of(ReadClause), ["note", *(["drafts"] if path.name == UNREAD else [])], file)
    found: dict[str, ReadClause] = {}
    for row in rows:
        record, faults = validated(ReadClause, {k: v for k, v in row.cells.items() if k != "note"}, file, row.line)
        problems += faults
        if record is None:
            continue
        if record.clause not in clauses:
            expected, near = message("issues.expected.clause"), nearest(record.clause, clauses)
            problems.append(DataIssue(file, row.line, "clause", shown(record.clause), expected, near))
        elif record.clause in found or record.clause in told:
            problems.append(DataIssue(file, row.line, "clause", shown(record.clause), message("issues.expected.clause_once")))
        found.setdefault(record.clause, record)
    return found, problems


def unaccounted(folder: Path, clauses: Iterable[str], holding: Collection[str], reading: Reading, show: Path) -> Iterator[DataIssue]:
    """A clause with facts (`holding`) is not empty; a clause without must have been read, or be named as one still to be read."""
    file = str((folder / READ).relative_to(show))
    without, accounted = message("issues.expected.without_facts"), message("issues.expected.accounted_for")
    for path in reading.empty:
        if path in holding:
            yield DataIssue(file, None, "clause", message("issues.found.holds_facts", clause=path), without)
    for path in clauses:
        if path not in holding and path not in reading.empty and path not in reading.unread:
            yield DataIssue(file, None, "clause", message("issues.found.holds_none", clause=path), accounted)
