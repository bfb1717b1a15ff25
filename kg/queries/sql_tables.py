"""SQL over tables, by DuckDB."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.store.damage import reading_version
from kg.store.parquet import schema, table_files

if TYPE_CHECKING:
    import duckdb

    from kg.queries.catalog import ColumnType

Row = dict[str, Any]
Columns: TypeAlias = Mapping[str, "ColumnType"]


class SqlReader(ABC):
    """Runs SQL over tables that are made when a query first names them. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        return duckdb.connect(config={"threads": 2, "autoinstall_known_extensions": "false"})

    def rows(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of `query`. `values` are bound to its named parameters, `$name`; those that it does not name are ignored."""
        with self._lock:
            self._make_tables(query)
            cursor = self._connection.cursor()
        return _fetch(cursor, query, values)

    @abstractmethod
    def _make_tables(self, query: str) -> None:
        """Make the tables that `query` names and that are not made yet."""


class TableReader(SqlReader):
    """The Parquet files of a folder: each table is a view of its files."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._names = {path.name.split(".")[0] for path in folder.glob("*.parquet")}
        self._views: set[str] = set()

    def rows(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a query. Raises DamagedVersion where a file cannot be read."""
        with reading_version(self._folder):
            return super().rows(query, values)

    def _make_tables(self, query: str) -> None:
        for name in self._names.intersection(re.findall(r"\b[a-z_]+\b", query)) - self._views:
            files = ", ".join("'" + file.replace("'", "''") + "'" for file in table_files(self._folder, name))
            self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{files}])")
            self._views.add(name)


_connecting = Lock()


@cache
def _empty_database() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": "false"})


def rows_over(tables: Mapping[str, tuple[Columns, list[Row]]], query: str, values: Mapping[str, Any]) -> list[Row]:
    """The rows of an SQL query over tables that are given instead of published ones.

    `tables`: name -> its columns with their types, and its rows; a column that a row lacks is NULL.
    """
    import pyarrow as pa

    with _connecting:
        cursor = _empty_database().cursor()
    with cursor:
        for name, (columns, rows) in tables.items():
            cursor.register(name, pa.Table.from_pylist(rows, schema=schema(columns)))
        return _fetch(cursor, query, values)


def _fetch(cursor: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, Any]) -> list[Row]:
    used = {name: value for name, value in values.items() if re.search(rf"\${name}\b", query)}
    cursor.execute(query, used)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
