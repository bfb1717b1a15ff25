"""Suggested owners of tasks without a lead: computed over all documents, stored in the graph of inferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.analysis.owners import suggested_owners
from kg.build.shared_data import SharedData
from kg.model.registry import Agency
from kg.queries.catalog import question
from kg.queries.materialise import table_rows
from kg.queries.sql_tables import TableReader
from kg.rdf.namespaces import INFERENCES_GRAPH, document_iri, fact_iri, registry_iri
from kg.rdf.terms import NamedNode, Quad
from kg.rdf.writer import GraphWriter, term
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql_parameters import with_parameters

Row = dict[str, Any]
_AT_ONCE = 200
"""Documents whose suggestions are asked of the graph at once."""


def suggestions(tables: Path) -> dict[str, Row]:
    """Task -> its suggestion (see `kg.analysis.owners.suggested_owners`), from the tables in a folder."""
    return {row["task"]: row for row in suggested_owners(TableReader(tables).rows)}


def suggestion_quads(found: Iterable[Row], shared: SharedData) -> Iterator[Quad]:
    """The triples of suggestions."""
    agencies = _agencies(shared)
    for row in found:
        yield from _quads(row, agencies.get((row["city_code"], row["function"])), shared)


def suggestion_rows(store: OxigraphStore, documents: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of the table `suggestions` by document, in the order of their ids."""
    table = question("tables", "suggestions")
    for begin in range(0, len(documents), _AT_ONCE):
        some = sorted(documents)[begin : begin + _AT_ONCE]
        terms = [NamedNode(document_iri(document)) for document in some]
        query = with_parameters(table.query, {"doc": terms})
        of: dict[str, list[Row]] = {document: [] for document in some}
        for row in table_rows(store, table.model_copy(update={"query": query})):
            of[row["document"]].append(row)
        yield from of.items()


def _quads(row: Mapping[str, Any], agency: str | None, shared: SharedData) -> list[Quad]:
    graph = GraphWriter(INFERENCES_GRAPH)
    node = NamedNode(fact_iri(row["task"]) + "#suggested-owner")
    graph.add(node, "rdf:type", term("zm:OwnerSuggestion"))
    graph.add(node, "zm:suggestedFor", NamedNode(fact_iri(row["task"])))
    graph.add(node, "zm:suggestedFunction", shared.vocabulary.iri("agency-function", row["function"]))
    if agency:
        graph.add(node, "zm:suggestedAgency", NamedNode(registry_iri("agency", agency)))
    graph.add(node, "zm:score", Decimal(str(row["score"])))
    graph.add(node, "zm:probability", Decimal(str(row["probability"])))
    for task in row["rests_on"]:
        graph.add(node, "zm:restsOn", NamedNode(fact_iri(task)))
    return graph.quads


def _agencies(shared: SharedData) -> dict[tuple[str, str], str]:
    """(place, function) -> the one agency of the place that has it, apart from groups and from those that a reform ended."""
    found: dict[tuple[str, str], list[str]] = {}
    for agency in shared.registry.entries["agency"].values():
        if isinstance(agency, Agency) and agency.place and agency.function and agency.kind in ("party", "government") and not agency.until:
            found.setdefault((agency.place, agency.function), []).append(agency.id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}
