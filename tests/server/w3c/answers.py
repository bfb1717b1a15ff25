"""What a query answered, whoever gave the answer and in whatever format, and whether two answers are the same."""

from __future__ import annotations

import csv
import io
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

_RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_SOLUTIONS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}

Row = tuple[tuple[str, Any], ...]
"""(variable, term) of the bound variables, by name."""


@dataclass(frozen=True)
class Solutions:
    rows: list[Row]
    ordered: bool = False


@dataclass(frozen=True)
class Triples:
    triples: list[Any]


Answer = bool | Solutions | Triples


def same(found: Answer, wanted: Answer, lax: bool) -> bool:
    """Equal but for the names of blank nodes. `lax`: how often a solution stands there does not count."""
    if isinstance(found, Solutions) and isinstance(wanted, Solutions):
        return _canonical(_described(found, lax, wanted.ordered)) == _canonical(_described(wanted, lax, wanted.ordered))
    if isinstance(found, Triples) and isinstance(wanted, Triples):
        return _canonical(map(_quad, found.triples)) == _canonical(map(_quad, wanted.triples))
    return found is wanted


def of_engine(result: Any) -> Answer:
    """An answer of pyoxigraph. Raises RuntimeError, OSError where it breaks off."""
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    if isinstance(result, ox.QueryTriples):
        return Triples(list(result))
    names = [variable.value for variable in result.variables]
    return Solutions([_row(zip(names, solution, strict=True)) for solution in result])


def read(body: bytes, ending: str, base: str) -> Answer:
    """A body in the format of files with that ending. Raises ValueError, SyntaxError where it is not in it."""
    if ending == ".csv":
        names, *lines = csv.reader(io.StringIO(body.decode("utf-8")))
        return Solutions([_row((name, _cell(cell)) for name, cell in zip(names, line, strict=True)) for line in lines])
    if ending in _SOLUTIONS:
        return of_engine(ox.parse_query_results(body, _SOLUTIONS[ending]))
    rdf = ox.RdfFormat.from_extension(ending.removeprefix("."))
    if rdf is None:
        raise ValueError(f"no known format: {ending}")
    return Triples([quad.triple for quad in ox.parse(body, rdf, base_iri=base)])


def expected(path: Path, base: str) -> Answer:
    """What a suite's file gives: a result, a graph, or a graph that describes a result."""
    if path.suffix not in (".ttl", ".rdf"):
        return read(path.read_bytes(), path.suffix, base)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = Graph().parse(path, publicID=base)
    result = graph.value(None, RDF.type, _RS.ResultSet)
    if result is None:
        return read(path.read_bytes(), path.suffix, base)
    if (value := graph.value(result, _RS.boolean)) is not None:
        return bool(value.toPython())  # type: ignore[attr-defined]
    rows = sorted(graph.objects(result, _RS.solution), key=lambda row: int(graph.value(row, _RS.index, default=0)))  # type: ignore[call-overload]
    ordered = bool(rows) and graph.value(rows[0], _RS.index) is not None
    return Solutions([_row(_binding(graph, binding) for binding in graph.objects(row, _RS.binding)) for row in rows], ordered)


def _binding(graph: Graph, binding: Node) -> tuple[str, Any]:
    value: Any = graph.value(binding, _RS.value)
    [quad] = ox.parse(f"<urn:s> <urn:p> {value.n3()} .", ox.RdfFormat.TURTLE)
    return str(graph.value(binding, _RS.variable)), quad.object


def _row(pairs: Iterable[tuple[str, Any]]) -> Row:
    return tuple(sorted(((name, value) for name, value in pairs if value is not None), key=lambda pair: pair[0]))


def _cell(cell: str) -> Any:
    """CSV tells no types: a number counts by its value, all else as text."""
    if cell.startswith("_:"):
        return ox.BlankNode(cell[2:])
    try:
        return ox.Literal(float(cell))
    except ValueError:
        return ox.Literal(cell) if cell else None


@lru_cache(maxsize=4096)
def _stored(literal: Any) -> Any:
    """A literal as the store writes it: "01"^^xsd:integer and "1"^^xsd:integer are one value."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), literal))
    return next(iter(store)).object


def _term(term: Any) -> Any:
    return _stored(term) if isinstance(term, ox.Literal) else term


def _quad(triple: Any) -> Any:
    return ox.Quad(triple.subject, triple.predicate, _term(triple.object))


def _described(solutions: Solutions, lax: bool, ordered: bool) -> Iterable[Any]:
    """Rows as a graph: a node each, with how often it stands there, or where."""
    rows = [tuple((name, _term(value)) for name, value in row) for row in solutions.rows]
    numbered = enumerate(rows, 1) if ordered else ((1 if lax else times, row) for row, times in Counter(rows).items())
    for at, (number, row) in enumerate(numbered):
        node = ox.BlankNode(f"row{at}")
        yield ox.Quad(node, ox.NamedNode("urn:number"), ox.Literal(number))
        for name, value in row:
            yield ox.Quad(node, ox.NamedNode(f"urn:variable:{name}"), value)


def _canonical(quads: Iterable[Any]) -> frozenset[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, dataset))
