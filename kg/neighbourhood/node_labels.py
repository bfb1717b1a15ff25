"""Labels of nodes that tell them apart, labels of classes and properties, and nodes found by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.model.facts import FundingOffer
from kg.neighbourhood.links import batches, id_of, local_name, solutions
from kg.neighbourhood.offer_labels import offer_name
from kg.neighbourhood.records import Node
from kg.queries.catalog import question
from kg.queries.name_resolution import normalised_name
from kg.rdf.namespaces import BASE, PREFIXES
from kg.text.clauses import ANNEXES, CLOSING, CONTENTS, LETTER, PREAMBLE, SIGNATURE
from kg.text.quotes import as_read

if TYPE_CHECKING:
    from kg.queries.backends import Tables
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

MAX_MATCHES = 200
"""At most so many nodes are found by a name."""
_PARTS = {PREAMBLE: "题头", LETTER: "印发通知", CONTENTS: "目录", CLOSING: "结语", SIGNATURE: "落款", ANNEXES: "附件"}
_ROW = re.compile(r"t(?P<table>\d+)-r(?P<row>\d+)")
_NUMBERS = tuple(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double"))


@dataclass(frozen=True)
class TermLabel:
    """The label of a class, property or code in Chinese and English."""

    label: str
    label_en: str


@dataclass(frozen=True)
class PropertyValue:
    """A property of a node and its value: a literal, or the label of a code. `number` tells whether it is a number."""

    property: TermLabel
    value: TermLabel
    number: bool


@dataclass(frozen=True)
class NameMatch:
    """A node found by a name. `name` is the one that matches: a label, full name, alias or title; `exact` where all of it matches."""

    id: str
    name: str
    exact: bool


def term_labels(graph: SparqlStore) -> dict[str, TermLabel]:
    """The labels of every class and property, by local name."""
    return {local_name(row["term"]): TermLabel(row["label"].value, row["label_en"].value) for row in solutions(graph, "term_labels")}


def vocabulary_labels(graph: SparqlStore) -> dict[str, TermLabel]:
    """Name of a vocabulary of codes, as `role` -> what it is called."""
    rows = solutions(graph, "vocabulary_labels")
    return {local_name(row["scheme"]): TermLabel(row["label"].value, row["label_en"].value) for row in rows}


def nodes(graph: SparqlStore, ids: Sequence[str]) -> dict[str, Node]:
    """The nodes by id, in the order of `ids`, without unknown ones."""
    found: dict[str, Node] = {}
    for batch in batches(ids):
        for row in solutions(graph, "nodes", node=batch):
            id_, kind = id_of(row["node"]), local_name(row["kind"])
            if id_ not in found or kind == "AgencyGroup":  # which is an agency too
                found[id_] = Node(id_, kind, _name(id_, kind, row), _text(row.get("city")) or None, _text(row.get("name_en")) or None)
    offers = [id_ for id_, node in found.items() if node.kind == FundingOffer.class_name]
    for batch in batches(offers):
        for row in solutions(graph, "offer_amounts", node=batch):
            if name := offer_name({variable: _text(term) for variable, term in row.items()}):
                id_ = id_of(row["node"])
                found[id_] = replace(found[id_], name=name)
    return {id_: found[id_] for id_ in dict.fromkeys(ids) if id_ in found}


def _name(id_: str, kind: str, row: Solution) -> str:
    name, words = _text(row.get("name")), _text(row.get("words"))
    if kind == "Clause":
        return f"{_text(row.get('number'))} {name}".strip() or clause_part_name(id_)
    if figure := _text(row.get("written")):
        return f"{name} {figure}".strip()
    return name or words or id_.split("/", 1)[1]


def clause_part_name(id_: str) -> str:
    """The name of a clause without number and heading: 题头, 落款, 表1第3行, else the last part of its id."""
    part = id_.rsplit("/", 1)[1]
    row = _ROW.fullmatch(part)
    return f"表{row['table']}第{row['row']}行" if row else _PARTS.get(part, part)


def _text(term: Any) -> str:
    """The value on one line: scans break words."""
    return "" if term is None else as_read(str(term.value))


def property_values(graph: SparqlStore, id_: str) -> list[PropertyValue]:
    """The literals and codes of a node, in the order of their properties. Links are not among them."""
    found: dict[tuple[str, str], PropertyValue] = {}
    for row in solutions(graph, "property_values", node=[id_]):
        value = row["value"].value
        label, label_en = (row[name].value if name in row else value for name in ("value_label", "value_label_en"))
        property_ = TermLabel(row["label"].value, row["label_en"].value)
        pair = PropertyValue(property_, TermLabel(label, label_en), _datatype(row["value"]) in _NUMBERS)
        found.setdefault((row["property"].value, value), pair)
    return list(found.values())


def _datatype(term: Any) -> str | None:
    datatype = getattr(term, "datatype", None)
    return datatype.value if datatype is not None else None


def find_by_name(tables: Tables, part: str, limit: int = MAX_MATCHES) -> list[NameMatch]:
    """Nodes of which a name, title or number contains `part`: exact matches first, then those that begin with it."""
    wanted = normalised_name(part).lower()
    if not wanted:
        return []
    rows = tables.rows(question("aggregates", "name_matches").query, {"words": wanted, "limit": limit})
    return [NameMatch(row["iri"].removeprefix(BASE), row["name"], row["place"] == 0) for row in rows]


def starting_points(tables: Tables, limit: int) -> dict[str, dict[str, int]]:
    """Kind -> id -> number, the largest first."""
    found: dict[str, dict[str, int]] = {}
    for row in tables.rows(question("aggregates", "starting_points").query, {"limit": limit}):
        found.setdefault(row["kind"], {})[row["id"]] = row["number"]
    return found
