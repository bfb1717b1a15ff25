"""Spark SQL: by a cluster, in this process, or by any server of Spark Connect, which Sail is."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.queries.engines.base import EngineTables, Row, check_listening

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.log.level": "OFF",
}


class SparkTables(EngineTables):
    """`engine`: an address of a Spark engine (kg.queries.engines)."""

    dialect = "spark"

    def __init__(self, folder: Path, engine: str) -> None:
        self._session: Any = None
        super().__init__(folder, engine)

    def _connect(self) -> None:
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
        if self.engine == "sail":
            self._session = _connect_session(f"sc://127.0.0.1:{_sail_port()}")
        elif self.engine.startswith("sc://"):
            check_listening(self.engine, self.engine.removeprefix("sc:").partition(";")[0])
            self._session = _connect_session(self.engine)
        else:
            self._session = _classic_session(self.engine)

    def _make_view(self, name: str, files: list[str]) -> None:
        self._session.read.parquet(*files).createOrReplaceTempView(name)

    def _run(self, sql: str) -> Iterator[Row]:
        for row in self._session.sql(sql).collect():
            yield row.asDict(recursive=True)


def _classic_session(engine: str) -> Any:
    """A session of its own, so that views of two versions do not meet. A process has one Spark context."""
    master = engine if engine.startswith("spark://") else engine.removeprefix("spark:")
    if engine.startswith("spark://"):
        check_listening(engine, engine.removeprefix("spark:"))
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("zhengmai")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate().newSession()


def _connect_session(address: str) -> Any:
    from pyspark.sql.connect.session import SparkSession

    return SparkSession.builder.remote(address).create()


_servers: list[Any] = []
"""Sail's server: one a process, which ends with it."""


def _sail_port() -> int:
    from pysail.spark import SparkConnectServer

    if not _servers:
        server = SparkConnectServer(ip="127.0.0.1", port=0)
        server.start(background=True)
        _servers.append(server)
    return int(_servers[0].listening_address[1])
