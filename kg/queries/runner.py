"""Answers questions: the folder of a question names the engine that runs it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache

from kg.queries.backends import Backend
from kg.queries.catalog import ColumnType, Question, find_question, question
from kg.queries.facets import ROWS, TREES, facet_counts
from kg.queries.parameters import ParameterReader, TypedValue, on_day
from kg.queries.sql_tables import Row
from kg.queries.typed_values import typed
from kg.rdf.namespaces import BASE

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_parameters import Parameters

_OURS = re.compile(rf"^{re.escape(BASE)}(?:agency|category|document|indicator|place|program)/")
_DAYS = 16
"""The statuses of so many days are kept."""


@dataclass(frozen=True)
class Answer:
    """Rows by column, with exactly the columns of the question. A missing value is None."""

    columns: Mapping[str, ColumnType]
    rows: list[Row]
    total: int = -1
    """The number of rows of the whole answer, of which `rows` may be a page."""

    def __post_init__(self) -> None:
        if self.total < 0:
            object.__setattr__(self, "total", len(self.rows))

    def page(self, limit: int | None, offset: int) -> Answer:
        """At most `limit` rows from row `offset` on."""
        end = None if limit is None else offset + limit
        return Answer(self.columns, self.rows[offset:end], self.total)


class Runner:
    """Answers questions from one backend."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.tables = backend.tables
        self._parameters = ParameterReader(self.tables)
        self._statuses: LRUCache[str, Mapping[str, Row]] = LRUCache(_DAYS)
        self._lock = Lock()

    @property
    def graph(self) -> SparqlStore:
        return self.backend.graph

    def ask(self, name: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        """The answer to the question `name`: at most `limit` rows from row `offset` on.

        `parameters` are as ParameterReader reads them. Raises UnknownQuestion, UnknownParameter, UnknownValue, NeedsTables.
        """
        question = find_question(name)
        self.backend.check_answerable(question)
        values = self._parameters.read(question, on_day(question, parameters or {}, date.today()))
        match question.folder:
            case "tables":
                return self._of_day(question, values, self._table(question, values, limit, offset))
            case "aggregates":
                return self._of_day(question, values, self._aggregate(question, values, limit, offset))
            case _:
                return Answer(question.columns, self._rows(question, _terms(question, values))).page(limit, offset)

    def facets(self, name: str, parameter: str, parameters: Mapping[str, Any] | None = None) -> Mapping[str, int]:
        """Value (id or code) of `parameter` -> rows that it leaves of the question `name`, the others given as they are.

        Empty where the question does not say which columns the parameter is held against. Raises as `ask`.
        """
        question = find_question(name)
        others = {other: value for other, value in (parameters or {}).items() if other != parameter}
        columns = question.parameters[parameter].columns
        if not columns or question.parameters[parameter].type in ("text", "date", "number") or question.parameters[parameter].required:
            return {}
        values = self._parameters.read(question, on_day(question, others, date.today()))
        source, held = f"({question.query})", {n: p.default for n, p in question.parameters.items()} | dict(values)
        if question.folder == "tables":
            source, held = f"{question.name}{_where(question, values)}", dict(values)
        named = ", ".join(f'"{column}"' for column in columns)
        rows = self.tables.rows(f"SELECT {named}, COUNT(*) AS {ROWS} FROM {source} GROUP BY ALL", held)
        return facet_counts(rows, columns, self._above(question.parameters[parameter].type))

    def _above(self, type_: str) -> Mapping[str, list[str]]:
        """Thing -> itself and what is above it, where things of the type are below others."""
        if type_ not in TREES:
            return {}
        tree, column = TREES[type_]
        rows = self.tables.rows(f"SELECT {column} AS thing, list(DISTINCT ancestor) AS above FROM {tree} GROUP BY {column}", {})
        return {row["thing"]: row["above"] for row in rows}

    def counts(self, name: str, columns: Sequence[str], parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The values of `columns` in the answer to a question, with the number of its rows that have them, by value.

        A row counts for each value of a list. A status is that of the record, and not of the day. Raises as `ask` does.
        """
        question = find_question(name)
        self.backend.check_answerable(question)
        values = self._parameters.read(question, on_day(question, parameters or {}, date.today()))
        given = {name: parameter.default for name, parameter in question.parameters.items()} | dict(values)
        if question.folder == "graph":
            found = Counter(tuple(row[column] for column in columns) for row in self._rows(question, _terms(question, values)))
            return [(*held, count) for held, count in sorted(found.items(), key=str)]
        rows = f"({question.query})" if question.folder == "aggregates" else f"{question.name}{_where(question, values)}"
        each = ", ".join(f'UNNEST("{c}") AS "{c}"' if question.columns[c] == "list" else f'"{c}"' for c in columns)
        query = f"SELECT *, COUNT(*) FROM (SELECT {each} FROM {rows}) GROUP BY ALL ORDER BY ALL"
        return [tuple(row.values()) for row in self.tables.rows(query, given)]

    def look_up(self, name: str, parameters: Parameters | None = None) -> list[Row]:
        """The rows of one of the program's own SPARQL queries, typed by its columns."""
        return self._rows(question("graph", name), parameters)

    def _of_day(self, question: Question, values: Mapping[str, TypedValue], answer: Answer) -> Answer:
        """The answer with the status that documents have on its day."""
        day = next((str(values[name]) for name, parameter in question.parameters.items() if parameter.today), None)
        if day is None or "status" not in question.columns or not answer.rows:
            return answer
        statuses = self._statuses_on(day)
        for row in answer.rows:
            row.update({column: value for column, value in statuses[row["document"]].items() if column in row})
        return answer

    def _statuses_on(self, day: str) -> Mapping[str, Row]:
        """Document -> its status on a day and why. The last days that were asked for are kept."""
        with self._lock:
            kept = self._statuses.get(day)
        if kept is None:
            rows = self.tables.rows(question("aggregates", "document_status").query, {"as_of": day})
            kept = {row.pop("document"): row for row in rows}
            with self._lock:
                self._statuses[day] = kept
        return kept

    def _table(self, question: Question, values: Mapping[str, TypedValue], limit: int | None, offset: int) -> Answer:
        columns = ", ".join(f'"{column}"' for column in question.columns)
        where = _where(question, values)
        order = ", ".join([*_named_first(question, values), *(f'"{column}"' for column in question.order)])
        query = f"SELECT {columns} FROM {question.name}{where} ORDER BY {order}"
        if limit is None and not offset:
            return Answer(question.columns, self.tables.rows(query, values))
        total = self.tables.rows(f"SELECT COUNT(*) AS total FROM {question.name}{where}", values)[0]["total"]
        page = f" LIMIT {'ALL' if limit is None else int(limit)} OFFSET {int(offset)}"
        return Answer(question.columns, self.tables.rows(query + page, values), total)

    def _aggregate(self, question: Question, values: Mapping[str, TypedValue], limit: int | None, offset: int) -> Answer:
        """All rows where no page is asked for. The order of the query is that of its rows under a LIMIT around it."""
        given = {name: parameter.default for name, parameter in question.parameters.items()} | dict(values)
        if limit is None:
            return Answer(question.columns, self.tables.rows(question.query, given)).page(limit, offset)
        total = self.tables.rows(f"SELECT COUNT(*) AS total FROM ({question.query})", given)[0]["total"]
        page = self.tables.rows(f"SELECT * FROM ({question.query}) LIMIT {int(limit)} OFFSET {int(offset)}", given)
        return Answer(question.columns, page, total)

    def _rows(self, question: Question, parameters: Parameters | None) -> list[Row]:
        found = self.graph.select(question.query, parameters)
        return [{column: _local(typed(row.get(column), type_)) for column, type_ in question.columns.items()} for row in found]


def _named_first(question: Question, values: Mapping[str, TypedValue]) -> Iterator[str]:
    """SQL by which rows that have given words in a name or title come before those that have them in the quote only."""
    for name in values:
        parameter = question.parameters[name]
        if parameter.type == "text" and (named := [column for column in parameter.columns if column != "quote"]):
            yield f"NOT ({' OR '.join(_holds(column, name) for column in named)})"


def _holds(column: str, name: str) -> str:
    return f"contains(regexp_replace(COALESCE(\"{column}\", ''), '\\s+', '', 'g'), ${name})"


def _where(question: Question, values: Mapping[str, TypedValue]) -> str:
    """The SQL clause by which the rows of a table are those of the values."""
    conditions = ["(" + " OR ".join(_conditions(question, name)) + ")" for name in values if question.parameters[name].type != "date"]
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _conditions(question: Question, name: str) -> Iterator[str]:
    """SQL conditions that compare `$name` with each column of the parameter."""
    parameter = question.parameters[name]
    for column in parameter.columns:
        if parameter.type == "text":
            yield _holds(column, name)
        elif question.columns[column] == "list":
            yield f'list_has_any("{column}", ${name})'
        else:
            yield f'list_contains(${name}, "{column}")'


def _terms(question: Question, values: Mapping[str, TypedValue]) -> Parameters:
    """The values as RDF terms: ids as IRIs, anything else as literals."""
    from kg.rdf.terms import Literal, NamedNode

    def terms(name: str, value: TypedValue) -> list[NamedNode] | list[Literal]:
        if isinstance(value, list):
            return [NamedNode(f"{BASE}{question.parameters[name].type}/{id_}") for id_ in value]
        return [Literal(value)]

    return {name: terms(name, value) for name, value in values.items()}


def _local(value: Any) -> Any:
    """The IRI of an entity as its id, any other value as it is."""
    return _OURS.sub("", value) if isinstance(value, str) else value
