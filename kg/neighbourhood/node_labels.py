"""What things are called, so that a reader can tell one from another; and the words of classes and properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.model.facts import FundingOffer
from kg.neighbourhood.links import at_once, id_of, local, solutions
from kg.neighbourhood.offer_labels import offer_name
from kg.neighbourhood.records import Node
from kg.queries.catalog import question
from kg.queries.name_resolution import normalised_name
from kg.rdf.namespaces import BASE, PREFIXES
from kg.text.clauses import CLOSING, PREAMBLE

if TYPE_CHECKING:
    from kg.queries.backends import Tables
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

FOUND = 200
"""So many things of a name are looked at."""
_PARTS = {PREAMBLE: "题头", CLOSING: "结语"}
_NUMBERS = tuple(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double"))


@dataclass(frozen=True)
class Term:
    """What a class or property is called, in both languages."""

    label: str
    label_en: str


@dataclass(frozen=True)
class Statement:
    """A property of a thing and its value: a text, a number, or what a code means."""

    property: Term
    value: Term
    number: bool


@dataclass(frozen=True)
class Called:
    """A thing that was found by a name. `name` is the one found: a full name, an alias, a title."""

    id: str
    name: str
    exact: bool


def terms(graph: SparqlStore) -> dict[str, Term]:
    """Local name -> what it is called, of every class and property."""
    return {local(row["term"]): Term(row["label"].value, row["label_en"].value) for row in solutions(graph, "terms")}


def nodes(graph: SparqlStore, ids: Sequence[str]) -> dict[str, Node]:
    """Id -> thing, in the order of `ids`. What is none that is shown is left out."""
    found: dict[str, Node] = {}
    for some in at_once(ids):
        for row in solutions(graph, "things", node=some):
            id_, kind = id_of(row["node"]), local(row["kind"])
            if id_ not in found or kind == "AgencyGroup":  # which is an agency too
                found[id_] = Node(id_, kind, _name(id_, kind, row), _text(row.get("city")) or None)
    offers = [id_ for id_, node in found.items() if node.kind == FundingOffer.class_name]
    for some in at_once(offers):
        for row in solutions(graph, "sums", node=some):
            if name := offer_name({said: _text(term) for said, term in row.items()}):
                id_ = id_of(row["node"])
                found[id_] = replace(found[id_], name=name)
    return {id_: found[id_] for id_ in dict.fromkeys(ids) if id_ in found}


def _name(id_: str, kind: str, row: Solution) -> str:
    name, words = _text(row.get("name")), _text(row.get("words"))
    if kind == "Clause":
        return f"{_text(row.get('number'))} {name}".strip() or bare_clause(id_)
    if figure := _text(row.get("written")):
        return f"{name} {figure}".strip()
    return name or words or id_.split("/", 1)[1]


def bare_clause(id_: str) -> str:
    """What a clause without number and heading is called."""
    part = id_.rsplit("/", 1)[1]
    return _PARTS.get(part, part)


def _text(term: Any) -> str:
    """On one line: a scan breaks words."""
    return "" if term is None else " ".join(str(term.value).split())


def statements(graph: SparqlStore, id_: str) -> list[Statement]:
    """What is said of one thing, its links apart, in the order of the properties."""
    found: dict[tuple[str, str], Statement] = {}
    for row in solutions(graph, "properties", node=[id_]):
        value = row["value"].value
        label, label_en = (row[name].value if name in row else value for name in ("value_label", "value_label_en"))
        said = Statement(Term(row["label"].value, row["label_en"].value), Term(label, label_en), _datatype(row["value"]) in _NUMBERS)
        found.setdefault((row["property"].value, value), said)
    return list(found.values())


def _datatype(term: Any) -> str | None:
    datatype = getattr(term, "datatype", None)
    return datatype.value if datatype is not None else None


def called(tables: Tables, words: str, limit: int = FOUND) -> list[Called]:
    """Things of which a name, title or number holds `words`: those called just so first, then those that begin so."""
    wanted = normalised_name(words).lower()
    if not wanted:
        return []
    rows = tables.rows(question("aggregates", "called").query, {"words": wanted, "limit": limit})
    return [Called(row["iri"].removeprefix(BASE), row["name"], row["place"] == 0) for row in rows]


def starting_points(tables: Tables, limit: int) -> dict[str, dict[str, int]]:
    """Kind -> id -> number, the most first."""
    found: dict[str, dict[str, int]] = {}
    for row in tables.rows(question("aggregates", "starting_points").query, {"limit": limit}):
        found.setdefault(row["kind"], {})[row["id"]] = row["number"]
    return found
