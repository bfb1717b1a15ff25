"""Named graphs: their size, their classes, and the query for their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.nodes import NameLookup, Node
from kg.linked_data.triple_builder import TripleBuilder
from kg.queries.catalog import question
from kg.queries.graph_queries import select
from kg.rdf.terms import NamedNode, Triple

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore


@dataclass(frozen=True)
class NamedGraph:
    """The number of triples in a graph, the classes of its resources with their counts, and a query for its content."""

    triples: int
    classes: tuple[tuple[Node, int], ...]
    query: str


def named_graph(store: SparqlStore, iri: str) -> NamedGraph:
    """Summarise the named graph `iri`. Raises ValueError if it is not a valid IRI."""
    graph = NamedNode(iri)
    classes = [(row["class"], int(row["count"].value)) for row in select(store, "graph_classes", {"thing": graph}) if "class" in row]
    names = NameLookup(store)
    names.load(class_ for class_, _ in classes)
    return NamedGraph(_size(store, graph), tuple((names.node(class_), count) for class_, count in classes), _content_query(graph))


def graph_triples(store: SparqlStore, iri: str, endpoint: str) -> list[Triple]:
    """The description of the named graph `iri`, with the address of its content at `endpoint`."""
    from urllib.parse import urlencode

    builder = TripleBuilder()
    graph = builder.iri(iri)
    builder.add(graph, "rdf:type", "void:Dataset", "sd:NamedGraph")
    builder.add(graph, "sd:name", graph)
    builder.add(graph, "void:triples", builder.integer(_size(store, graph)))
    builder.add(graph, "void:dataDump", builder.iri(f"{endpoint}?{urlencode({'query': _content_query(graph)})}"))
    return builder.triples


def _size(store: SparqlStore, graph: NamedNode) -> int:
    return sum(int(row["count"].value) for row in select(store, "graph_size", {"thing": graph}) if "count" in row)


def _content_query(graph: NamedNode) -> str:
    from kg.store.sparql_parameters import with_parameters

    return with_parameters(" ".join(question("graph", "graph_content").query.split()), {"thing": graph})
