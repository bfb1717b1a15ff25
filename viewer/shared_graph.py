"""The version in use, opened once for all sessions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias, TypeVar

import streamlit as st

from kg import paths
from kg.errors import NoVersion, OldVersion, OtherBase
from kg.graph import Graph, Thing
from kg.queries.runner import Answer
from kg.store.fulltext import Hit
from kg.store.source_texts import SourceText
from kg.store.versions import open_version
from viewer.components.message import say
from viewer.i18n import t

Row: TypeAlias = dict[str, Any]
"""A row of an answer, by column."""
Result = TypeVar("Result")
_KEPT = 96
"""Answers and things: a page asks for a dozen, and the next run asks for most of them again."""


class Opened:
    """A graph that several sessions may ask at once: one asks after the other."""

    def __init__(self, home: Path) -> None:
        self._graph = Graph(home)
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    @property
    def version(self) -> str:
        return self._graph.version

    @property
    def built(self) -> str:
        """The day, as `2026-11-20`."""
        return str(self._graph.manifest["built"])[:10]

    def answer(self, question: str, **parameters: Any) -> Answer:
        """Raises UnknownQuestion, UnknownValue."""
        return self.put(question, parameters)

    def put(self, question: str, parameters: Mapping[str, Any]) -> Answer:
        """The answer, which all sessions share: its rows are to be read, never changed."""
        key = question, frozenset((name, repr(value)) for name, value in parameters.items() if value is not None)
        return self._once(key, lambda: self._graph.answer(question, parameters))

    def _once(self, key: Hashable, make: Callable[[], Result]) -> Result:
        with self._lock:
            found: Result = self._kept[key] if key in self._kept else make()
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return found

    def using(self, work: Callable[[Graph], Result]) -> Result:
        """What `work` makes of the graph, and nobody else asks it meanwhile: for exports."""
        with self._lock:
            return work(self._graph)

    def show(self, thing: str) -> list[Thing]:
        """All about it, which all sessions share. Raises UnknownThing."""
        return self._once(thing, lambda: self._graph.show(thing))

    def source(self, document: str) -> SourceText:
        """The whole text of a document, which all sessions share. Raises UnknownValue."""
        return self._once(("source", document), lambda: self._graph.source(document))

    def search(self, words: str, document: str) -> list[Hit]:
        """Raises ValueError."""
        with self._lock:
            return self._graph.search(words, document=document)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(home: str, version: str) -> Opened:
    return Opened(Path(home))


def opened() -> Opened:
    """The version in use. Where there is none that can be read, says so and ends the page."""
    home = paths.home().resolve()
    try:
        version = open_version(home)
    except NoVersion:
        say(t("faults.no_version"))
        st.stop()
    except OtherBase as error:
        say(t("faults.other_base", error=error))
        st.stop()
    try:
        return _open(str(home), version.id)
    except OldVersion as error:
        say(t("faults.old_version", error=error))
        st.stop()
