"""SHACL: the triples of one batch held against the shapes.

Queries decide whether anything violates a shape; pySHACL reports what. It evaluates one value at a time: of the CPU of a build it took
three quarters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from kg import paths
from kg.build.checks.shape_queries import Shapes, Violation, violations
from kg.i18n import Message, message
from kg.rdf.fact_shapes import shapes_turtle
from kg.rdf.terms import BlankNode, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from kg.store.oxigraph import OxigraphStore


def check_shapes(quads: Iterable[Quad], store: OxigraphStore | None = None) -> list[Message]:
    """SHACL violations as sentences: focus node, path, value, and what the engine says. `store` holds the quads already, if given."""
    quads, shapes = list(quads), _shapes()
    found = report(quads, shapes) if violations(quads, shapes, store) else []
    return [message("checks.shape", **violation._asdict()) for violation in found]


def report(quads: Iterable[Quad], shapes: Shapes) -> list[Violation]:
    """What pySHACL finds; what `violations` finds where pySHACL finds nothing, or fails, as it does on values that do not compare."""
    import pyshacl
    from rdflib.namespace import SH

    quads = list(quads)
    try:
        conforms, results, _ = pyshacl.validate(_graph(quad.triple for quad in quads), shacl_graph=_graph(shapes.triples), inference="none")
    except TypeError:
        conforms = True
    if conforms:
        return violations(quads, shapes)
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    return sorted(Violation(*(str(results.value(result, part) or "") for part in parts)) for result in results.subjects(SH.resultSeverity))


@cache
def _shapes() -> Shapes:
    return Shapes.read(shapes_turtle(paths.ONTOLOGY))


def _graph(statements: Iterable[Triple]) -> Graph:
    """The triples as an rdflib graph. Converting terms is twice as fast as serialising and parsing."""
    from rdflib import BNode, Graph, Literal, URIRef

    graph = Graph()
    terms: dict[object, Node] = {}
    for statement in statements:
        for term in statement:
            if term not in terms:
                if isinstance(term, NamedNode):
                    terms[term] = URIRef(term.value)
                elif isinstance(term, BlankNode):
                    terms[term] = BNode(term.value)
                else:
                    terms[term] = Literal(term.value, lang=term.language, datatype=None if term.language else URIRef(term.datatype.value))
        graph.add((terms[statement.subject], terms[statement.predicate], terms[statement.object]))
    return graph
