"""The description of one IRI: its statements, evidence and source, with names for display."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.nodes import LiteralValue, NameLookup, Node, Value, curie
from kg.queries.graph_queries import select
from kg.rdf.namespaces import PREFIXES, ZM
from kg.rdf.terms import NamedNode

if TYPE_CHECKING:
    from kg.rdf.terms import Term
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

TYPE = PREFIXES["rdf"] + "type"
STATED_IN, IN_DOCUMENT = ZM + "statedIn", ZM + "inDocument"
_OA = PREFIXES["oa"]
_MAX_LINKS_SCANNED = 20_000
_DOCUMENT_PROPERTIES = {
    "number": PREFIXES["eli"] + "id_local",
    "issued": PREFIXES["eli"] + "date_document",
    "issuer": ZM + "issuerName",
    "status": ZM + "documentStatus",
    "basis": ZM + "statusBasis",
}


@dataclass(frozen=True)
class PropertyValues:
    """A property and its values."""

    predicate: Node
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Part:
    """A node described with the resource: a hash IRI under it, or a blank node. `anchor` is its HTML id on the page."""

    node: Node
    anchor: str
    types: tuple[Node, ...]
    statements: tuple[PropertyValues, ...]


@dataclass(frozen=True)
class Evidence:
    """A quote that is evidence of a fact.

    `predicate` links the fact to the quote. `start` and `end` are offsets in the source text in code points, end exclusive.
    """

    anchor: str
    predicate: Node
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """The document of a fact or clause, and the clause of a fact."""

    document: Node
    clause: Node | None
    number: str | None
    issued: str | None
    issuer: str | None
    status: Node | None
    basis: str | None


@dataclass(frozen=True)
class Description:
    """The outgoing statements of a resource. `thing` is the resource itself. Incoming links are queried apart."""

    thing: Node
    types: tuple[Node, ...]
    statements: tuple[PropertyValues, ...]
    evidence: tuple[Evidence, ...]
    parts: tuple[Part, ...]
    source: Source | None
    complete: bool
    """False if it has more statements than were read."""


def describe(store: SparqlStore, iri: str, limit: int = 5000) -> Description:
    """Describe the resource `iri` by at most `limit` statements. Raises ValueError if `iri` is not a valid IRI."""
    thing = NamedNode(iri)
    rows = statements_about(store, thing)
    complete, rows = len(rows) <= limit, rows[:limit]
    about: dict[Term, list[Solution]] = defaultdict(list)
    for row in rows:
        about[row.get("node", thing)].append(row)
    source = _source_rows(store, about[thing])
    names = NameLookup(store)
    names.load([thing, *(row[part] for row in rows + source for part in ("property", "value")), *about])
    own = sorted((node for node in about if node != thing), key=lambda node: (not isinstance(node, NamedNode), node.value))
    quotes = [node for node in own if _is_quote(about[node])]
    return Description(
        names.node(thing),
        types_of(names, about[thing]),
        group_by_property(names, about[thing], exclude={TYPE}),
        tuple(sorted((_evidence(names, thing, node, about) for node in quotes), key=_evidence_order)),
        tuple(
            Part(
                names.node(node),
                anchor(thing.value, node),
                types_of(names, about[node]),
                group_by_property(names, about[node], exclude={TYPE}),
            )
            for node in own
            if node not in quotes
        ),
        _source(names, about[thing], source),
        complete,
    )


def statements_about(store: SparqlStore, thing: NamedNode) -> list[Solution]:
    """Rows with `property` and `value` of the resource and of its own nodes; `node` is set for the latter.

    Hash IRIs that only point to the resource are found by scanning its incoming links, up to _MAX_LINKS_SCANNED of them.
    """
    incoming = sum(int(row["count"].value) for row in select(store, "incoming_properties", {"thing": thing}))
    own = select(store, "own_pointing_in", {"thing": thing}) if incoming <= _MAX_LINKS_SCANNED else []
    rows = {(row.get("node"), row["property"], row["value"]): row for row in (*select(store, "statements", {"thing": thing}), *own)}
    return list(rows.values())


def group_by_property(names: NameLookup, rows: Iterable[Solution], exclude: Collection[str] = ()) -> tuple[PropertyValues, ...]:
    """Rows with `property` and `value`, grouped by property, without the properties in `exclude`.

    Naming properties come first, then those with literals, then links.
    """
    values: dict[Term, list[Value]] = defaultdict(list)
    for row in rows:
        if row["property"].value not in exclude:
            values[row["property"]].append(names.value(row["value"]))
    groups = [PropertyValues(names.node(term), tuple(sorted(set(group), key=_value_order))) for term, group in values.items()]
    return tuple(sorted(groups, key=lambda group: (_property_order(group), curie(group.predicate.iri or ""))))


def anchor(thing: str, node: Term) -> str:
    """The HTML id of a resource's own node on its page: the fragment of its IRI, or the label of a blank node."""
    return node.value[len(thing) + 1 :] if isinstance(node, NamedNode) else f"_{node.value}"


def types_of(names: NameLookup, rows: Iterable[Solution]) -> tuple[Node, ...]:
    """The classes of a resource, those of the project's ontology first."""
    types = [names.node(row["value"]) for row in rows if row["property"].value == TYPE]
    return tuple(sorted(types, key=lambda node: (not (node.iri or "").startswith(ZM), node.iri or "")))


def _is_quote(rows: Iterable[Solution]) -> bool:
    return {_OA + "exact", _OA + "start", _OA + "end"} <= {row["property"].value for row in rows}


def _evidence(names: NameLookup, thing: NamedNode, node: Term, about: Mapping[Term, list[Solution]]) -> Evidence:
    values = {row["property"].value: row["value"].value for row in about[node]}
    link = next((row["property"] for row in about[thing] if row["value"] == node), node)
    return Evidence(
        anchor(thing.value, node), names.node(link), values[_OA + "exact"], int(values[_OA + "start"]), int(values[_OA + "end"])
    )


def _evidence_order(evidence: Evidence) -> tuple[bool, int, int]:
    return evidence.predicate.iri != ZM + "evidence", evidence.start, evidence.end


def _source_rows(store: SparqlStore, rows: Iterable[Solution]) -> list[Solution]:
    """The statements about the document of a fact or clause."""
    documents = [row["value"] for row in rows if row["property"].value == IN_DOCUMENT]
    return list(select(store, "statements_of", {"node": documents[:1]}))


def _source(names: NameLookup, rows: Iterable[Solution], document: list[Solution]) -> Source | None:
    if not document:
        return None
    clause = next((row["value"] for row in rows if row["property"].value == STATED_IN), None)
    values = {row["property"].value: row["value"] for row in document}
    found = {name: values.get(iri) for name, iri in _DOCUMENT_PROPERTIES.items()}
    texts = {name: term.value if term is not None else None for name, term in found.items() if name != "status"}
    status = names.node(found["status"]) if found["status"] is not None else None
    return Source(names.node(document[0]["node"]), names.node(clause) if clause is not None else None, status=status, **texts)


_NAMING_PROPERTIES = [
    PREFIXES[p] + n for p, n in (("dcterms", "identifier"), ("dcterms", "title"), ("rdfs", "label"), ("skos", "prefLabel"))
]


def _property_order(group: PropertyValues) -> int:
    if group.predicate.iri in _NAMING_PROPERTIES:
        return 0
    return 1 if any(isinstance(value, LiteralValue) for value in group.values) else 2


def _value_order(value: Value) -> tuple[int, str, str]:
    if isinstance(value, LiteralValue):
        return 0, value.text, value.language
    return 1, value.iri or value.blank, ""
