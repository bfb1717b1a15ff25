"""The Python API: one published version."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import paths
from kg.entities import Entity, EntityFinder, EntityName
from kg.errors import UnknownEntity, UnknownValue
from kg.i18n import message
from kg.interface import KnowledgeGraph
from kg.queries.backends import PublishedVersion
from kg.queries.runner import Answer, Runner
from kg.store.versions import Version, open_version

if TYPE_CHECKING:
    from kg.matching.matched import Matching
    from kg.neighbourhood import Neighbourhood
    from kg.passages import Passage
    from kg.rdf.terms import Quad
    from kg.store.files import OriginalFile
    from kg.store.fulltext import FullTextIndex, Hit, IndexedClause
    from kg.store.name_index import NameIndex, Suggestion
    from kg.store.oxigraph import OxigraphStore
    from kg.store.source_texts import SourceText, SourceTexts
    from kg.store.sparql_results import QueryResult

__all__ = ["Entity", "EntityName", "Graph", "UnknownEntity"]


class Graph(KnowledgeGraph):
    """A published version. `kg.open()` gives one."""

    def __init__(self, home: str | os.PathLike[str] | None = None, engine: str | None = None) -> None:
        self._open(open_version(paths.home(home)), engine)

    @classmethod
    def of(cls, version: Version) -> Graph:
        """The graph of a version, whether or not it is the one in use."""
        graph = cls.__new__(cls)
        graph._open(version)
        return graph

    def _open(self, version: Version, engine: str | None = None) -> None:
        self._version = version
        self._published = PublishedVersion(version, engine)
        self._runner = Runner(self._published)
        self._entities = EntityFinder(self._runner)

    @property
    def version(self) -> str:
        return self._version.id

    @property
    def manifest(self) -> dict[str, Any]:
        """Build time, inputs, and the numbers of triples and rows."""
        return self._version.manifest

    @property
    def store(self) -> OxigraphStore:
        """The RDF graph, to be queried."""
        return self._published.graph

    def answer(self, question: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        """The rows that answer `question`; at most `limit` of them from row `offset` on. Raises UnknownQuestion, UnknownValue."""
        return self._runner.ask(question, parameters, limit=limit, offset=offset)

    def facets(self, question: str, parameter: str, parameters: Mapping[str, Any] | None = None) -> Mapping[str, int]:
        """Value of `parameter` -> rows of `question` that it leaves, the other parameters as given; empty where that is not known."""
        return self._runner.facets(question, parameter, parameters)

    def counts(self, question: str, columns: Sequence[str], parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The values of `columns` in the rows that answer `question`, each with the number of these rows: `[("太原市", 38), ...]`.

        A row counts for each value of a list. Raises UnknownQuestion, UnknownValue.
        """
        return self._runner.counts(question, columns, parameters)

    def sparql(self, query: str) -> QueryResult:
        """Run a SPARQL query on the union of all named graphs. The project's prefixes are known. Raises SyntaxError."""
        return self.store.query(query)

    def quads(self) -> Iterator[Quad]:
        """Every quad."""
        return iter(self.store)

    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        """Matches of `words` in the source texts. Raises NothingToSearch."""
        return self._fulltext.search(words, documents=self._documents(city, document), limit=limit)

    def suggest(self, words: str, limit: int = 12) -> list[Suggestion]:
        """Things, documents and questions whose name `words` begins or is part of, in characters, pinyin or first letters."""
        return self._names.find(words, limit)

    def clause(self, id_: str) -> IndexedClause | None:
        """The text of a clause; None where there is no clause of that id."""
        return self._fulltext.clause(id_)

    @cached_property
    def _fulltext(self) -> FullTextIndex:
        from kg.store.fulltext import FullTextIndex

        return FullTextIndex(self._version.fulltext)

    @cached_property
    def _names(self) -> NameIndex:
        from kg.store.name_index import NameIndex

        return NameIndex(self._version.names)

    def _documents(self, city: str | None, document: str | None) -> list[str] | None:
        if city is None and document is None:
            return None
        return [row["document"] for row in self.answer("documents", {"city": city, "document": document}).rows]

    def source(self, document: str) -> SourceText:
        found = self.answer("documents", {"document": document}).rows
        if len(found) > 1:
            raise UnknownValue("document", document, message("errors.expected.one_of", known=[row["document"] for row in found]))
        return self._source_texts.read(found[0]["document"])

    def passages(self, document: str, quote: str | None = None, *, start: int | None = None, end: int | None = None) -> list[Passage]:
        """Where `quote` stands in the text of a document, or what stands from `start` to `end`; each with its clause, pages and boxes.

        Raises UnknownValue where the text does not hold the quote, or ends before `end`.
        """
        from kg.passages import passages

        source = self.source(document)
        return passages(source, self.answer("clauses", {"document": source.document}).rows, quote, start, end)

    def original(self, document: str) -> OriginalFile | None:
        """The file that the text of a document (by id, number or title) was made from; None where only the text is held.

        Raises UnknownValue, DamagedVersion.
        """
        from kg.store.files import original_file

        original = self.source(document).provenance.original
        return original_file(self._version.home, original) if original else None

    def page_picture(self, document: str, page: int, *, width: int = 1200) -> bytes | None:
        """A page of the original as PNG, at least `width` pixels wide (2400 at most), made at the first call and kept in the home.

        None where the original has no pages, or nothing here can draw it. Raises UnknownValue for another document or page.
        """
        from kg.store.page_pictures import page_picture

        provenance = self.source(document).provenance
        if not 1 <= page <= len(provenance.pages):
            expected = (
                message("errors.expected.page", count=len(provenance.pages)) if provenance.pages else message("errors.expected.paged")
            )
            raise UnknownValue("page", str(page), expected)
        original = self.original(document)
        return page_picture(self._version.home, original, page, width) if original else None

    def drafts(self, document: str, data: Path | None = None) -> dict[str, Any]:
        """Of the data that come with the program, or of those in `data`. Takes seconds at the first call, and is kept in the home."""
        from kg.extraction.of_version import drafts_of_version

        return drafts_of_version(self._version, self.source(document).document, data or paths.DATA)

    @cached_property
    def _source_texts(self) -> SourceTexts:
        from kg.store.source_texts import SourceTexts

        return SourceTexts(self._version.texts)

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """Neighbours, shortest paths, and the evidence of links."""
        from kg.neighbourhood import Neighbourhood

        return Neighbourhood(self._runner)

    def match(self, person: Mapping[str, str], *, cities: Sequence[str] = (), as_of: str | None = None) -> Matching:
        from kg.matching.match import match

        return match(self._runner, person, cities, as_of)

    def find(self, thing: str) -> list[EntityName]:
        return self._entities.find(thing)

    def show(self, thing: str) -> list[Entity]:
        return [self._with_pages(entity) for entity in self._entities.show(thing)]

    def _with_pages(self, entity: Entity) -> Entity:
        """The entity; rows of its evidence have the pages of the original on which the words stand, as `pages`."""
        document = entity.named.id.split("/")[0]
        source = self._source_texts.read(document) if entity.evidence else None
        if source is None or not source.provenance.layout:
            return entity
        rows = [{**row, "pages": sorted({page for page, _ in source.places(row["start"], row["end"])})} for row in entity.evidence]
        return replace(entity, evidence=rows)
