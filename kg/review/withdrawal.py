"""Which rows go when a decision is taken back: those that it gave, and those that rest on them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import CannotDecide
from kg.i18n import message
from kg.model.fields import LIST_SEPARATOR
from kg.review.model import ENTRY_ACTIONS, Decision
from kg.review.needs import with_ids
from kg.review.state import ReviewState


def withdrawn_by(undone: Decision, state: ReviewState) -> tuple[str, ...]:
    """The ids of the rows. Raises CannotDecide where a row that no draft gave, or another document, rests on what would go."""
    gone = {fact for one in undone.settled if (fact := _fact(one.draft, one.fact, state))}
    entry = undone.entry.get("id", "") if undone.action in ENTRY_ACTIONS else ""
    entries = {undone.subject} if entry else set()
    given = {outcome.fact: (draft, outcome) for draft, outcome in state.outcomes.drafts.items() if outcome.fact}
    while True:
        resolved = state.resolved_without(gone, entries)
        before = {fact: given[fact][0] for fact in gone if fact in given} | ({entry: undone.subject} if entry else {})
        resting = {
            fact
            for fact, (_, outcome) in given.items()
            if fact not in gone and state.needs(outcome.kind, with_ids(outcome.decided, before), resolved)
        }
        if not resting:
            break
        gone |= resting
    others = list(_others(gone, entry, state, set(given)))
    if others:
        raise CannotDecide(str(undone.number), message("review.reason.in_use", rows=others[:5]))
    return tuple(sorted(gone))


def _fact(draft: str, fact: str, state: ReviewState) -> str:
    """The row that a draft has now: it may have been given by a later decision."""
    return state.outcomes.of_draft(draft).fact if draft else fact


def _others(gone: set[str], entry: str, state: ReviewState, given: set[str]) -> Iterator[str]:
    """Rows that rest on rows that go or on the entry, and do not go with them."""
    for of_kind in state.rows.values():
        for id_, row in of_kind.items():
            members = {member for cell in row.values() for member in cell.split(LIST_SEPARATOR)}
            if id_ not in gone and (members & gone or (entry in members and id_ not in given)):
                yield id_
    if entry:
        own = state.folder.resolve()
        for path in sorted((state.data / "documents").glob("*/*.csv")):
            if path.parent.resolve() != own and path.name != "ids.csv" and entry.encode() in path.read_bytes():
                yield str(path.relative_to(state.data.parent))
