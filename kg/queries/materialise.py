"""Makes the rows of tables and findings from a graph, by their SPARQL definitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.queries.catalog import FINDINGS, Question, questions
from kg.queries.merged_findings import merged
from kg.queries.typed_values import typed
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Literal, Term

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def table_rows(store: SparqlStore, table: Question) -> list[Row]:
    """The rows of a table, typed and in the table's order."""
    found = store.select(table.query)
    return ordered(({column: typed(row.get(column), type_) for column, type_ in table.columns.items()} for row in found), table.order)


def ordered(rows: Iterable[Row], order: list[str]) -> list[Row]:
    return sorted(rows, key=lambda row: [(row[column] is None, row[column]) for column in order])


def materialise(store: SparqlStore, batch: str) -> Tables:
    """The tables of the batch `document` or `registry`, by name; for a document, its findings too."""
    if batch == "registry":
        return {q.name: table_rows(store, q) for q in questions("tables").values() if q.batch == "registry"}
    tables = {q.name: table_rows(store, q) for q in document_tables()}
    tables[FINDINGS.name] = finding_rows(store, tables)
    return tables


def document_tables() -> list[Question]:
    """The tables whose rows come from one document each."""
    return [q for q in questions("tables").values() if q.batch == "document"]


def finding_rows(store: SparqlStore, tables: Mapping[str, list[Row]]) -> list[Row]:
    """The findings of the health rules, with the evidence of the facts that they rest on."""
    facts = {row["id"]: row for rows in tables.values() for row in rows if {"quote", "context"} <= row.keys()}
    found = [row for rule in questions("findings").values() for row in _findings_of(store, rule, facts)]
    rows = merged(found, facts, tables["answer_rows"])
    return ordered(({column: row[column] for column in FINDINGS.columns} for row in rows), FINDINGS.order)


def _findings_of(store: SparqlStore, rule: Question, facts: Mapping[str, Row]) -> Iterable[Row]:
    for solution in store.select(rule.query):
        values = defaultdict(str, {name: _plain(term) for name, term in solution.items()})
        fact = facts[_id(values["fact"])]
        other = facts[_id(values["other"])] if values.get("other") else {}
        yield {
            "id": "/".join(filter(None, [fact["id"], rule.name, other.get("id"), values.get("year")])),
            "fact": fact["id"],
            "topic": values.get("topic"),
            "further": [_id(iri) for iri in values["further"].split()],
            "rule": rule.name,
            "severity": rule.severity,
            "message": rule.message["zh"].format_map(values),
            "message_en": rule.message["en"].format_map(values),
            "arithmetic": rule.arithmetic["zh"].format_map(values) if rule.arithmetic else None,
            "arithmetic_en": rule.arithmetic["en"].format_map(values) if rule.arithmetic else None,
            "year": int(values["year"]) if values.get("year") else None,
            "task": fact.get("task"),
            **{column: fact[column] for column in ("document", "clause", "quote", "start", "end", "context", "city", "city_code")},
            **{f"other_{column}": other.get(column) for column in ("id", "clause", "quote", "start", "end")},
        }


def _id(iri: str) -> str:
    return iri.removeprefix(PREFIXES["document"])


def _plain(term: Term) -> str:
    """A value as messages show it: a decimal without trailing zeros."""
    text = term.value
    if isinstance(term, Literal) and term.datatype.value.endswith("#decimal") and "." in text:
        return text.rstrip("0").rstrip(".")
    return text
