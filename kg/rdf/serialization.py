"""Reading and writing the syntaxes of RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Quad, Triple

SYNTAXES = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
"""The syntaxes by the ending of their files."""


def parse_turtle(path: Path) -> list[Triple]:
    """The triples of a Turtle file. Raises OSError, SyntaxError with file and line."""
    return [quad.triple for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE)]


def turtle_triples(text: str) -> list[Triple]:
    """The triples of a text in Turtle. Raises SyntaxError."""
    return [quad.triple for quad in pyoxigraph.parse(text, RdfFormat.TURTLE)]


def parse_nquads(source: bytes | IO[bytes]) -> Iterator[Quad]:
    """The quads of N-Quads, one by one. Raises SyntaxError."""
    return pyoxigraph.parse(source, RdfFormat.N_QUADS)


def serialize(statements: Iterable[Triple] | Iterable[Quad], syntax: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """The statements in one of SYNTAXES, in the order given."""
    return pyoxigraph.serialize(statements, format=SYNTAXES[syntax], prefixes=dict(prefixes)) or b""


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads in the order of their bytes: the same graph gives the same bytes."""
    return b"".join(sorted(set(serialize(quads, "nq").splitlines(keepends=True))))
