"""Drafts that say what was decided before: made anew under another id, or entered by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from kg.model.facts import FACT_KINDS
from kg.model.fields import MayBeMissing, marker
from kg.review.model import Decision, DraftRow, Outcome, Values
from kg.review.needs import with_ids
from kg.review.outcomes import Outcomes
from kg.review.rows import Rows
from kg.text.quotes import without_whitespace


def same_as_before(drafts: Iterable[DraftRow], decisions: Iterable[Decision], outcomes: Outcomes, rows: Rows) -> dict[str, Outcome]:
    """Draft -> its outcome, of those that no decision names but that say, by the same words, what a decided draft or a row says."""
    ids = {**outcomes.entries, **outcomes.facts()}
    held: dict[Hashable, list[tuple[str, Outcome]]] = defaultdict(list)
    for kind, of_kind in rows.items():
        for id_, row in of_kind.items():
            held[_says(kind, row)].append((row["quote"], Outcome("accepted", kind, row, id_)))
    for decision in decisions:
        for settled in decision.settled if decision.number not in outcomes.undone else ():
            if settled.draft in outcomes.drafts:
                says = _says(settled.kind, with_ids(settled.drafted, ids))
                held[says].append((settled.drafted["quote"], outcomes.drafts[settled.draft]))
    found: dict[str, Outcome] = {}
    for _ in range(2):  # an offer before its conditions
        for draft in drafts:
            if draft.id not in outcomes.drafts:
                values = with_ids(draft.values, ids)
                alike = (outcome for quote, outcome in held[_says(draft.kind, values)] if _overlap(quote, values["quote"]))
                if outcome := next(alike, None):
                    found[draft.id] = outcome
                    ids[draft.id] = outcome.fact
    return found


def _overlap(one: str, other: str) -> bool:
    return without_whitespace(one) in without_whitespace(other) or without_whitespace(other) in without_whitespace(one)


def _says(kind: str, values: Values) -> Hashable:
    """What a row says, whatever words it rests on."""
    names = [name for name in FACT_KINDS[kind].own_fields() if not marker(FACT_KINDS[kind], name, MayBeMissing)]
    return kind, values["clause"], tuple(values.get(name, "") for name in names)
