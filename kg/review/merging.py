"""Reviews of two branches that git merged: what does not go together is settled, nothing that somebody decided is lost.

Rows and decisions of both branches stand in the files then (`merge=union` in `.gitattributes`). Of a fact that both accepted one row
stays. Where both gave one id to two facts, the first keeps it, and the other is accepted anew by the decision that it had. A clause that
one of them read is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from kg.curation.files import write_rows
from kg.curation.ids import write_ids
from kg.errors import shown
from kg.i18n import Message, message
from kg.loaders.csvfile import read_rows
from kg.loaders.documents import document_folders
from kg.loaders.ids import IDS, FactId, GivenId, read_ids
from kg.loaders.reading import READ, UNREAD
from kg.loaders.sheets import read_sheets
from kg.loaders.validation import columns_of, optional_columns
from kg.model.document import ReadClause
from kg.model.fields import LIST_SEPARATOR
from kg.review.journal import append, read_journal
from kg.review.model import Decision, Outcome, Settled, Values
from kg.review.needs import with_ids
from kg.review.outcomes import Double, Outcomes
from kg.review.rows import add_facts, clauses_in, drop_facts, mark_read
from kg.review.settling import with_rows
from kg.review.state import ReviewState


def settle(state: ReviewState) -> None:
    """Bring the files in line with the decisions after a merge. Call it within the lock. Raises InvalidData, OSError."""
    held = {one.fact: one for one in (*state.outcomes.drafts.values(), *state.outcomes.added.values()) if one.fact}
    _settle_rows(state, held)
    _settle_ids(state, held)
    _settle_clauses(state)
    state.read_rows()
    for _, found in groupby(list(state.outcomes.lost()), key=lambda one: one[0]):
        lost = list(found)
        _take_again(lost[0][0], [settled for _, settled in lost], state)


def told_of_data(data: Path) -> Iterator[Message]:
    """The disagreements in all reviews of `data`. Raises BrokenJournal, InvalidData, OSError."""
    for folder in document_folders(data):
        yield from disagreements(Outcomes.of(read_journal(folder).decisions))


def disagreements(outcomes: Outcomes) -> Iterator[Message]:
    """A sentence for each thing that two branches decided otherwise, as long as the first of the two decisions holds."""
    for double in outcomes.doubles:
        first = outcomes.by_number[double.first]
        if not {double.first, double.decision.number} & outcomes.undone and _differ(double, first):
            made, by = message(f"review.action.{first.action}"), message(f"review.action.{double.decision.action}")
            told = {"subject": _named(double), "first": first.by, "made": made, "second": double.decision.by, "at": double.decision.at}
            yield message("review.double", **told, otherwise=by)


def _differ(double: Double, first: Decision) -> bool:
    if double.settled is None:
        return double.decision.entry.get("id", "") != first.entry.get("id", "")
    before = next((one for one in first.settled if one.draft == double.settled.draft), None)
    return before is None or before.decided != double.settled.decided


def _named(double: Double) -> str:
    if double.settled is None:
        return double.decision.subject
    return f"{double.settled.drafted['clause']} {double.settled.kind} {shown(double.settled.drafted['quote'], 40)}"


def _settle_rows(state: ReviewState, held: dict[str, Outcome]) -> None:
    given = {one.fact for decision in state.journal.decisions for one in decision.settled if one.fact}
    found: dict[str, list[Values]] = defaultdict(list)
    for sheet in read_sheets(state.folder, state.data.parent).values():
        for row in sheet.rows:
            found[row.cells["id"]].append({name: cell for name, cell in row.cells.items() if cell and name != "id"})
    again: list[tuple[str, str, Values]] = []
    for fact in given & held.keys():
        if fact in state.outcomes.contested:
            again.append((held[fact].kind, fact, held[fact].decided))
        elif len(found[fact]) > 1 and all(row == found[fact][0] for row in found[fact]):
            again.append((held[fact].kind, fact, found[fact][0]))
    gone = (given - held.keys()) & found.keys()
    drop_facts(state.folder, gone | {fact for _, fact, _ in again}, state.rows)
    add_facts(state.folder, again, state.rows)


def _settle_ids(state: ReviewState, held: dict[str, Outcome]) -> None:
    """Of an id that was given twice, keep the line of the fact that has it."""
    listed = read_ids(state.folder, state.data.parent)
    if not state.outcomes.contested or listed.issues or listed.older:
        return
    contested = {FactId.parse(fact) for fact in state.outcomes.contested}
    kept = {GivenId.to(FactId.parse(fact), held[fact].decided) for fact in state.outcomes.contested & held.keys()}  # type: ignore[arg-type]
    others = [line for line in listed.lines if line.id not in contested]
    first = {line.id: line for line in reversed(listed.lines) if line.id in contested} | {line.id: line for line in kept}
    write_ids(state.folder / IDS, [*others, *first.values()])


def _settle_clauses(state: ReviewState) -> None:
    """Each clause stands once in `read.csv` or `unread.csv`; those that somebody read are read."""
    columns, optional = columns_of(ReadClause), optional_columns(ReadClause)
    holding = {row["clause"] for of_kind in state.rows.values() for row in of_kind.values()}
    for name in (READ, UNREAD):
        rows, _ = read_rows(state.folder / name, columns, optional) if (state.folder / name).exists() else ([], [])
        once = {row.cells["clause"]: row.cells for row in reversed(rows) if name == UNREAD or row.cells["clause"] not in holding}
        if len(once) != len(rows):
            write_rows(state.folder / name, list(rows[0].cells), list(reversed(once.values())))
    for decision in state.journal.decisions:
        if (
            decision.action == "read"
            and decision.number not in state.outcomes.undone
            and decision.subject in clauses_in(state.folder / UNREAD)
        ):
            mark_read(state.folder, decision.subject, decision.note, state.rows)


def _take_again(decision: Decision, lost: Iterable[Settled], state: ReviewState) -> None:
    """Give new ids to facts whose ids went to others, and to those that name them."""
    moved = {one.fact: one.draft for one in lost if one.draft}
    resting = dict(_resting(moved, state))
    settled = [
        replace(one, fact="", released=one.draft in state.outcomes.drafts, decided=with_ids(one.decided, _own(one, moved, state)))
        for one in lost
    ]
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    number, known = state.journal.next_number, len(state.journal.decisions)
    again = replace(decision, number=number, known=known, at=at, settled=(*settled, *resting.values()), withdrawn=tuple(resting))
    again = with_rows(again, state)
    state.add(again, append(state.journal, [again]))


def _resting(moved: Mapping[str, str], state: ReviewState) -> Iterator[tuple[str, Settled]]:
    """Accepted drafts that name a fact whose id went to another, by the id of their row: they are to name their own."""
    for id_, draft in state.drafts.items():
        outcome = state.outcomes.of_draft(id_)
        found = Settled(id_, draft.kind, draft.values, outcome.decided, origin=draft.origin, released=True)
        if outcome.fact and (own := _own(found, moved, state)):
            yield outcome.fact, replace(found, decided=with_ids(found.decided, own))


def _own(settled: Settled, moved: Mapping[str, str], state: ReviewState) -> dict[str, str]:
    """Of facts whose ids went to others, those that the row of a draft names: id -> draft."""
    named = _members(state.drafts[settled.draft].values) if settled.draft in state.drafts else set()
    return {fact: draft for fact, draft in moved.items() if draft in named and fact in _members(settled.decided)}


def _members(values: Values) -> set[str]:
    return {member for cell in values.values() for member in cell.split(LIST_SEPARATOR)}
