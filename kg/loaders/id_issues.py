"""What is wrong with ids: each row has one of its own, and no id was ever given to two facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.csvfile import Row
from kg.loaders.ids import IDS, FactId, GivenId, GivenIds
from kg.loaders.sheets import Sheet

_Entry = tuple[Sheet, Row]


def id_issues(document: str, clauses: Container[str], sheets: Iterable[Sheet], given: GivenIds) -> list[DataIssue]:
    """What is wrong with the ids of a document's rows, and with the list of ids that it gave. `clauses` are those that the text has."""
    entries = [(sheet, row) for sheet in sheets for row in sheet.rows]
    with_id = [(sheet, row) for sheet, row in entries if row.cells["id"]]
    without = [(sheet, row) for sheet, row in entries if not row.cells["id"] and row.cells["clause"] in clauses]
    twice = list(ids_given_twice(with_id, given.file, given.lines))
    told = {(issue.file, issue.row) for issue in twice}
    others = [(sheet, row) for sheet, row in with_id if (sheet.file, row.line) not in told]
    misplaced = [(sheet, row) for sheet, row in others if _is_misplaced(sheet, row, document, clauses)]
    nothing, new = message("issues.found.nothing"), message("issues.expected.new_id")
    return [
        *(DataIssue(sheet.file, row.line, "id", nothing, new) for sheet, row in without),
        *twice,
        *(_misplaced(sheet, row, document, clauses) for sheet, row in misplaced),
        *(given.issues or given.outdated or _unlisted([entry for entry in others if entry not in misplaced], given)),
    ]


def ids_given_twice(entries: Iterable[_Entry], file: str, lines: Iterable[GivenId]) -> Iterator[DataIssue]:
    """Ids of two facts, by the rows that have ids and by the `lines` of ids.csv (`file`): what two branches gave before a merge."""
    conflicting = _conflicting(lines)
    first: dict[str, _Entry] = {}
    shared = set()
    for sheet, row in sorted(entries, key=lambda entry: not _belongs(entry[1], entry[0].kind)):
        id_ = row.cells["id"]
        first_sheet, first_row = first.setdefault(id_, (sheet, row))
        if first_row is not row:
            shared.add(id_)
            places = [line.line for line in conflicting.get(id_, ())]
            line = message("issues.expected.id_of_one_row.line", file=file, rows=places) if places else ""
            expected = message("issues.expected.id_of_one_row", file=first_sheet.file, row=first_row.line, line=line)
            yield DataIssue(sheet.file, row.line, "id", shown(id_, 200), expected)
    for id_, (earlier, *others) in conflicting.items():
        for other in others if id_ not in shared else ():
            found = message("issues.found.given_to", id=shown(id_, 200), quote=shown(other.quote))
            expected = message("issues.expected.id_of_one_line", row=earlier.line, quote=shown(earlier.quote))
            yield DataIssue(file, other.line, "id", found, expected)


def _conflicting(lines: Iterable[GivenId]) -> dict[str, list[GivenId]]:
    """The lines of each id that was given to more than one row. A line that does not know its row says nothing against another."""
    by_id: dict[str, dict[str, GivenId]] = defaultdict(dict)
    for line in lines:
        if line.digest:
            by_id[str(line.id)].setdefault(line.digest, line)
    return {id_: list(of_id.values()) for id_, of_id in by_id.items() if len(of_id) > 1}


def _belongs(row: Row, kind: str) -> bool:
    id_ = FactId.parse(row.cells["id"])
    return id_ is not None and (id_.clause, id_.kind) == (row.cells["clause"], kind)


def _is_misplaced(sheet: Sheet, row: Row, document: str, clauses: Container[str]) -> bool:
    """Whether an id is none of the row's document, clause and kind. Where the clause is unknown, that is the fault."""
    id_ = FactId.parse(row.cells["id"])
    clause = row.cells["clause"]
    return not id_ or (id_.document, id_.kind) != (document, sheet.kind) or (id_.clause != clause and clause in clauses)


def _misplaced(sheet: Sheet, row: Row, document: str, clauses: Container[str]) -> DataIssue:
    clause = row.cells["clause"] if row.cells["clause"] in clauses else message("issues.any_clause")
    expected = message("issues.expected.own_id", document=document, clause=clause, kind=sheet.kind)
    return DataIssue(sheet.file, row.line, "id", shown(row.cells["id"], 200), expected)


def _unlisted(entries: list[_Entry], given: GivenIds) -> Iterator[DataIssue]:
    listed = {str(line.id) for line in given.lines}
    unlisted = [(sheet, row) for sheet, row in entries if row.cells["id"] not in listed]
    if not given.exists and entries:
        yield DataIssue(given.file, None, None, message("issues.found.no_file"), message("issues.expected.list_of_ids"))
    elif 1 < len(unlisted) == len(entries):
        yield DataIssue(given.file, None, "id", message("issues.found.unlisted"), message("issues.expected.all_ids"))
    else:
        for sheet, row in unlisted:
            yield DataIssue(sheet.file, row.line, "id", shown(row.cells["id"], 200), message("issues.expected.listed_id", file=IDS))
