"""Ids of facts, `<document>/<clause>/<kind>/<n>`, and `ids.csv`, the list of every id that a document ever gave.

Lines are added to the list and never taken out, so git may merge it by union (`.gitattributes`). An id that two branches gave stands in
two lines then, because each line has the digest of the row that got the id.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.csvfile import Row, read_rows
from kg.model.facts import CLAUSE_PATH, FACT_KINDS

IDS = "ids.csv"
ID_COLUMNS = ["id", "digest", "quote"]
_OLDER_COLUMNS = ["clause", "kind", "last"]
"""What older programs kept: the last number given, by clause and kind."""
_LONGEST_QUOTE = 40
_CLAUSE = CLAUSE_PATH.strip("^$")
_ID = re.compile(rf"(?P<document>[^/]+)/(?P<clause>{_CLAUSE})/(?P<kind>[a-z_]+)/(?P<number>[1-9][0-9]*)")


def is_clause(text: str) -> bool:
    return re.fullmatch(_CLAUSE, text) is not None


@dataclass(frozen=True, order=True)
class FactId:
    document: str
    clause: str
    kind: str
    number: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        match = _ID.fullmatch(text)
        return cls(match["document"], match["clause"], match["kind"], int(match["number"])) if match else None

    def __str__(self) -> str:
        return f"{self.document}/{self.clause}/{self.kind}/{self.number}"


@dataclass(frozen=True)
class GivenId:
    """A line of `ids.csv`: an id and the row that got it, as that row was then. Digest and quote are empty where that is not known."""

    id: FactId
    digest: str = ""
    quote: str = ""
    line: int = field(default=0, compare=False)

    @classmethod
    def to(cls, id_: FactId, cells: Mapping[str, str]) -> Self:
        return cls(id_, digest(cells), cells["quote"][:_LONGEST_QUOTE])


def digest(cells: Mapping[str, str]) -> str:
    """The begin of the SHA-256 of a row's cells, without id and note. The prefix keeps a spreadsheet from reading a number."""
    content = sorted((column, value) for column, value in cells.items() if value and column not in ("id", "note"))
    return "sha256:" + hashlib.sha256(repr(content).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class GivenIds:
    """`ids.csv` of a document.

    `issues` are for the curator to mend, `outdated` are those that `kg curate ids` mends.
    `older`: the file has the columns of older programs, and each number up to the last counts as given.
    """

    file: str
    exists: bool = True
    older: bool = False
    lines: list[GivenId] = field(default_factory=list)
    issues: list[DataIssue] = field(default_factory=list)
    outdated: list[DataIssue] = field(default_factory=list)


def read_ids(folder: Path, show: Path) -> GivenIds:
    """The ids that the document of `folder` ever gave. Names of files are relative to `show`."""
    path = folder / IDS
    file = str(path.relative_to(show))
    if not path.is_file():
        return GivenIds(file, exists=False)
    older, faults = read_rows(path, _OLDER_COLUMNS)
    return _read_older(file, folder.name, older) if not faults else _read(file, folder.name, *read_rows(path, ID_COLUMNS, file=file))


def _read(file: str, document: str, rows: list[Row], issues: list[DataIssue]) -> GivenIds:
    lines: dict[GivenId, int] = {}
    outdated = []
    for row in rows:
        id_ = FactId.parse(row.cells["id"])
        if id_ is None or id_.document != document or id_.kind not in FACT_KINDS:
            expected = message("issues.expected.id_form", document=document)
            issues.append(DataIssue(file, row.line, "id", shown(row.cells["id"]), expected))
            continue
        line = GivenId(id_, row.cells["digest"], row.cells["quote"], row.line)
        if line in lines:
            expected = message("issues.expected.line_once", row=lines[line])
            outdated.append(DataIssue(file, row.line, "id", message("issues.found.again", value=str(id_)), expected))
        lines.setdefault(line, row.line)
    return GivenIds(file, lines=list(lines), issues=issues, outdated=outdated)


def _read_older(file: str, document: str, rows: list[Row]) -> GivenIds:
    newer = message("issues.expected.newer_columns", columns=ID_COLUMNS)
    issues, outdated = [], [DataIssue(file, 1, None, message("issues.found.older_columns"), newer)]
    last: dict[tuple[str, str], int] = {}
    for row in rows:
        clause, kind, number = (row.cells[column] for column in _OLDER_COLUMNS)
        if not re.fullmatch("[1-9][0-9]{0,4}", number):
            issues.append(DataIssue(file, row.line, "last", shown(number), message("issues.expected.whole_number")))
        elif kind not in FACT_KINDS or not is_clause(clause):
            issues.append(DataIssue(file, row.line, None, shown(f"{clause}, {kind}"), message("issues.expected.clause_and_kind")))
        else:
            if (clause, kind) in last:
                found = message("issues.found.again", value=shown(f"{clause}, {kind}"))
                outdated.append(DataIssue(file, row.line, None, found, message("issues.expected.clause_and_kind_once")))
            last[clause, kind] = max(last.get((clause, kind), 0), int(number))
    lines = [GivenId(FactId(document, *key, number)) for key, highest in last.items() for number in range(1, highest + 1)]
    return GivenIds(file, older=True, lines=lines, issues=issues, outdated=outdated)
