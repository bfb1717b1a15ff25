"""What may stand in a column that refers to something: entries of the registry, proposed ones among them, and facts of the clause."""

from __future__ import annotations

from kg.i18n import Language
from kg.review.readings import reading
from kg.review.state import ReviewState

MOST = 400
"""So many entries of a kind are offered."""


def entry_choices(kind: str, state: ReviewState) -> dict[str, str]:
    """Id -> name of entries of a kind: proposed ones, then those of the document's place and those around it, then others."""
    proposed = {one.id: one.name for one in state.kept.entries if one.kind == kind and one.id not in state.outcomes.entries}
    places = {place: rank for rank, place in enumerate(state.registry.around(state.head.place))}
    held = sorted(state.registry.entries[kind].items(), key=lambda item: places.get(item[0][:6], len(places)))
    names = proposed | {id_: entry.name for id_, entry in held}
    return dict(list(names.items())[:MOST])


def fact_choices(kind: str, clause: str, state: ReviewState, language: Language | None = None) -> dict[str, str]:
    """Id -> reading of the facts of a kind and a clause that are decided and have an id."""
    rows = state.rows[kind].items()
    return {id_: reading(kind, row, state, language) for id_, row in rows if row["clause"] == clause}
