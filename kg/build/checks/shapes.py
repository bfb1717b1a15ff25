"""SHACL: the triples of one batch held against the shapes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import paths
from kg.rdf.fact_shapes import shapes_turtle
from kg.rdf.terms import Quad

if TYPE_CHECKING:
    from rdflib import Graph


@cache
def _shapes(ontology: Path) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=shapes_turtle(ontology), format="turtle")


def check_shapes(quads: Iterable[Quad]) -> list[str]:
    """SHACL violations as sentences: focus node, path, value, message."""
    import pyshacl
    from rdflib.namespace import SH

    conforms, report, _ = pyshacl.validate(_graph(quads), shacl_graph=_shapes(paths.ONTOLOGY), inference="none")
    if conforms:
        return []
    return sorted(
        f"shape: {report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)} "
        f"{report.value(result, SH.value) or ''}: {report.value(result, SH.resultMessage)}"
        for result in report.subjects(SH.resultSeverity)
    )


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
