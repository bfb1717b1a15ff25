"""Named graphs: how much stands in one, and the query that gives all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.nodes import Names, Node
from kg.linked_data.triple_builder import Describing
from kg.queries.catalog import questions

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Triple

    from kg.queries.lookup import Select


@dataclass(frozen=True)
class NamedGraph:
    """How many statements a graph has, of which classes its things are, and a query for all of it."""

    triples: int
    classes: tuple[tuple[Node, int], ...]
    query: str


def named_graph(select: Select, iri: str) -> NamedGraph:
    """Raises ValueError where `iri` is none."""
    from pyoxigraph import NamedNode

    graph = NamedNode(iri)
    classes = [(row["class"], int(row["count"].value)) for row in select("graph_classes", {"thing": graph}) if "class" in row]
    names = Names(select)
    names.look_up(class_ for class_, _ in classes)
    return NamedGraph(_size(select, graph), tuple((names.node(class_), count) for class_, count in classes), _content(graph))


def graph_triples(select: Select, iri: str, endpoint: str) -> list[Triple]:
    """The graph as a part of the dataset, with the address of its content."""
    from urllib.parse import urlencode

    d = Describing()
    graph = d.node(iri)
    d.add(graph, "rdf:type", "void:Dataset", "sd:NamedGraph")
    d.add(graph, "sd:name", graph)
    d.add(graph, "void:triples", d.number(_size(select, graph)))
    d.add(graph, "void:dataDump", d.node(f"{endpoint}?{urlencode({'query': _content(graph)})}"))
    return d.triples


def _size(select: Select, graph: NamedNode) -> int:
    return sum(int(row["count"].value) for row in select("graph_size", {"thing": graph}) if "count" in row)


def _content(graph: NamedNode) -> str:
    from kg.store.sparql_parameters import with_bindings

    return with_bindings(" ".join(questions("graph")["graph_content"].query.split()), {"thing": graph})
