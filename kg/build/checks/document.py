"""Checks of one document: as many rows as records, no dangling references, every quote at its offsets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from kg.build.checks.ontology import undeclared_terms
from kg.build.checks.shapes import check_shapes
from kg.i18n import Message, message
from kg.model.facts import FACT_KINDS
from kg.model.records import DocumentRecord
from kg.queries.materialise import Tables
from kg.rdf.namespaces import BASE, CANONICAL, document_iri
from kg.rdf.terms import NamedNode, Quad

if TYPE_CHECKING:
    from kg.build.shared_data import SharedData
    from kg.store.oxigraph import OxigraphStore


def check_document(
    record: DocumentRecord, quads: list[Quad], inferred: list[Quad], shared: SharedData, tables: Tables, store: OxigraphStore
) -> list[Message]:
    """Run all checks on one document. `store` holds its quads."""
    others = [*(other.document for _, other in record.head.related()), *filter(None, [record.head.later_version])]
    related = {NamedNode(document_iri(other)) for other in others}
    return [
        *check_shapes(quads, store),
        *undeclared_terms([*quads, *inferred], shared.declared),
        *_check_references(quads, shared, related),
        *_check_row_counts(record, tables),
        *_check_quotes(record, tables),
    ]


def _check_references(quads: list[Quad], shared: SharedData, elsewhere: Set[NamedNode] = frozenset()) -> Iterator[Message]:
    """Every IRI of ours that is referred to must be described. `elsewhere` are documents that the loader knows to be held."""
    referred = {term for term in {quad.object for quad in quads} if isinstance(term, NamedNode)} - shared.described - elsewhere
    ours = {term for term in referred if term.value.startswith((BASE, CANONICAL)) and "#" not in term.value}
    dangling = ours - {quad.subject for quad in quads} if ours else ours
    for quad in quads if dangling else ():
        if quad.object in dangling:
            yield message("checks.dangling", subject=str(quad.subject), predicate=str(quad.predicate), object=str(quad.object))


def _check_row_counts(record: DocumentRecord, tables: Tables) -> Iterator[Message]:
    """Each table must have as many rows as there are records of its kind."""
    expected = Counter(fact.kind for fact in record.facts)
    for kind in FACT_KINDS:
        if len(tables[kind]) != expected[kind]:
            yield message("checks.lost", document=record.id, records=expected[kind], kind=kind, rows=len(tables[kind]))
    if len(tables["clauses"]) != len(record.clauses):
        yield message("checks.lost.clauses", document=record.id, clauses=len(record.clauses), rows=len(tables["clauses"]))


def _check_quotes(record: DocumentRecord, tables: Tables) -> Iterator[Message]:
    for kind in FACT_KINDS:
        for row in tables[kind]:
            if record.text[row["start"] : row["end"]] != row["quote"]:
                yield message("checks.misquoted", fact=row["id"], start=row["start"], end=row["end"])
