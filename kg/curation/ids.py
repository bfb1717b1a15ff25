"""Ids for new rows. An id is given once and never again, whatever became of its row.

The next number of a clause and kind follows the highest that its rows have, that `ids.csv` lists, or that git remembers of any branch.
`ids.csv` is written before the rows, so a run that is cut off may leave numbers unused and gives none twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.curation.files import fill_cells, write_rows
from kg.curation.history import ids_in_history
from kg.curation.lock import giving_ids
from kg.errors import DataIssue, InvalidData
from kg.i18n import Message, message, text
from kg.loaders.csvfile import Row
from kg.loaders.documents import document_folders
from kg.loaders.id_issues import ids_given_twice
from kg.loaders.ids import ID_COLUMNS, IDS, FactId, GivenId, GivenIds, is_clause, read_ids
from kg.loaders.sheets import Sheet, read_sheets


@dataclass(frozen=True)
class _Plan:
    """What is to be written for a document: the lines of its `ids.csv`, and ids by file and row. `notice` says what else was done."""

    file: Path
    lines: list[GivenId]
    ids: dict[Path, dict[int, str]]
    notice: Message | None


class _Numbers:
    """The next number of each clause and kind of a document, after those of the ids that are known."""

    def __init__(self, document: str, known: Iterable[FactId]) -> None:
        self._document = document
        self._last: Counter[tuple[str, str]] = Counter()
        for id_ in known:
            self._last[id_.clause, id_.kind] = max(self._last[id_.clause, id_.kind], id_.number)

    def give(self, kind: str, cells: Mapping[str, str]) -> GivenId:
        """The line of `ids.csv` of a new row."""
        key = cells["clause"], kind
        self._last[key] += 1
        return GivenId.to(FactId(self._document, *key, self._last[key]), cells)


def give_ids(data: Path, wait: float = 5.0, tell: Callable[[str], None] = lambda _: None) -> dict[str, int]:
    """Fill the empty ids of every document and bring its `ids.csv` up to date. Returns how many ids by file.

    Waits up to `wait` seconds for another run. `tell` gets a sentence for each `ids.csv` that was made or mended.
    All files are read before one is written. Raises InvalidData where one is faulty or an id was given twice, CurationInProgress, OSError.
    """
    given: dict[str, int] = {}
    plans: list[_Plan] = []
    issues: list[DataIssue] = []
    with giving_ids(data, wait):
        for folder in document_folders(data):
            plan, faults = _plan(folder, data.parent)
            plans += [plan] if plan else []
            issues += faults
        if issues:
            raise InvalidData(issues)
        for plan in plans:
            write_ids(plan.file, plan.lines)
            for path, ids in plan.ids.items():
                fill_cells(path, "id", ids)
                given[str(path.relative_to(data.parent))] = len(ids)
            if plan.notice:
                tell(text("curation.ids_mended", file=plan.file.relative_to(data.parent), notice=plan.notice))
    return given


def next_ids(folder: Path, show: Path, rows: Sequence[tuple[str, Mapping[str, str]]], remembered: Collection[FactId]) -> list[str]:
    """Ids for rows, each a kind and its cells, that are about to be added; `ids.csv` lists them when it returns. Call it within the lock.

    remembered: the ids that git knows. Raises InvalidData where `ids.csv` is faulty, OSError.
    """
    listed = read_ids(folder, show)
    if listed.issues or listed.older:
        raise InvalidData([*listed.issues, *listed.outdated])
    sheets = [sheet for sheet in read_sheets(folder, show).values() if sheet.path.is_file()]
    taken = _taken(((sheet, row) for sheet in sheets for row in sheet.rows), folder.name)
    known = {line.id for line in listed.lines}
    lost = [GivenId.to(id_, taken[id_].cells) for id_ in taken.keys() - known]
    numbers = _Numbers(folder.name, {*known, *taken, *remembered})
    given = [numbers.give(kind, cells) for kind, cells in rows]
    write_ids(folder / IDS, [*listed.lines, *lost, *given])
    return [str(line.id) for line in given]


def write_ids(path: Path, lines: Iterable[GivenId]) -> None:
    """Write `ids.csv`, its lines in order. Raises OSError."""
    ordered = sorted(lines, key=lambda line: line.id)
    write_rows(path, ID_COLUMNS, [{"id": str(line.id), "digest": line.digest, "quote": line.quote} for line in ordered])


def _plan(folder: Path, show: Path) -> tuple[_Plan | None, list[DataIssue]]:
    """What to write for a document, or None, and what stands against it."""
    sheets = [sheet for sheet in read_sheets(folder, show).values() if sheet.path.is_file()]
    listed = read_ids(folder, show)
    rows = [(sheet, row) for sheet in sheets for row in sheet.rows]
    issues = [*(issue for sheet in sheets for issue in sheet.issues), *listed.issues]
    issues = issues or list(ids_given_twice([(sheet, row) for sheet, row in rows if row.cells["id"]], listed.file, listed.lines))
    new = [(sheet, row) for sheet, row in rows if not row.cells["id"] and is_clause(row.cells["clause"])]
    taken = _taken(rows, folder.name)
    lost = taken.keys() - {line.id for line in listed.lines}
    if issues or not (new or lost or listed.outdated):
        return None, issues
    remembered = ids_in_history(folder)
    lines = [*listed.lines, *(GivenId.to(id_, taken[id_].cells) for id_ in lost)]
    if not listed.exists or listed.older:
        lines = _with_rows(lines, remembered or set(), taken)
    numbers = _Numbers(folder.name, {line.id for line in lines} | (remembered or set()))
    ids: dict[Path, dict[int, str]] = defaultdict(dict)
    for sheet, row in new:
        line = numbers.give(sheet.kind, row.cells)
        lines.append(line)
        ids[sheet.path][row.line] = str(line.id)
    return _Plan(folder / IDS, lines, ids, _notice(listed, len(lost), remembered is not None)), []


def _taken(rows: Iterable[tuple[Sheet, Row]], document: str) -> dict[FactId, Row]:
    """The ids that rows of the document have."""
    parsed = {FactId.parse(row.cells["id"]): row for _, row in rows}
    return {id_: row for id_, row in parsed.items() if id_ and id_.document == document}


def _with_rows(lines: list[GivenId], remembered: set[FactId], taken: dict[FactId, Row]) -> list[GivenId]:
    """The lines and the ids that git remembers, each with its row where there still is one."""
    ids = {line.id for line in lines} | remembered
    return [GivenId.to(id_, taken[id_].cells) if id_ in taken else GivenId(id_) for id_ in ids]


def _notice(listed: GivenIds, lost: int, git: bool) -> Message | None:
    if listed.older or listed.outdated:
        return message("curation.ids_up_to_date")
    if listed.exists:
        return message("curation.ids_added", count=lost) if lost else None
    return message("curation.ids_made_with_history") if git else message("curation.ids_made")
