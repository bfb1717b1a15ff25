"""Finding the thing that an address stands for, and all that its page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.linked_data.clause_text import Marked, Segment, Texts, around, segments
from kg.linked_data.description import Description, describe
from kg.linked_data.hierarchy import Outline, outline
from kg.linked_data.incoming_links import Group, incoming

if TYPE_CHECKING:
    from kg.queries.lookup import Select

Role = Literal["thing", "property", "graph"]


@dataclass(frozen=True)
class Found:
    """An IRI that the graph knows: as subject or object of a statement, as a property only, or as the name of a graph only."""

    iri: str
    role: Role


@dataclass(frozen=True)
class Resource:
    """What a thing's page shows."""

    description: Description
    outline: Outline
    groups: tuple[Group, ...]
    segments: tuple[Segment, ...]
    around: dict[str, tuple[str, str]]
    """By the anchor of the evidence: the words before and after."""


def find(select: Select, iris: Iterable[str]) -> Found | None:
    """The first of `iris` that the graph knows. Raises ValueError where one is no IRI."""
    from pyoxigraph import NamedNode

    for iri in iris:
        for row in select("known", {"thing": NamedNode(iri)}):
            known = {name for name, term in row.items() if name != "thing" and term.value == "true"}
            if known & {"subject", "object"}:
                return Found(iri, "thing")
            if known:
                return Found(iri, "graph" if "graph" in known else "property")
    return None


def resource(select: Select, iri: str, texts: Texts) -> Resource:
    """All about `iri` that stands on its own page."""
    described = describe(select, iri)
    parts = outline(select, iri)
    return Resource(
        described,
        parts,
        incoming(select, iri, leave_out=parts.links if parts.whole else ()),
        _segments(select, described, texts),
        _around(described, texts),
    )


def _segments(select: Select, described: Description, texts: Texts) -> tuple[Segment, ...]:
    from pyoxigraph import NamedNode

    identifier = described.thing.identifier
    clause = texts(identifier) if identifier and described.source and not described.source.clause else None
    if clause is None or described.thing.iri is None:
        return ()
    rows = select("spans_in", {"thing": NamedNode(described.thing.iri)})
    return segments(clause, [Marked(row["fact"].value, int(row["start"].value), int(row["end"].value)) for row in rows])


def _around(described: Description, texts: Texts) -> dict[str, tuple[str, str]]:
    identifier = described.source.clause.identifier if described.source and described.source.clause else None
    clause = texts(identifier) if identifier and described.evidence else None
    if clause is None:
        return {}
    found = {each.anchor: around(clause, each.start, each.end) for each in described.evidence}
    return {anchor: words for anchor, words in found.items() if words}
