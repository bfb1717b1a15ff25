"""Data access: the published version, opened once and asked by all sessions at the same time.

The stores behind it can be read by several threads at once, so there is no lock. Streamlit caches the answers: it computes each once, and
only a session that asks for the very same answer meanwhile waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import streamlit as st

from kg import paths
from kg.graph import Entity, Graph
from kg.matching.matched import Matching
from kg.neighbourhood import Neighbourhood
from kg.queries.catalog import find_question
from kg.queries.parameters import on_day
from kg.queries.runner import Answer
from kg.store.fulltext import Hit
from kg.store.name_index import Suggestion
from kg.store.source_texts import SourceText
from kg.store.versions import open_version

Row: TypeAlias = dict[str, Any]
"""A row of an answer, by column."""


class SharedGraph:
    """A graph with cached answers. What it returns is shared by all sessions: read it, never change it."""

    def __init__(self, home: Path) -> None:
        self.graph = Graph(home)

    @property
    def version(self) -> str:
        return self.graph.version

    @property
    def build_date(self) -> str:
        """As `2026-11-20`."""
        return str(self.graph.manifest["built"])[:10]

    @property
    def neighbourhood(self) -> Neighbourhood:
        return self.graph.neighbourhood

    def answer(self, question: str, parameters: Mapping[str, Any] | None = None, /, **more: Any) -> Answer:
        """The rows that answer a question of the catalog. Raises UnknownQuestion, UnknownParameter, UnknownValue."""
        given = on_day(find_question(question), {**(parameters or {}), **more}, date.today())
        return _answer(self.graph, self.version, question, given)

    def facets(self, question: str, parameter: str, parameters: Mapping[str, Any]) -> Mapping[str, int]:
        """Value of `parameter` -> rows that it leaves, the other parameters as given. Raises UnknownValue."""
        given = on_day(find_question(question), parameters, date.today())
        return _facets(self.graph, self.version, question, parameter, {name: given[name] for name in given if name != parameter})

    def page(self, question: str, parameters: Mapping[str, Any], *, limit: int) -> Answer:
        """The first `limit` rows that answer a question. Raises UnknownQuestion, UnknownParameter, UnknownValue."""
        return _page(self.graph, self.version, question, dict(parameters), limit)

    def counts(self, question: str, columns: Sequence[str], **parameters: Any) -> list[tuple[Any, ...]]:
        """The values of `columns` in the answer to a question, each with its number of rows. Raises as `answer` does."""
        return _counts(self.graph, self.version, question, tuple(columns), parameters)

    def match(self, person: Mapping[str, str], cities: Sequence[str]) -> Matching:
        """What a person is offered in cities today. Raises UnknownValue, InvalidArgument."""
        return _match(self.graph, self.version, dict(person), tuple(cities), date.today().isoformat())

    def show(self, thing: str) -> list[Entity]:
        """All about a thing. Raises UnknownEntity."""
        return _show(self.graph, self.version, thing)

    def source(self, document: str) -> SourceText:
        """The whole text of a document. Raises UnknownValue."""
        return _source(self.graph, self.version, document)

    def page_picture(self, document: str, page: int) -> bytes | None:
        """A page of the original as PNG; None where it cannot be drawn. Raises UnknownValue, DamagedVersion."""
        return _page_picture(self.graph, self.version, document, page)

    def original_bytes(self, document: str) -> bytes:
        """The original, byte for byte; nothing where only the text is held. Raises UnknownValue, DamagedVersion."""
        original = self.graph.original(document)
        return original.read() if original else b""

    def search(self, words: str, *, document: str | None = None, limit: int | None = None) -> list[Hit]:
        """Places of `words` in the texts. Raises ValueError where there is nothing to search for."""
        return self.graph.search(words, document=document, limit=limit)

    def suggest(self, words: str, limit: int = 12) -> list[Suggestion]:
        """What `words` may mean while they are typed."""
        return self.graph.suggest(words, limit)


def current_graph() -> SharedGraph:
    """The version in use. Raises NoVersion, OldVersion, OtherBase, DamagedVersion where there is none that can be read."""
    home = paths.home().resolve()
    version = open_version(home)
    version.check_files()
    return _open(str(home), version.id, version.published)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(home: str, version: str, published: int) -> SharedGraph:
    return SharedGraph(Path(home))


@st.cache_resource(max_entries=96, show_spinner=False)
def _answer(_graph: Graph, version: str, question: str, parameters: Mapping[str, Any]) -> Answer:
    return _graph.answer(question, parameters)


@st.cache_resource(max_entries=500, show_spinner=False)
def _facets(_graph: Graph, version: str, question: str, parameter: str, others: Mapping[str, Any]) -> Mapping[str, int]:
    return _graph.facets(question, parameter, others)


@st.cache_resource(max_entries=48, show_spinner=False)
def _match(_graph: Graph, version: str, person: Mapping[str, str], cities: Sequence[str], day: str) -> Matching:
    return _graph.match(person, cities=cities, as_of=day)


@st.cache_resource(max_entries=96, show_spinner=False)
def _page(_graph: Graph, version: str, question: str, parameters: Mapping[str, Any], limit: int) -> Answer:
    return _graph.answer(question, parameters, limit=limit)


@st.cache_resource(max_entries=96, show_spinner=False)
def _counts(_graph: Graph, version: str, question: str, columns: tuple[str, ...], parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return _graph.counts(question, columns, parameters)


@st.cache_resource(max_entries=96, show_spinner=False)
def _show(_graph: Graph, version: str, thing: str) -> list[Entity]:
    return _graph.show(thing)


@st.cache_resource(max_entries=24, show_spinner=False)
def _source(_graph: Graph, version: str, document: str) -> SourceText:
    return _graph.source(document)


@st.cache_resource(max_entries=48, show_spinner=False)
def _page_picture(_graph: Graph, version: str, document: str, page: int) -> bytes | None:
    return _graph.page_picture(document, page, width=1200)
