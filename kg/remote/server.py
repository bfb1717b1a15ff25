"""A Zhengmai server as a graph, by its JSON API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.entities import Entity, EntityName
from kg.errors import RemoteError, RemoteNotFound, UnknownEntity, UnknownParameter
from kg.i18n import message
from kg.interface import KnowledgeGraph
from kg.queries.catalog import unknown_question
from kg.queries.runner import Answer
from kg.remote.api import ApiClient, ApiEndpoint
from kg.store.fulltext import Hit, search_terms

if TYPE_CHECKING:
    from kg.matching.matched import Matching
    from kg.rdf.terms import Quad
    from kg.store.source_texts import SourceText
    from kg.store.sparql_results import QueryResult

_OF_PAGES = ("limit", "offset", "format")
"""Parameters of the API that no question has."""


class RemoteGraph(KnowledgeGraph):
    """Each answer is of one version, the one in use when it is asked."""

    def __init__(self, url: str) -> None:
        """Nothing is asked yet."""
        self._client = ApiClient(url)
        self._sparql = ApiEndpoint(url.rstrip("/") + "/sparql")

    @property
    def version(self) -> str:
        """The id of the version that the server has in use."""
        return str(self._client.get_object("/health", members=["version"])["version"])

    @property
    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = self._client.get_object("/api", members=["manifest"])["manifest"]
        return content

    def answer(self, question: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        """Fetches all pages; starts again where a new version was published between two of them."""
        given = {key: str(value) for key, value in (parameters or {}).items() if value is not None}
        self._refuse_parameters_of_pages(question, given)
        if not question:
            raise unknown_question(question)
        path = "/api/" + quote(question.replace("-", "_"), safe="")
        try:
            first, rows = self._client.all_pages(path, given, "rows", limit, offset)
        except RemoteNotFound:
            raise unknown_question(question) from None
        columns = first["columns"]
        numbers = [column for column, type_ in columns.items() if type_ == "number"]
        for row in rows:
            row.update({column: float(row[column]) for column in numbers if row[column] is not None})
        return Answer(columns, rows, first["total"])

    def _refuse_parameters_of_pages(self, question: str, given: Mapping[str, str]) -> None:
        for key in given:
            if key in _OF_PAGES:
                known = {q["name"]: q["parameters"] for q in self._client.get_object("/api", members=["questions"])["questions"]}
                name = question.replace("-", "_")
                raise UnknownParameter(key, question, list(known[name])) if name in known else unknown_question(question)

    def sparql(self, query: str) -> QueryResult:
        return self._sparql.query(query)

    def quads(self) -> Iterator[Quad]:
        """Downloads the whole dump before the first quad is returned."""
        from tempfile import TemporaryFile

        from kg.rdf.serialization import parse_nquads

        with TemporaryFile() as file:
            self._client.download("/dump.nq", file, "application/n-quads")
            file.seek(0)
            try:
                yield from parse_nquads(file)
            except SyntaxError as error:
                raise RemoteError(message("errors.upstream.dump", host=self._client.name, error=str(error))) from error

    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        search_terms(words)
        asked = {"q": words, "city": city, "document": document}
        given = {key: value for key, value in asked.items() if value is not None}
        _, hits = self._client.all_pages("/search", given, "hits", limit, 0)
        return [Hit(**{name: hit[name] for name in Hit.__dataclass_fields__}) for hit in hits]

    def source(self, document: str) -> SourceText:
        from kg.remote.source_texts import MEMBERS, source_text

        path = f"/texts/{quote(document, safe='')}"
        told = self._client.get_object(path, members=MEMBERS)
        try:
            return source_text(told)
        except (KeyError, TypeError, ValueError) as error:
            raise RemoteError(message("errors.upstream.not_zhengmai", host=self._client.name, path=path)) from error

    def drafts(self, document: str) -> dict[str, Any]:
        return self._client.get_object("/api/drafts", {"document": document}, members=["status", "text", "clauses", "registry"])

    def match(self, person: Mapping[str, str], *, cities: Sequence[str] = (), as_of: str | None = None) -> Matching:
        from kg.matching.matched import read_matching

        asked = {**person, "city": ",".join(cities), "as_of": as_of or ""}
        told = self._client.get_object("/api/match", {name: value for name, value in asked.items() if value}, members=["person", "cities"])
        try:
            return read_matching(told)
        except (KeyError, TypeError, ValueError) as error:
            raise RemoteError(message("errors.upstream.not_zhengmai", host=self._client.name, path="/api/match")) from error

    def find(self, thing: str) -> list[EntityName]:
        try:
            return [found.named for found in self.show(thing)]
        except UnknownEntity:
            return []

    def show(self, thing: str) -> list[Entity]:
        things = self._client.get_object("/things", {"name": thing}, members=["things"])["things"]
        return [Entity(**{**told, "named": EntityName(**told["named"])}) for told in things]
