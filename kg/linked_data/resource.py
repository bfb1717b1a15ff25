"""Finds the resource that an address stands for, and collects the content of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.linked_data.clause_text import ClauseTextLookup, EvidenceSpan, Segment, quote_context, segments
from kg.linked_data.description import Description, describe
from kg.linked_data.hierarchy import Hierarchy, hierarchy
from kg.linked_data.incoming_links import LinkGroup, incoming_links
from kg.queries.graph_queries import select
from kg.rdf.terms import NamedNode
from kg.store.sparql import is_true

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore

Role = Literal["thing", "property", "graph"]


@dataclass(frozen=True)
class KnownIri:
    """An IRI in the graph. `role` is `property` or `graph` if it occurs only as a property, or only as the name of a graph."""

    iri: str
    role: Role


@dataclass(frozen=True)
class Resource:
    """The content of a resource's page. `segments` is the text of a clause."""

    description: Description
    hierarchy: Hierarchy
    links: tuple[LinkGroup, ...]
    segments: tuple[Segment, ...]
    quote_contexts: dict[str, tuple[str, str]]
    """The text before and after each quote, by the anchor of the evidence."""


def find_known(store: SparqlStore, iris: Iterable[str]) -> KnownIri | None:
    """The first of `iris` that the graph knows. Raises ValueError if one is not a valid IRI."""
    for iri in iris:
        for row in select(store, "known", {"thing": NamedNode(iri)}):
            known = {name for name, term in row.items() if name != "thing" and is_true(term)}
            if known & {"subject", "object"}:
                return KnownIri(iri, "thing")
            if known:
                return KnownIri(iri, "graph" if "graph" in known else "property")
    return None


def resource(store: SparqlStore, iri: str, texts: ClauseTextLookup) -> Resource:
    """The content of the page of `iri`. Links from its parts are shown by the hierarchy, unless that is incomplete."""
    description = describe(store, iri)
    parts = hierarchy(store, iri)
    return Resource(
        description,
        parts,
        incoming_links(store, iri, exclude=parts.links if parts.complete else ()),
        _segments(store, description, texts),
        _quote_contexts(description, texts),
    )


def _segments(store: SparqlStore, description: Description, texts: ClauseTextLookup) -> tuple[Segment, ...]:
    identifier = description.thing.identifier
    clause = texts(identifier) if identifier and description.source and not description.source.clause else None
    if clause is None or description.thing.iri is None:
        return ()
    rows = select(store, "spans_in", {"thing": NamedNode(description.thing.iri)})
    return segments(clause, [EvidenceSpan(row["fact"].value, int(row["start"].value), int(row["end"].value)) for row in rows])


def _quote_contexts(description: Description, texts: ClauseTextLookup) -> dict[str, tuple[str, str]]:
    identifier = description.source.clause.identifier if description.source and description.source.clause else None
    clause = texts(identifier) if identifier and description.evidence else None
    if clause is None:
        return {}
    contexts = {evidence.anchor: quote_context(clause, evidence.start, evidence.end) for evidence in description.evidence}
    return {anchor: context for anchor, context in contexts.items() if context}
