"""ClickHouse in this process, by chDB. Lists are never missing there: one that is NULL elsewhere is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.queries.engines.base import EngineTables, Row

_SETTINGS = (
    "prefer_column_name_to_alias=1, join_use_nulls=1, cast_keep_nullable=1, union_default_mode='DISTINCT', "
    "allow_experimental_correlated_subqueries=1, output_format_arrow_string_as_string=1"
)


class ClickHouseTables(EngineTables):
    dialect = "clickhouse"

    def __init__(self, folder: Path) -> None:
        self._session: Any = None
        super().__init__(folder, "clickhouse")

    def _connect(self) -> None:
        from chdb.session import Session

        self._session = Session()
        self._session.query("CREATE DATABASE kg")
        self._session.query("USE kg")

    def _make_view(self, name: str, files: list[str]) -> None:
        union = " UNION ALL ".join(f"SELECT * FROM file({_quoted(file)}, Parquet)" for file in files)
        self._session.query(f"CREATE VIEW kg.{name} AS {union}")

    def _run(self, sql: str) -> Iterator[Row]:
        """The answer as Arrow: what a comparison gives is a byte there, which no column of ours has."""
        import pyarrow as pa

        answer = bytes(self._session.query(f"{sql} SETTINGS {_SETTINGS}", "ArrowStream").bytes())
        table = pa.ipc.open_stream(answer).read_all()
        for at, column in enumerate(table.schema):
            if column.type == pa.uint8():
                table = table.set_column(at, column.name, table[at].cast(pa.bool_()))
        yield from table.to_pylist()


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
