"""Terms and quads of one named graph."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache

from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Literal, NamedNode, Quad

_XSD = PREFIXES["xsd"]
_PARTIAL_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_INTEGER = NamedNode(_XSD + "integer")
_TERMS = (NamedNode, Literal)
Value = str | int | Decimal | datetime.date


@cache
def term(curie: str) -> NamedNode:
    """`zm:leads` as a node."""
    prefix, name = curie.split(":", 1)
    return NamedNode(PREFIXES[prefix] + name)


def literal(value: Value) -> Literal:
    match value:
        case str():
            return Literal(value)
        case int():
            return Literal(str(value), datatype=_INTEGER)
        case Decimal():
            return Literal(plain(value), datatype=NamedNode(_XSD + "decimal"))
        case datetime.date():
            return Literal(value.isoformat(), datatype=NamedNode(_XSD + "date"))


def plain(number: Decimal) -> str:
    """A decimal without exponent and without idle zeros: 300000, 0.8."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def partial_date(value: str) -> Literal:
    """2025, 2025-12 or 2025-12-31, typed by what it says."""
    return Literal(value, datatype=NamedNode(_XSD + _PARTIAL_DATES[len(value)]))


def instant(value: str | None) -> Literal | None:
    """A second of universal time."""
    return Literal(value, datatype=NamedNode(_XSD + "dateTime")) if value else None


def address(value: str | None) -> Literal | None:
    """An address of the web, which is named and not described here."""
    return Literal(value, datatype=NamedNode(_XSD + "anyURI")) if value else None


def duration(value: str) -> Literal:
    """A length of ISO 8601, such as P3Y."""
    return Literal(value, datatype=NamedNode(_XSD + "duration"))


class GraphWriter:
    """Collects the quads of one named graph."""

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self.quads: list[Quad] = []

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal | Value | None) -> None:
        """Add a statement; nothing where the value is unknown."""
        if value is None:
            return
        node = value if isinstance(value, _TERMS) else literal(value)
        self.quads.append(Quad(subject, term(predicate), node, self.graph))

    def label(self, subject: NamedNode, predicate: str, words: str | None, language: str = "zh") -> None:
        if words is not None:
            self.add(subject, predicate, Literal(words, language=language))
