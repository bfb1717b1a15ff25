"""What a draft says, in a line that a reviewer understands."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.facts import FACT_KINDS
from kg.model.fields import Concept, FactRef, marker
from kg.model.registry import REGISTRY_KINDS
from kg.review.model import ProposedEntry
from kg.review.review import Review
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.i18n import language
from viewer.shared_graph import SharedGraph

_TOLD = ("name", "title", "source")


def reading(review: Review, kind: str, values: Mapping[str, str]) -> str:
    """`给博士：补贴 20万元，一次性`."""
    return review.reading(kind, values, language())


def details(review: Review, kind: str, values: Mapping[str, str]) -> list[list[str]]:
    """The facts that it refers to, each with the heading of its column."""
    model = FACT_KINDS[kind]
    names = [name for name in model.own_fields() if marker(model, name, FactRef) and values.get(name)]
    return [[heading(name, kind), _named_fact(review, values[name])] for name in names]


def entry_details(graph: SharedGraph, entry: ProposedEntry) -> list[list[str]]:
    """The columns of a proposed entry, each with its heading, but its name and its source."""
    model = REGISTRY_KINDS[entry.kind]  # type: ignore[index]
    found = []
    for name, info in model.model_fields.items():
        column = info.alias or name
        if (value := entry.row.get(column)) and column not in _TOLD:
            concept = marker(model, name, Concept)
            found.append([heading(column), label(graph, concept.scheme, value) if concept else value])
    return found


def _named_fact(review: Review, id_: str) -> str:
    """The reading of a draft or of a row that another refers to."""
    if draft := review.state.drafts.get(id_):
        return reading(review, draft.kind, review.state.values(draft))
    found = ((kind, rows[id_]) for kind, rows in review.state.rows.items() if id_ in rows)
    return next((reading(review, kind, row) for kind, row in found), id_)
