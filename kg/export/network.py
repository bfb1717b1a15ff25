"""The whole graph as a networkx graph, and as GraphML and GEXF for Gephi, yEd and Cytoscape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.errors import OtherBase
from kg.rdf.document import label_properties
from kg.rdf.namespaces import BASE, CANONICAL, PREFIXES, VOCAB
from kg.rdf.terms import Literal, NamedNode, Quad

if TYPE_CHECKING:
    import networkx as nx

    from kg.interface import KnowledgeGraph


def network(graph: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """The graph as a networkx graph.

    Nodes are documents, clauses, facts and entities of the registry, with `label`, `type` and, for facts, `quote`. Edges have the local
    name of their property as `relation`. Raises OtherBase if a server's data have another base.
    """
    import networkx as nx

    if (served := graph.manifest.get("base", BASE)) != BASE:
        raise OtherBase(str(graph.version), served, BASE)
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    quads = sorted({_triple(q) for q in graph.quads()}, key=str)
    literals: dict[str, dict[str, str]] = {}
    types: dict[str, str] = {}
    for subject, predicate, value in quads:
        name = predicate.replace("/", "#").rsplit("#", 1)[1]
        if isinstance(value, Literal):
            literals.setdefault(subject, {}).setdefault(name, value.value)
        elif predicate == PREFIXES["rdf"] + "type" and value.value.startswith(PREFIXES["zm"]):
            types.setdefault(subject, value.value.removeprefix(PREFIXES["zm"]))
    of_facts = {class_name: label.split(":")[1] for class_name, label in label_properties().items()}
    nodes = [subject for subject in types if _is_entity(subject)]
    for subject in nodes:
        texts = literals.get(subject, {})
        names = (of_facts.get(types[subject]), "prefLabel", "title", "identifier")
        label = next((texts[name] for name in names if name in texts), subject)
        quote = literals.get(subject + "#evidence", {}).get("exact", "")
        result.add_node(_id(subject), label=label, type=types[subject], quote=quote)
    for subject, predicate, value in quads:
        if subject in types and not isinstance(value, Literal) and value.value in types and _is_entity(subject) and _is_entity(value.value):
            name = predicate.replace("/", "#").rsplit("#", 1)[1]
            result.add_edge(_id(subject), _id(value.value), key=name, relation=name)
    return result


def _triple(quad: Quad) -> tuple[str, str, NamedNode | Literal]:
    """The triple of a quad. The graph has no blank nodes and no quoted triples."""
    return cast(NamedNode, quad.subject).value, quad.predicate.value, cast("NamedNode | Literal", quad.object)


def _is_entity(iri: str) -> bool:
    return iri.startswith(BASE) and "#" not in iri and not iri.startswith((VOCAB, CANONICAL + "ontology"))


def _id(iri: str) -> str:
    return iri.removeprefix(BASE)


def write_graphml(graph: KnowledgeGraph, out: Path) -> None:
    import networkx as nx

    nx.write_graphml(network(graph), out)


def write_gexf(graph: KnowledgeGraph, out: Path) -> None:
    import networkx as nx

    nx.write_gexf(network(graph), out)
