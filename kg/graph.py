"""The Python face: one published version, asked, shown, searched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg import paths
from kg.entities import Named, Thing, Things
from kg.errors import UnknownThing, UnknownValue
from kg.i18n import message
from kg.interface import KnowledgeGraph
from kg.queries.backends import Published
from kg.queries.runner import Answer, Runner
from kg.store.versions import Version, open_version

if TYPE_CHECKING:
    from kg.neighbourhood import Neighbourhood
    from kg.rdf.terms import Quad
    from kg.store.fulltext import Hit, IndexedClause, WordIndex
    from kg.store.oxigraph import OxigraphStore
    from kg.store.source_texts import SourceText, Texts
    from kg.store.sparql_results import QueryResult

__all__ = ["Graph", "Named", "Thing", "UnknownThing"]


class Graph(KnowledgeGraph):
    """A published version. `kg.open()` gives one."""

    def __init__(self, home: str | os.PathLike[str] | None = None) -> None:
        self._open(open_version(paths.home(home)))

    @classmethod
    def of(cls, version: Version) -> Graph:
        """The graph of one version, whichever is in use."""
        graph = cls.__new__(cls)
        graph._open(version)
        return graph

    def _open(self, version: Version) -> None:
        self._version = version
        self._published = Published(version)
        self._runner = Runner(self._published)
        self._things = Things(self._runner)

    @property
    def version(self) -> str:
        return self._version.id

    @property
    def manifest(self) -> dict[str, Any]:
        """When it was built, from what, how many triples and rows."""
        return self._version.manifest

    @property
    def store(self) -> OxigraphStore:
        """The RDF graph, to be queried."""
        return self._published.graph

    def answer(self, question: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        """The rows that answer `question`; at most `limit` of them from row `offset` on. Raises UnknownQuestion, UnknownValue."""
        return self._runner.ask(question, parameters, limit=limit, offset=offset)

    def sparql(self, query: str) -> QueryResult:
        """Run a SPARQL query on the union of all named graphs. The project's prefixes are known. Raises SyntaxError."""
        return self.store.query(query)

    def quads(self) -> Iterator[Quad]:
        """Every statement with its named graph."""
        return iter(self.store)

    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        """Places of `words` in the texts. Raises ValueError where there is nothing to search for."""
        return self._words.find(words, documents=self._documents(city, document), limit=limit)

    def clause(self, id_: str) -> IndexedClause | None:
        """The words of a clause; None where the texts have none of that id."""
        return self._words.clause(id_)

    @cached_property
    def _words(self) -> WordIndex:
        from kg.store.fulltext import WordIndex

        return WordIndex(self._version.words)

    def _documents(self, city: str | None, document: str | None) -> list[str] | None:
        if city is None and document is None:
            return None
        return [row["document"] for row in self.answer("documents", {"city": city, "document": document}).rows]

    def source(self, document: str) -> SourceText:
        """The whole text of a document (by id, number or title), unedited, with the faults of its scan, its page marks,
        and why clauses hold no fact. Raises UnknownValue."""
        found = self.answer("documents", {"document": document}).rows
        if len(found) > 1:
            raise UnknownValue("document", document, message("errors.expected.one_of", known=[row["document"] for row in found]))
        return self._texts.read(found[0]["document"])

    @cached_property
    def _texts(self) -> Texts:
        from kg.store.source_texts import Texts

        return Texts(self._version.texts)

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """What things are linked to, ways between them, and the words that state a link."""
        from kg.neighbourhood import Neighbourhood

        return Neighbourhood(self._runner)

    def find(self, thing: str) -> list[Named]:
        return self._things.find(thing)

    def show(self, thing: str) -> list[Thing]:
        return self._things.show(thing)
