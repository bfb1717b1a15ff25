"""Which rows a decision gives: its own, and those of accepted drafts that waited for it."""

from __future__ import annotations

from dataclasses import replace

from kg.curation.ids import next_ids
from kg.model.facts import CategoryUse, Task
from kg.review.model import ENTRY_ACTIONS, Decision, Settled
from kg.review.needs import Resolved, with_ids
from kg.review.state import ReviewState


def with_rows(decision: Decision, state: ReviewState) -> Decision:
    """The decision with an id for each row that needs nothing more. `ids.csv` has them when it returns.

    An offer gets its row before its conditions, a category use before the offers that rest on it, so rows are given in rounds.
    """
    if decision.action == "undo":
        return decision
    resolved = _resolved(decision, state)
    rejected = [one for one in decision.settled if decision.action in ("reject", "reject_entry")]
    pending = [one for one in decision.settled if one not in rejected] + _waiting(state, {one.draft for one in decision.settled})
    done: list[Settled] = []
    while ready := [one for one in pending if not state.needs(one.kind, one.decided, resolved)]:
        ready = [replace(one, decided=with_ids(one.decided, resolved.ids)) for one in ready]
        ids = next_ids(state.folder, state.data.parent, [(one.kind, one.decided) for one in ready], state.remembered)
        ready = [replace(one, fact=id_) for one, id_ in zip(ready, ids, strict=True)]
        resolved = _with(resolved, ready)
        done += ready
        pending = [one for one in pending if one.draft not in {other.draft for other in ready}]
    return replace(decision, settled=(*rejected, *done, *(one for one in pending if not one.released)))


def _resolved(decision: Decision, state: ReviewState) -> Resolved:
    ids = dict(state.resolved.ids)
    if decision.action in ENTRY_ACTIONS:
        ids[decision.subject] = decision.entry.get("id", "")
    if decision.action in ("reject", "reject_entry"):
        ids |= {one.draft: "" for one in decision.settled}
    return replace(state.resolved, ids=ids)


def _waiting(state: ReviewState, decided: set[str]) -> list[Settled]:
    outcomes = ((draft, state.outcome(draft.id)) for draft in state.kept.drafts if draft.id not in decided)
    return [
        Settled(draft.id, draft.kind, draft.values, outcome.decided, origin=draft.origin, released=True)
        for draft, outcome in outcomes
        if outcome.status == "waiting"
    ]


def _with(resolved: Resolved, rows: list[Settled]) -> Resolved:
    """What is decided when these rows are there."""
    uses = {(one.decided["clause"], one.decided["category"]) for one in rows if one.kind == CategoryUse.declared.name}
    tasks = {one.decided["clause"] for one in rows if one.kind == Task.declared.name}
    ids = {**resolved.ids, **{one.draft: one.fact for one in rows if one.draft}}
    return Resolved(ids, resolved.uses | uses, resolved.tasks | tasks)
