"""What questions are asked of: a published version on disk, or a SPARQL endpoint."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from kg.queries.catalog import definitions_hash
from kg.queries.table_reader import Row, TableReader
from kg.store.versions import OldVersion, Version

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.store.endpoint import Endpoint


class Tables(Protocol):
    def rows(self, query: str, values: dict[str, Any]) -> list[Row]:
        """The rows of an SQL query, with values bound."""


class Source(Protocol):
    """Tables, and the graph that they are made from."""

    @property
    def tables(self) -> Tables: ...

    @property
    def graph(self) -> Store | Endpoint: ...


class Published:
    """A version on disk. Raises OldVersion where its tables are defined otherwise than this program's."""

    def __init__(self, version: Version) -> None:
        if version.manifest.get("definitions") != definitions_hash():
            raise OldVersion(version.id)
        self.version = version
        self.tables = TableReader(version.tables)

    @cached_property
    def graph(self) -> Store:
        from kg.store.graph import read_graph

        return read_graph(self.version.graph)
