"""政脉 Zhengmai: a verifiable knowledge graph of Chinese city talent policy.

import kg
g = kg.open()
g.ask("funding", city="太原")
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.interface import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["open"]


@overload
def open(home: os.PathLike[str] | None = None, engine: str | None = None) -> Graph: ...


@overload
def open(home: str | os.PathLike[str] | None, engine: str | None = None) -> KnowledgeGraph: ...


def open(home: str | os.PathLike[str] | None = None, engine: str | None = None) -> KnowledgeGraph:
    """Open the version in use in the folder `home` (else `$ZHENGMAI_HOME`, else `.zhengmai`), or what an http(s) address serves.

    A Zhengmai server answers every question; a bare SPARQL endpoint, given by its own address, those that are SPARQL.
    engine: the SQL engine that reads the tables of a folder, `spark://host:7077` or another of kg.queries.engines; without one, DuckDB in
    this process. An address of Spark in place of `home` is the engine over the default folder.
    Raises NoVersion, OtherBase, UnknownEngine, EngineMissing, EngineUnreachable for a folder; RemoteError for an address (kg.errors).
    """
    if isinstance(home, str) and home.lower().startswith(("http://", "https://")):
        from kg.remote import open_remote

        return open_remote(home)
    from kg.graph import Graph

    if isinstance(home, str) and home.startswith(("spark:", "sc://")):
        home, engine = None, home
    return Graph(home, engine)
