"""`tables/*.rq` and `findings/*.rq` -> rows, from the store of one batch, or from an endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, QuerySolutions, Store

from kg.queries.catalog import FINDINGS, ColumnType, Question, questions
from kg.rdf.namespaces import PREFIXES
from kg.store.oxigraph import run

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def table_rows(store: Store | Endpoint, question: Question) -> list[Row]:
    """The rows that the definition of a table gives on `store`, typed and in order."""
    solutions = select(store, question.query)
    names = [variable.value for variable in solutions.variables]
    found = (dict(zip(names, solution, strict=True)) for solution in solutions)
    rows = [{column: _typed(terms.get(column), type_) for column, type_ in question.columns.items()} for terms in found]
    return ordered(rows, question.order)


def select(store: Store | Endpoint, query: str) -> QuerySolutions:
    solutions = run(store, query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("a table is defined by a SELECT query")
    return solutions


def ordered(rows: Iterable[Row], order: list[str]) -> list[Row]:
    return sorted(rows, key=lambda row: [(row[column] is None, row[column]) for column in order])


def _typed(term: Any, type_: ColumnType) -> Any:
    text = term.value if term is not None else None
    match type_:
        case "list":
            return sorted(text.split("|")) if text else []
        case "spans":
            spans = [tuple(map(int, span.split("-"))) for span in text.split("|")] if text else []
            return [list(span) for span in sorted(spans)]
        case _ if text is None:
            return None
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return text in ("true", "1")
        case _:
            return text


def materialise(store: Store, batch: str) -> Tables:
    """Every table of a batch; for a document, its findings too."""
    if batch == "registry":
        return {q.name: table_rows(store, q) for q in questions("tables").values() if q.batch == "registry"}
    tables = {q.name: table_rows(store, q) for q in document_tables()}
    tables[FINDINGS.name] = finding_rows(store, tables)
    return tables


def document_tables() -> list[Question]:
    """The tables that each document has its rows of; the findings come out of these."""
    return [q for q in questions("tables").values() if q.batch == "document"]


def finding_rows(store: Store, tables: Mapping[str, list[Row]]) -> list[Row]:
    """What the health rules find, each with the words of the facts that they rest on."""
    facts = {row["id"]: row for rows in tables.values() for row in rows if {"quote", "context"} <= row.keys()}
    rows = [row for rule in questions("findings").values() for row in _findings_of(store, rule, facts)]
    return ordered(rows, FINDINGS.order)


def _findings_of(store: Store, rule: Question, facts: Mapping[str, Row]) -> Iterable[Row]:
    solutions = select(store, rule.query)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        values = {name: _plain(term) for name, term in zip(names, solution, strict=True)}
        fact = facts[values["fact"].removeprefix(PREFIXES["document"])]
        other = facts[values["other"].removeprefix(PREFIXES["document"])] if values.get("other") else {}
        yield {
            "id": "/".join(filter(None, [fact["id"], rule.name, other.get("id"), values.get("year")])),
            "rule": rule.name,
            "severity": rule.severity,
            "message": rule.message["zh"].format(**values),
            "message_en": rule.message["en"].format(**values),
            **{column: fact[column] for column in ("document", "clause", "quote", "start", "end", "context", "city", "city_code")},
            **{f"other_{column}": other.get(column) for column in ("id", "clause", "quote", "start", "end")},
        }


def _plain(term: Any) -> str:
    """A value as a sentence shows it: a decimal without idle zeros."""
    if term is None:
        return ""
    text = str(term.value)
    if isinstance(term, Literal) and term.datatype.value.endswith("#decimal") and "." in text:
        return text.rstrip("0").rstrip(".")
    return text
