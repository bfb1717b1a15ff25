"""The one runner: a question and its parameters -> an answer, by whichever engine the question's folder names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownParameter, UnknownValue, nearest
from kg.i18n import message
from kg.queries.backends import Source
from kg.queries.catalog import ColumnType, Parameter, Question, find_question, questions
from kg.queries.name_resolution import Resolver
from kg.queries.sql_tables import Row
from kg.queries.typed_values import typed
from kg.rdf.namespaces import BASE

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_parameters import Parameters

_OURS = re.compile(rf"^{re.escape(BASE)}(?:agency|category|document|indicator|place|program)/")


@dataclass(frozen=True)
class Answer:
    """Rows with exactly the columns that the question names. A missing value is None, a list is a list."""

    columns: Mapping[str, ColumnType]
    rows: list[Row]
    total: int = -1
    """How many rows there are; more than `rows` holds where a page was asked for."""

    def __post_init__(self) -> None:
        if self.total < 0:
            object.__setattr__(self, "total", len(self.rows))

    def page(self, limit: int | None, offset: int) -> Answer:
        """Some of these rows."""
        end = None if limit is None else offset + limit
        return Answer(self.columns, self.rows[offset:end], self.total)


class Runner:
    """Asks one source: a published version, or a SPARQL endpoint."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tables = source.tables
        self.resolver = Resolver(self.tables)

    @property
    def graph(self) -> SparqlStore:
        return self.source.graph

    def ask(self, name: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        """Answer the question `name`; at most `limit` rows from row `offset` on. Raises UnknownQuestion, UnknownValue."""
        question = find_question(name)
        self.source.admit(question)
        given = {key: value for key, value in (parameters or {}).items() if value is not None}
        for key in given:
            if key not in question.parameters:
                raise UnknownParameter(key, name, list(question.parameters))
        for key, parameter in question.parameters.items():
            if parameter.required and key not in given:
                raise UnknownValue(key, None, parameter.about)
        match question.folder:
            case "tables":
                return self._table(question, given, limit, offset)
            case "aggregates":
                return Answer(question.columns, self._aggregate(question, given)).page(limit, offset)
            case _:
                return Answer(question.columns, self._graph_rows(question, given)).page(limit, offset)

    def look_up(self, name: str, parameters: Parameters | None = None) -> list[Row]:
        """The rows of one of the program's own graph queries."""
        return self._rows(questions("graph")[name], parameters)

    def _table(self, question: Question, given: Mapping[str, Any], limit: int | None, offset: int) -> Answer:
        columns = ", ".join(f'"{column}"' for column in question.columns)
        conditions, values = [], {}
        for key, raw in given.items():
            parameter = question.parameters[key]
            values[key] = self._value(key, parameter, raw)
            conditions.append("(" + " OR ".join(_condition(question.columns[c], c, key, parameter) for c in parameter.columns) + ")")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = ", ".join(f'"{column}"' for column in question.order)
        query = f"SELECT {columns} FROM {question.name}{where} ORDER BY {order}"
        if limit is None and not offset:
            return Answer(question.columns, self.tables.rows(query, values))
        total = self.tables.rows(f"SELECT COUNT(*) AS total FROM {question.name}{where}", values)[0]["total"]
        page = f" LIMIT {'ALL' if limit is None else int(limit)} OFFSET {int(offset)}"
        return Answer(question.columns, self.tables.rows(query + page, values), total)

    def _aggregate(self, question: Question, given: Mapping[str, Any]) -> list[Row]:
        values = {
            key: self._value(key, parameter, given[key]) if key in given else parameter.default
            for key, parameter in question.parameters.items()
        }
        return self.tables.rows(question.query, values)

    def _value(self, key: str, parameter: Parameter, raw: Any) -> Any:
        match parameter.type:
            case "number":
                try:
                    return float(raw)
                except ValueError:
                    raise UnknownValue(key, str(raw), message("errors.expected.number")) from None
            case "text":
                return "".join(str(raw).split())
            case "concept":
                named = self._concepts(parameter.scheme)
                return self._known(key, named.get(str(raw), str(raw)), list(named.values()))
            case "scheme":
                return self._known(key, str(raw), self._schemes())
            case "rule":
                return self._known(key, str(raw), list(questions("findings")))
            case type_:
                return self.resolver.ids(key, type_, str(raw))

    def _concepts(self, scheme: str | None) -> dict[str, str]:
        """Chinese label -> notation: 牵头 is lead."""
        query = "SELECT label, notation FROM concepts WHERE scheme = $scheme ORDER BY notation"
        return {row["label"]: row["notation"] for row in self.tables.rows(query, {"scheme": scheme})}

    def _schemes(self) -> list[str]:
        return [row["scheme"] for row in self.tables.rows("SELECT DISTINCT scheme FROM concepts ORDER BY scheme", {})]

    def _known(self, key: str, value: str, known: list[str]) -> str:
        if value not in known:
            raise UnknownValue(key, value, message("errors.expected.one_of", known=known), list(filter(None, [nearest(value, known)])))
        return value

    def _graph_rows(self, question: Question, given: Mapping[str, Any]) -> list[Row]:
        from kg.rdf.terms import Literal, NamedNode

        terms: dict[str, list[NamedNode | Literal]] = {}
        for key, raw in given.items():
            parameter = question.parameters[key]
            if parameter.type in ("concept", "text"):
                terms[key] = [Literal(str(raw))]
            else:
                terms[key] = [NamedNode(f"{BASE}{parameter.type}/{id_}") for id_ in self.resolver.ids(key, parameter.type, str(raw))]
        return self._rows(question, terms)

    def _rows(self, question: Question, parameters: Parameters | None) -> list[Row]:
        found = self.graph.select(question.query, parameters)
        return [{column: _local(typed(row.get(column), type_)) for column, type_ in question.columns.items()} for row in found]


def _condition(type_: ColumnType, column: str, key: str, parameter: Parameter) -> str:
    if parameter.type == "text":
        return f"contains(regexp_replace(COALESCE(\"{column}\", ''), '\\s+', '', 'g'), ${key})"
    if parameter.type in ("concept", "scheme", "rule"):
        return f'"{column}" = ${key}'
    return f'list_has_any("{column}", ${key})' if type_ == "list" else f'list_contains(${key}, "{column}")'


def _local(value: Any) -> Any:
    """A thing of ours by its id, anything else as it is."""
    return _OURS.sub("", value) if isinstance(value, str) else value
