"""Ontologies and vocabularies as documentation: terms by kind, with what other terms say of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.linked_data.description import Description, Said, describe
from kg.linked_data.hierarchy import definitions_of
from kg.linked_data.nodes import Names, Node, Text
from kg.linked_data.statistics import Statistics
from kg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from kg.queries.lookup import Select

Kind = Literal["class", "object", "datatype", "other"]
_KINDS: dict[str, Kind] = {
    PREFIXES["owl"] + "Class": "class",
    PREFIXES["rdfs"] + "Class": "class",
    PREFIXES["owl"] + "ObjectProperty": "object",
    PREFIXES["owl"] + "DatatypeProperty": "datatype",
}
_RDFS = PREFIXES["rdfs"]
_DOMAINS = {_RDFS + "domain", PREFIXES["schema"] + "domainIncludes"}
_SHOWN_APART = {_RDFS + "label", _RDFS + "comment", _RDFS + "isDefinedBy"}
_MOST_TERMS = 100_000


@dataclass(frozen=True)
class Term:
    """A class or property. `said` is what it says but for its names, `properties` those that belong to a class."""

    node: Node
    anchor: str
    kind: Kind
    definitions: tuple[Text, ...]
    said: tuple[Said, ...]
    properties: tuple[Node, ...]
    subclasses: tuple[Node, ...]
    uses: int


@dataclass(frozen=True)
class Vocabulary:
    """A concept scheme and how many concepts it has."""

    node: Node
    concepts: int
    definitions: tuple[Text, ...]


@dataclass(frozen=True)
class Ontology:
    """An ontology, the terms that it borrows, and the vocabularies of the graph."""

    description: Description
    terms: tuple[Term, ...]
    borrowed: tuple[tuple[Node, int], ...]
    vocabularies: tuple[Vocabulary, ...]

    def of_kind(self, kind: Kind) -> list[Term]:
        return [term for term in self.terms if term.kind == kind]


def ontology(select: Select, iri: str, counts: Statistics) -> Ontology:
    """Document the ontology `iri`, whose terms are hash IRIs on it."""
    description = describe(select, iri, limit=_MOST_TERMS)
    properties: dict[str, list[Node]] = defaultdict(list)
    subclasses: dict[str, list[Node]] = defaultdict(list)
    for part in description.parts:
        for one in part.said:
            under = properties if one.predicate.iri in _DOMAINS else subclasses if one.predicate.iri == _RDFS + "subClassOf" else None
            for value in one.values if under is not None else ():
                if isinstance(value, Node) and value.iri and under is not None:
                    under[value.iri].append(part.node)
    terms = [
        Term(
            part.node,
            part.anchor,
            next((_KINDS[t.iri] for t in part.types if t.iri in _KINDS), "other"),
            tuple(value for one in part.said if one.predicate.iri == _RDFS + "comment" for value in one.values if isinstance(value, Text)),
            tuple(one for one in part.said if one.predicate.iri not in _SHOWN_APART),
            tuple(properties[part.node.iri or ""]),
            tuple(subclasses[part.node.iri or ""]),
            counts.uses(part.node.iri),
        )
        for part in description.parts
        if part.node.iri
    ]
    return Ontology(description, tuple(terms), _borrowed(select, iri, counts), _vocabularies(select))


def _borrowed(select: Select, iri: str, counts: Statistics) -> tuple[tuple[Node, int], ...]:
    """Terms that are declared and lie elsewhere."""
    found = [row["node"] for row in select("declared_terms") if not row["node"].value.startswith(iri)]
    names = Names(select)
    names.look_up(found)
    nodes = dict.fromkeys(names.node(term) for term in found)
    return tuple((node, counts.uses(node.iri)) for node in sorted(nodes, key=lambda node: node.key))


def _vocabularies(select: Select) -> tuple[Vocabulary, ...]:
    rows = [row for row in select("schemes") if "node" in row]
    names = Names(select)
    names.look_up(row["node"] for row in rows)
    definitions = definitions_of(select, [row["node"] for row in rows])
    return tuple(Vocabulary(names.node(row["node"]), int(row["count"].value), tuple(definitions[row["node"]])) for row in rows)
