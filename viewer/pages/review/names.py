"""Names of what the columns of a draft refer to: entries of the registry, proposed ones among them, and codes."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.registry import REGISTRY_KINDS
from kg.review.review import Review
from viewer.i18n import language

MOST = 400
"""So many entries of a kind are offered to choose from."""


def entry_names(review: Review, kind: str) -> dict[str, str]:
    """Id -> name of the entries of a kind, proposed ones first."""
    proposed = {one.id: _name(kind, one.row) for one in review.state.kept.entries if one.kind == kind}
    return proposed | {id_: entry.name for id_, entry in review.state.registry.entries[kind].items()}


def choices(review: Review, kind: str) -> list[list[str]]:
    """Ids and names to choose from: proposed ones, then those of the document's place and those around it, then others."""
    names = entry_names(review, kind)
    places = {place: rank for rank, place in enumerate(review.state.registry.around(review.state.head.place))}
    proposed = {one.id for one in review.state.kept.entries}

    def rank(id_: str) -> tuple[int, int]:
        return (0 if id_ in proposed else 1, places.get(id_[:6], len(places)))

    return [[id_, names[id_]] for id_ in sorted(names, key=rank)[:MOST]]


def fact_choices(review: Review, clause: str) -> dict[str, list[list[str]]]:
    """Kind of fact -> ids and readings of the facts of a clause that are decided and have an id, for facts that refer to them."""
    return {
        kind: [[id_, review.reading(kind, row, language())] for id_, row in rows.items() if row["clause"] == clause]
        for kind, rows in review.state.rows.items()
    }


def _name(kind: str, row: Mapping[str, str]) -> str:
    key = "title" if kind == "cited_document" else "name"
    return str(row.get(key) or row.get(REGISTRY_KINDS[kind].key) or "")  # type: ignore[index]
