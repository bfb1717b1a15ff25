"""What questions are asked of: a published version on disk, or a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from kg.errors import NeedsTables, OldVersion
from kg.i18n import message
from kg.queries.catalog import FINDINGS, Question, asked_questions, definitions_hash
from kg.queries.sql_tables import Row, TableReader
from kg.store.versions import Version, check_base

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint
    from kg.store.oxigraph import OxigraphStore
    from kg.store.sparql import SparqlStore


class Tables(Protocol):
    def rows(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of an SQL query, with values bound."""


class Source(Protocol):
    """Tables, and the graph that they are made from."""

    @property
    def tables(self) -> Tables: ...

    @property
    def graph(self) -> SparqlStore: ...

    def admit(self, question: Question) -> None:
        """Raises NeedsTables where this question cannot be asked here."""


def needs_tables(what: str, kept: Literal["tables", "words"], url: str) -> NeedsTables:
    """The error for what a bare endpoint cannot answer, with the questions that it can."""
    known = [question.name for question in asked_questions() if _is_sparql(question)]
    return NeedsTables(what, message(f"errors.needs-tables.{kept}"), url, known)


def _is_sparql(question: Question) -> bool:
    """The findings are a table too, but many rules make it."""
    return question.folder != "aggregates" and question.name != FINDINGS.name


class Published:
    """A version on disk.

    Raises OtherBase where its data lie under another base than this program's, OldVersion where its tables are defined otherwise.
    """

    def __init__(self, version: Version) -> None:
        check_base(version)
        if version.manifest.get("definitions") != definitions_hash():
            raise OldVersion(version.id)
        self.version = version
        self.tables = TableReader(version.tables)

    @cached_property
    def graph(self) -> OxigraphStore:
        from kg.store.oxigraph import OxigraphStore

        return OxigraphStore.open(self.version.graph)

    def admit(self, question: Question) -> None:
        """Every question can be asked."""


class Bare:
    """A SPARQL endpoint, whatever serves it."""

    def __init__(self, endpoint: Endpoint) -> None:
        from kg.queries.endpoint_tables import EndpointTables

        self.graph = endpoint
        self.tables = EndpointTables(endpoint)

    def admit(self, question: Question) -> None:
        """Raises NeedsTables but for the questions that are SPARQL."""
        if not _is_sparql(question):
            raise needs_tables(question.name, "tables", self.graph.url)
