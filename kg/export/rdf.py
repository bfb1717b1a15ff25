"""The graph in the syntaxes of RDF, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf.namespaces import PREFIXES
from kg.rdf.serialization import serialize, sorted_nquads
from kg.rdf.terms import DefaultGraph, Quad, Triple

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph


def triples_bytes(triples: Iterable[Triple], syntax: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in one of SYNTAXES, in a fixed order, with those of `prefixes` that they use."""
    found = sorted(set(triples), key=str)
    words = "\n".join(map(str, found))
    used = {name: space for name, space in prefixes.items() if "<" + space in words}
    return serialize(found, syntax, used)


def write_nquads(graph: KnowledgeGraph, out: Path) -> None:
    out.write_bytes(sorted_nquads(graph.quads()))


def write_trig(graph: KnowledgeGraph, out: Path) -> None:
    quads = sorted(graph.quads(), key=lambda quad: (str(quad.graph_name), str(quad)))
    out.write_bytes(serialize(quads, "trig"))


def write_turtle(graph: KnowledgeGraph, out: Path) -> None:
    """All triples without their graphs, each once."""
    triples = {quad.triple for quad in graph.quads()}
    out.write_bytes(serialize(sorted(triples, key=str), "ttl"))


def write_jsonld(graph: KnowledgeGraph, out: Path) -> None:
    quads = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in graph.quads()}
    out.write_bytes(serialize(sorted(quads, key=str), "jsonld"))
