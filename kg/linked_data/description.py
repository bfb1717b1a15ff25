"""All that a page says of one IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.nodes import Names, Node, Text, Value, short
from kg.rdf.namespaces import PREFIXES, ZM

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.queries.lookup import Select, Solution, Term

TYPE = PREFIXES["rdf"] + "type"
STATED_IN, IN_DOCUMENT = ZM + "statedIn", ZM + "inDocument"
_OA = PREFIXES["oa"]
_LOOKED_THROUGH = 20_000
_HEAD = {
    "number": PREFIXES["eli"] + "id_local",
    "issued": PREFIXES["eli"] + "date_document",
    "issuer": ZM + "issuerName",
    "status": ZM + "documentStatus",
    "basis": ZM + "statusBasis",
}


@dataclass(frozen=True)
class Said:
    """A property and its values."""

    predicate: Node
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Part:
    """A node that belongs to the thing: a hash IRI of its own, or a blank node. `anchor` is its place on the page."""

    node: Node
    anchor: str
    types: tuple[Node, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Evidence:
    """Words that state a fact. `predicate` says how they belong to it; offsets are code points of the stored source, end exclusive."""

    anchor: str
    predicate: Node
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """Where a fact or a clause stands: its document with what must be known of it, and the clause of a fact."""

    document: Node
    clause: Node | None
    number: str | None
    issued: str | None
    issuer: str | None
    status: Node | None
    basis: str | None


@dataclass(frozen=True)
class Description:
    """What the graph says of a thing by itself. What points to it is asked apart: it may be much."""

    thing: Node
    types: tuple[Node, ...]
    said: tuple[Said, ...]
    evidence: tuple[Evidence, ...]
    parts: tuple[Part, ...]
    source: Source | None
    whole: bool
    """False where the thing has more statements than were read."""


def describe(select: Select, iri: str, limit: int = 5000) -> Description:
    """Describe the thing `iri` by at most `limit` statements. Raises ValueError where `iri` is none."""
    from pyoxigraph import NamedNode

    thing = NamedNode(iri)
    rows = statements_about(select, thing)
    whole, rows = len(rows) <= limit, rows[:limit]
    about: dict[Term, list[Solution]] = defaultdict(list)
    for row in rows:
        about[row.get("node", thing)].append(row)
    source = _source_rows(select, about[thing])
    names = Names(select)
    names.look_up([thing, *(row[part] for row in rows + source for part in ("property", "value")), *about])
    own = sorted((node for node in about if node != thing), key=lambda node: (not isinstance(node, NamedNode), node.value))
    words = [node for node in own if _is_quote(about[node])]
    return Description(
        names.node(thing),
        types_of(names, about[thing]),
        said(names, about[thing], leave_out={TYPE}),
        tuple(sorted((_evidence(names, thing, node, about) for node in words), key=_evidence_order)),
        tuple(
            Part(names.node(node), anchor(thing.value, node), types_of(names, about[node]), said(names, about[node], leave_out={TYPE}))
            for node in own
            if node not in words
        ),
        _source(names, about[thing], source),
        whole,
    )


def statements_about(select: Select, thing: NamedNode) -> list[Solution]:
    """Rows with property and value about the thing, and about the nodes of its own, which `node` names.

    Hash nodes that only point to the thing are found where not too many others do: there is no index of them.
    """
    pointing = sum(int(row["count"].value) for row in select("incoming_properties", {"thing": thing}))
    own = select("own_pointing_in", {"thing": thing}) if pointing <= _LOOKED_THROUGH else []
    rows = {(row.get("node"), row["property"], row["value"]): row for row in select("statements", {"thing": thing}) + own}
    return list(rows.values())


def said(names: Names, rows: Iterable[Solution], leave_out: Collection[str] = ()) -> tuple[Said, ...]:
    """Rows with property and value, grouped: names first, then literals, then links."""
    values: dict[Term, list[Value]] = defaultdict(list)
    for row in rows:
        if row["property"].value not in leave_out:
            values[row["property"]].append(names.value(row["value"]))
    found = [Said(names.node(term), tuple(sorted(set(of), key=_value_order))) for term, of in values.items()]
    return tuple(sorted(found, key=lambda s: (_kind_order(s), short(s.predicate.iri or ""))))


def anchor(thing: str, node: Term) -> str:
    """The place of a thing's own node on its page: what follows the hash, or the label of a blank node."""
    from pyoxigraph import NamedNode

    return node.value[len(thing) + 1 :] if isinstance(node, NamedNode) else f"_{node.value}"


def types_of(names: Names, rows: Iterable[Solution]) -> tuple[Node, ...]:
    """Classes of the project first."""
    types = [names.node(row["value"]) for row in rows if row["property"].value == TYPE]
    return tuple(sorted(types, key=lambda node: (not (node.iri or "").startswith(ZM), node.iri or "")))


def _is_quote(rows: Iterable[Solution]) -> bool:
    return {_OA + "exact", _OA + "start", _OA + "end"} <= {row["property"].value for row in rows}


def _evidence(names: Names, thing: NamedNode, node: Term, about: Mapping[Term, list[Solution]]) -> Evidence:
    values = {row["property"].value: row["value"].value for row in about[node]}
    link = next((row["property"] for row in about[thing] if row["value"] == node), node)
    return Evidence(
        anchor(thing.value, node), names.node(link), values[_OA + "exact"], int(values[_OA + "start"]), int(values[_OA + "end"])
    )


def _evidence_order(each: Evidence) -> tuple[bool, int, int]:
    return each.predicate.iri != ZM + "evidence", each.start, each.end


def _source_rows(select: Select, rows: Iterable[Solution]) -> list[Solution]:
    """The statements about the document that a fact or clause is in."""
    documents = [row["value"] for row in rows if row["property"].value == IN_DOCUMENT]
    return select("statements_of", among=documents[:1])


def _source(names: Names, rows: Iterable[Solution], document: list[Solution]) -> Source | None:
    if not document:
        return None
    clause = next((row["value"] for row in rows if row["property"].value == STATED_IN), None)
    head = {row["property"].value: row["value"] for row in document}
    found = {name: head.get(iri) for name, iri in _HEAD.items()}
    words = {name: term.value if term is not None else None for name, term in found.items() if name != "status"}
    status = names.node(found["status"]) if found["status"] is not None else None
    return Source(names.node(document[0]["node"]), names.node(clause) if clause is not None else None, status=status, **words)


_NAMING = [PREFIXES[p] + n for p, n in (("dcterms", "identifier"), ("dcterms", "title"), ("rdfs", "label"), ("skos", "prefLabel"))]


def _kind_order(one: Said) -> int:
    if one.predicate.iri in _NAMING:
        return 0
    return 1 if any(isinstance(value, Text) for value in one.values) else 2


def _value_order(value: Value) -> tuple[int, str, str]:
    if isinstance(value, Text):
        return 0, value.text, value.language
    return 1, value.iri or value.blank, ""
