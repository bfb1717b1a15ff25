"""Backends of the runner: a published version on disk, or a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from kg.errors import NeedsTables, OldVersion
from kg.i18n import message
from kg.queries.catalog import COMPOSED, Question, definitions_hash, public_questions
from kg.queries.sql_tables import Row, TableReader
from kg.store.versions import Version, check_base

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint
    from kg.store.oxigraph import OxigraphStore
    from kg.store.sparql import SparqlStore


class Tables(Protocol):
    def rows(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of an SQL query. `values` are bound to its named parameters, `$name`."""


class Backend(Protocol):
    """Tables, and the graph from which they are made."""

    @property
    def tables(self) -> Tables: ...

    @property
    def graph(self) -> SparqlStore: ...

    def check_answerable(self, question: Question) -> None:
        """Raises NeedsTables where this backend cannot answer the question."""


def needs_tables(what: str, kept: Literal["tables", "words", "texts"], url: str) -> NeedsTables:
    """The error for what a bare endpoint cannot answer, with the questions that it can."""
    known = [question.name for question in public_questions() if _is_sparql(question)]
    return NeedsTables(what, message(f"errors.needs-tables.{kept}"), url, known)


def _is_sparql(question: Question) -> bool:
    return question.folder != "aggregates" and question.name not in COMPOSED


def _tables(version: Version, engine: str | None) -> Tables:
    if engine is None:
        return TableReader(version.tables)
    from kg.queries.engines import engine_tables

    return engine_tables(engine, version.tables)


class PublishedVersion:
    """A version on disk.

    Raises OtherBase where its IRIs have another base than this program's, OldVersion where its tables are defined otherwise,
    DamagedVersion where one of its files is not as it was published.
    """

    def __init__(self, version: Version, engine: str | None = None) -> None:
        """engine: the address of the SQL engine that answers (kg.queries.engines). Without one it is DuckDB."""
        check_base(version)
        if version.manifest.get("definitions") != definitions_hash():
            raise OldVersion(version.id)
        version.check_files()
        self.version = version
        self.tables: Tables = _tables(version, engine)

    @cached_property
    def graph(self) -> OxigraphStore:
        from kg.store.oxigraph import OxigraphStore

        return OxigraphStore.open(self.version.graph)

    def check_answerable(self, question: Question) -> None:
        """A published version answers every question."""


class BareEndpoint:
    """A SPARQL endpoint of any server."""

    def __init__(self, endpoint: Endpoint) -> None:
        from kg.queries.endpoint_tables import EndpointTables

        self.graph = endpoint
        self.tables = EndpointTables(endpoint)

    def check_answerable(self, question: Question) -> None:
        """Raises NeedsTables for questions that are no SPARQL."""
        if not _is_sparql(question):
            raise needs_tables(question.name, "tables", self.graph.url)
