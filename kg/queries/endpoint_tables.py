"""Tables of an endpoint: a table is made by its SPARQL definition when it is first queried, and kept in memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.queries.catalog import questions
from kg.queries.sql_tables import SqlReader
from kg.store.parquet import schema

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint


class EndpointTables(SqlReader):
    """The tables of the catalog, made from an endpoint. Raises RemoteError where the endpoint fails."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__()
        self._endpoint = endpoint
        self._made: set[str] = set()

    def _make_tables(self, query: str) -> None:
        named = set(re.findall(r"\b(?:FROM|JOIN)\s+([a-z_]+)\b", query))  # a column may be called as a table is
        for name in sorted(named.intersection(questions("tables")) - self._made):
            self._make(name)
            self._made.add(name)

    def _make(self, name: str) -> None:
        import pyarrow as pa

        from kg.queries.materialise import table_rows

        question = questions("tables")[name]
        rows = pa.Table.from_pylist(table_rows(self._endpoint, question), schema=schema(question.columns))
        self._connection.register("answered", rows)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM answered")
        self._connection.unregister("answered")
