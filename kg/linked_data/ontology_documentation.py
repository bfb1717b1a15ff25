"""Documentation of an ontology: its classes and properties, the terms it reuses, and its vocabularies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.linked_data.description import Description, PropertyValues, describe
from kg.linked_data.hierarchy import definitions_of
from kg.linked_data.nodes import LiteralValue, NameLookup, Node
from kg.linked_data.statistics import Statistics
from kg.queries.graph_queries import select
from kg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore

TermKind = Literal["class", "object", "datatype", "other"]
_TERM_KINDS: dict[str, TermKind] = {
    PREFIXES["owl"] + "Class": "class",
    PREFIXES["rdfs"] + "Class": "class",
    PREFIXES["owl"] + "ObjectProperty": "object",
    PREFIXES["owl"] + "DatatypeProperty": "datatype",
}
_RDFS = PREFIXES["rdfs"]
_DOMAINS = {_RDFS + "domain", PREFIXES["schema"] + "domainIncludes"}
_NAMING_PROPERTIES = {_RDFS + "label", _RDFS + "comment", _RDFS + "isDefinedBy"}
_MAX_TERMS = 100_000


@dataclass(frozen=True)
class Term:
    """A class or property.

    `statements` are its statements without names. `properties` are the properties with this class as their domain. `uses` is the
    number of instances or of triples.
    """

    node: Node
    anchor: str
    kind: TermKind
    definitions: tuple[LiteralValue, ...]
    statements: tuple[PropertyValues, ...]
    properties: tuple[Node, ...]
    subclasses: tuple[Node, ...]
    uses: int


@dataclass(frozen=True)
class Vocabulary:
    """A concept scheme with the number of its concepts."""

    node: Node
    concepts: int
    definitions: tuple[LiteralValue, ...]


@dataclass(frozen=True)
class Ontology:
    """An ontology, the terms it reuses from others with their use counts, and the vocabularies of the graph."""

    description: Description
    terms: tuple[Term, ...]
    reused: tuple[tuple[Node, int], ...]
    vocabularies: tuple[Vocabulary, ...]

    def of_kind(self, kind: TermKind) -> list[Term]:
        return [term for term in self.terms if term.kind == kind]


def document_ontology(store: SparqlStore, iri: str, counts: Statistics) -> Ontology:
    """Document the ontology `iri`, whose terms are hash IRIs of it. Raises ValueError if `iri` is not a valid IRI."""
    description = describe(store, iri, limit=_MAX_TERMS)
    properties: dict[str, list[Node]] = defaultdict(list)
    subclasses: dict[str, list[Node]] = defaultdict(list)
    for part in description.parts:
        for statement in part.statements:
            predicate = statement.predicate.iri
            index = properties if predicate in _DOMAINS else subclasses if predicate == _RDFS + "subClassOf" else None
            for value in statement.values if index is not None else ():
                if isinstance(value, Node) and value.iri and index is not None:
                    index[value.iri].append(part.node)
    terms = [
        Term(
            part.node,
            part.anchor,
            next((_TERM_KINDS[t.iri] for t in part.types if t.iri in _TERM_KINDS), "other"),
            tuple(
                value
                for statement in part.statements
                if statement.predicate.iri == _RDFS + "comment"
                for value in statement.values
                if isinstance(value, LiteralValue)
            ),
            tuple(statement for statement in part.statements if statement.predicate.iri not in _NAMING_PROPERTIES),
            tuple(properties[part.node.iri or ""]),
            tuple(subclasses[part.node.iri or ""]),
            counts.uses(part.node.iri),
        )
        for part in description.parts
        if part.node.iri
    ]
    return Ontology(description, tuple(terms), _reused_terms(store, iri, counts), _vocabularies(store))


def _reused_terms(store: SparqlStore, iri: str, counts: Statistics) -> tuple[tuple[Node, int], ...]:
    """Terms that the graph declares, but under other IRIs than the ontology's."""
    found = [row["node"] for row in select(store, "declared_terms") if not row["node"].value.startswith(iri)]
    names = NameLookup(store)
    names.load(found)
    nodes = dict.fromkeys(names.node(term) for term in found)
    return tuple((node, counts.uses(node.iri)) for node in sorted(nodes, key=lambda node: node.curie))


def _vocabularies(store: SparqlStore) -> tuple[Vocabulary, ...]:
    rows = [row for row in select(store, "schemes") if "node" in row]
    names = NameLookup(store)
    names.load(row["node"] for row in rows)
    definitions = definitions_of(store, [row["node"] for row in rows])
    return tuple(Vocabulary(names.node(row["node"]), int(row["count"].value), tuple(definitions[row["node"]])) for row in rows)
