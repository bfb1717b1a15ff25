"""Rows of the old version that hold for the new one: their clause found anew, what they refer to named anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.i18n import Message, message
from kg.loaders.csvfile import Row
from kg.loaders.evidence import ParsedSource
from kg.loaders.ids import FactId
from kg.loaders.sheets import Sheet
from kg.model.facts import FACT_KINDS
from kg.model.fields import ClauseRef, FactRef, marker
from kg.watch.clause_matches import ClauseMatches


@dataclass(frozen=True)
class Left:
    """What is not carried over: the id of a fact or a key of the head, the clause of the old version, and why."""

    what: str
    clause: str | None
    reason: Message | str


@dataclass
class CarriedRow:
    """A row of the old version with its clause in the new one."""

    kind: str
    old: Row
    clause: str
    cells: dict[str, str] = field(default_factory=dict)
    """As they are written for the new version; filled by `renamed`."""

    @property
    def old_id(self) -> str:
        return self.old.cells["id"]

    @property
    def new_id(self) -> str:
        return self.cells["id"]


def placed_rows(sheets: Mapping[str, Sheet], matches: ClauseMatches, new: ParsedSource) -> tuple[list[CarriedRow], list[Left]]:
    """The rows whose quote stands once in the clause that theirs became, else in exactly one place of the new text."""
    carried, left = [], []
    for kind, sheet in sheets.items():
        for row in sheet.rows:
            clause, reason = _clause(row.cells["quote"], matches.of(row.cells["clause"]), new)
            if clause:
                carried.append(CarriedRow(kind, row, clause))
            elif reason:
                left.append(Left(row.cells["id"] or row.cells["quote"], row.cells["clause"], reason))
    return carried, left


def _clause(quote: str, expected: str | None, new: ParsedSource) -> tuple[str | None, Message | None]:
    everywhere = new.normalised.find(quote, [(0, len(new.text))])
    own = [
        span
        for span in everywhere
        if expected and any(start <= span[0] and span[1] <= end for start, end in new.tree.clauses[expected].own)
    ]
    if len(own) == 1:
        return expected, None
    if len(everywhere) == 1:
        return new.clause_at(everywhere[0][0]), None
    if not everywhere:
        return None, message("watch.left.words_gone")
    return None, message("watch.left.words_elsewhere", clauses=sorted({new.clause_at(start) for start, _ in everywhere}))


def renamed(rows: list[CarriedRow], document: str, matches: ClauseMatches) -> None:
    """Give the rows their ids in `document`, and name anew what they refer to.

    A number stays where the clause's path did, so that `a4/tasks/2` of the old version is `a4/tasks/2` of the new one.
    """
    ids = dict(_new_ids(rows, document))
    new_ids = {row.old_id: ids[id(row)] for row in rows if row.old_id}
    for row in rows:
        model = FACT_KINDS[row.kind]
        row.cells = {**row.old.cells, "id": ids[id(row)], "clause": row.clause}
        for name in model.own_fields():
            value = row.cells.get(name)
            if value and marker(model, name, FactRef):
                row.cells[name] = new_ids.get(value, value)
            elif value and marker(model, name, ClauseRef):
                row.cells[name] = new_ids.get(value) or matches.of(value) or value


def _new_ids(rows: list[CarriedRow], document: str) -> Iterator[tuple[int, str]]:
    taken: dict[tuple[str, str], set[int]] = defaultdict(set)
    moved = []
    for row in rows:
        old = FactId.parse(row.old_id)
        if old and old.clause == row.clause and old.number not in taken[row.clause, row.kind]:
            taken[row.clause, row.kind].add(old.number)
            yield id(row), str(FactId(document, row.clause, row.kind, old.number))
        else:
            moved.append(row)
    for row in moved:
        number = max(taken[row.clause, row.kind], default=0) + 1
        taken[row.clause, row.kind].add(number)
        yield id(row), str(FactId(document, row.clause, row.kind, number))
