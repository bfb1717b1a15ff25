"""SHACL: the triples of one batch held against the shapes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import paths
from kg.i18n import Message, message
from kg.rdf.fact_shapes import shapes_turtle
from kg.rdf.terms import Quad

if TYPE_CHECKING:
    from rdflib import Graph


@cache
def _shapes(ontology: Path) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=shapes_turtle(ontology), format="turtle")


def check_shapes(quads: Iterable[Quad]) -> list[Message]:
    """SHACL violations as sentences: focus node, path, value, and what the engine says."""
    import pyshacl
    from rdflib.namespace import SH

    conforms, report, _ = pyshacl.validate(_graph(quads), shacl_graph=_shapes(paths.ONTOLOGY), inference="none")
    if conforms:
        return []
    told = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    violations = sorted([str(report.value(result, part) or "") for part in told] for result in report.subjects(SH.resultSeverity))
    return [message("checks.shape", node=node, path=path, value=value, words=words) for node, path, value, words in violations]


def _graph(quads: Iterable[Quad]) -> Graph:
    """The triples as an rdflib graph. Converting terms is twice as fast as serialising and parsing."""
    from rdflib import Graph, Literal, URIRef

    from kg.rdf.terms import NamedNode

    graph = Graph()
    terms: dict[object, URIRef | Literal] = {}
    for quad in quads:
        for term in quad.triple:
            if term not in terms:
                if isinstance(term, NamedNode):
                    terms[term] = URIRef(term.value)
                else:
                    terms[term] = Literal(term.value, lang=term.language, datatype=None if term.language else URIRef(term.datatype.value))
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph
