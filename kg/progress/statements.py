"""Rows of a ledger -> what they state that was not known: one statement a task, target or offer, and the doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.errors import nearest
from kg.export.cells import escape_formula
from kg.export.ledger.rows import FACT_INPUT, INPUT, PAID, REACHED
from kg.i18n import message
from kg.progress.dates import read_due
from kg.progress.doubts import Doubt
from kg.progress.known import Known
from kg.progress.sheets import LedgerRow
from kg.progress.vocabulary import contradiction, folded, state_named

DUE, STATE, OWNER, TEXT, REMARK = INPUT
_CLOSED = ("done", "cancelled")
_WAN = Decimal(10_000)
_OFFICIAL = ("任务", "依据（文号·条款·原文）")
Stated = dict[str, Any]
"""Column of `ProgressEntry` -> value."""


class Reader:
    """Reads the rows of one ledger. `doubts` grow as it reads."""

    def __init__(self, known: Known, entered: date) -> None:
        self.known, self.entered = known, entered
        self.doubts: list[Doubt] = []
        self._titles = {folded(entry.title): id_ for id_, entry in known.tasks.items()}

    def statements(self, rows: Iterable[LedgerRow]) -> dict[str, Stated]:
        """Id -> what is stated of it and was not said before."""
        of_id: dict[str, list[tuple[LedgerRow, Stated]]] = defaultdict(list)
        for row in rows:
            if self._is_known(row):
                of_id[row.id].append((row, self._stated(row)))
        found = {id_: self._merged(id_, stated) for id_, stated in of_id.items()}
        return {id_: new for id_, stated in found.items() if (new := self._new(id_, stated))}

    def _is_known(self, row: LedgerRow) -> bool:
        """Whether the row is about a thing of the graph, and about the one that its words are of."""
        known: Any = self.known.facts if row.of_fact else self.known.tasks
        filled = [column for column in (FACT_INPUT if row.of_fact else INPUT) if column in row.cells]
        if row.id in known:
            return row.of_fact or self._fits(row, filled)
        if not filled and not row.id:
            return False
        close = nearest(row.id, known) if row.id else None
        why = message("ledger.doubt.id_unknown", nearest=close or "—") if row.id else message("ledger.doubt.id_missing")
        if filled:
            self.doubts += [row.doubt(column, why) for column in filled]
        else:
            self.doubts.append(Doubt(row.sheet, f"A{row.row}", row.id, row.id, why))
        return False

    def _fits(self, row: LedgerRow, filled: Sequence[str]) -> bool:
        entry = self.known.tasks[row.id]
        title = folded(row.cells.get("任务", "")).removeprefix("'")
        other = self._titles.get(title)
        if title and other not in (None, row.id) and title != folded(entry.title):
            self.doubts += [row.doubt(column, message("ledger.doubt.row_shifted", title=entry.title, other=other)) for column in filled]
            return False
        for column, words in zip(_OFFICIAL, (entry.title, entry.basis), strict=True):
            if column in row.cells and folded(row.cells[column]).removeprefix("'") != folded(words).removeprefix("'"):
                self.doubts.append(row.doubt(column, message("ledger.doubt.words_edited", official=words.split("\n")[0]), taken=True))
        return True

    def _stated(self, row: LedgerRow) -> Stated:
        if row.of_fact:
            return dict(self._amounts(row))
        stated: Stated = {}
        if DUE in row.cells:
            due = read_due(row.cells[DUE], self.entered)
            if due is None:
                self.doubts.append(row.doubt(DUE, message("ledger.doubt.due_unreadable")))
            else:
                before = str(self.known.said.get(row.id, {}).get("due"))
                repeated = due.assumed and before[4:] == due.value[4:]  # a file taken in again later puts no day off by a year
                stated["due"] = before if repeated else due.value
                if due.assumed and not repeated:
                    self.doubts.append(row.doubt(DUE, message("ledger.doubt.due_assumed", due=due.value), taken=True))
        if OWNER in row.cells:
            stated["owner"] = _words(row.cells[OWNER])
        said = [_words(row.cells[TEXT])] if TEXT in row.cells else []
        if REMARK in row.cells:
            said.append(f"（备注：{_words(row.cells[REMARK])}）")
        if said:
            stated["text"] = "".join(said)
        if STATE in row.cells:
            stated |= self._state(row, stated.get("text", ""))
        return stated

    def _state(self, row: LedgerRow, text: str) -> Stated:
        state = state_named(row.cells[STATE])
        before = self.known.said.get(row.id, {}).get("state")
        against = contradiction(state, text) if state else None
        if state is None:
            self.doubts.append(row.doubt(STATE, message("ledger.doubt.state_unreadable")))
        elif against:
            self.doubts.append(row.doubt(STATE, message("ledger.doubt.state_contradicts", words=against)))
        elif before in _CLOSED and state not in _CLOSED:
            self.doubts.append(row.doubt(STATE, message("ledger.doubt.state_back")))
        else:
            return {"state": state}
        return {}

    def _amounts(self, row: LedgerRow) -> Iterator[tuple[str, Decimal]]:
        for column, name, table in ((REACHED, "reached", "/targets/"), (PAID, "paid", "/funding/")):
            if column not in row.cells:
                continue
            number = _number(row.cells[column])
            if number is None:
                self.doubts.append(row.doubt(column, message("ledger.doubt.number_unreadable")))
            elif table not in row.id:
                self.doubts.append(row.doubt(column, message("ledger.doubt.wrong_kind")))
            else:
                yield name, number * _WAN if name == "paid" else number

    def _merged(self, id_: str, rows: Sequence[tuple[LedgerRow, Stated]]) -> Stated:
        """What several rows of one thing state together. Where they differ, text is kept side by side, anything else not taken.

        A cell that repeats what was said before gives way to one that says something new.
        """
        before = self._before(id_)
        merged: Stated = {}
        for name in dict.fromkeys(name for _, stated in rows for name in stated):
            stating = [(row, stated[name]) for row, stated in rows if name in stated]
            new = [(row, value) for row, value in stating if value != before.get(name)] or stating
            values = list(dict.fromkeys(value for _, value in new))
            if len(values) == 1:
                merged[name] = values[0]
            elif name in ("text", "owner"):
                first = {value: row for row, value in reversed(new)}
                merged[name] = "；".join(f"{first[value].sheet}：{value}" for value in values)
            else:
                self.doubts += [Doubt(row.sheet, str(row.row), id_, str(value), message("ledger.doubt.differs")) for row, value in new]
        return merged

    def _before(self, id_: str) -> Stated:
        """What was said before; where nobody named a day, that of the text."""
        said = dict(self.known.said.get(id_, {}))
        entry = self.known.tasks.get(id_)
        if entry and entry.due and "due" not in said:
            said["due"] = entry.due
        return said

    def _new(self, id_: str, stated: Stated) -> Stated:
        before = self._before(id_)
        return {name: value for name, value in stated.items() if value != before.get(name)}


def _words(value: object) -> str:
    """Words of a cell; what would be a formula has an apostrophe before it, since the files are opened in Excel."""
    if hasattr(value, "isoformat"):
        return str(value)[:10]
    return escape_formula(str(value).strip())


def _number(value: object) -> Decimal | None:
    """A number, with separators of thousands; None where the cell holds words too."""
    try:
        number = Decimal(folded(value).replace(",", "").removesuffix("万元"))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None
