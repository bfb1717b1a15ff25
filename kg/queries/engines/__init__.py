"""Other SQL engines over the tables of a version: Apache Spark, Sail, ClickHouse. They answer the same questions over the same files.

An engine is named by an address:

    spark://HOST:PORT        a Spark cluster; its workers read the files of the version at the same path
    spark:local[2]           Spark on this machine; also spark:local-cluster[2,1,1024]
    sc://HOST:PORT           a server that speaks Spark Connect
    sail                     Sail, in this process
    clickhouse               ClickHouse, in this process (chDB)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnknownEngine

if TYPE_CHECKING:
    from kg.queries.engines.base import EngineTables

FORMS = ("spark://HOST:PORT", "spark:local[2]", "sc://HOST:PORT", "sail", "clickhouse")


def engine_tables(engine: str, folder: Path) -> EngineTables:
    """The tables of `folder`, read by an engine. Raises UnknownEngine, EngineMissing, EngineUnreachable."""
    if engine == "clickhouse":
        from kg.queries.engines.clickhouse import ClickHouseTables

        return ClickHouseTables(folder)
    if engine == "sail" or engine.startswith(("spark:", "sc://")):
        from kg.queries.engines.spark import SparkTables

        return SparkTables(folder, engine)
    raise UnknownEngine(engine, FORMS)
