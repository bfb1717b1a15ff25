"""A SPARQL endpoint as a graph. It answers the questions that are SPARQL; for others it raises NeedsTables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.entities import Entity, EntityFinder, EntityName
from kg.errors import RemoteError
from kg.i18n import message
from kg.interface import KnowledgeGraph
from kg.queries.backends import BareEndpoint, needs_tables
from kg.queries.runner import Answer, Runner
from kg.rdf.namespaces import BASE
from kg.store.endpoint import Endpoint

if TYPE_CHECKING:
    from kg.matching.matched import Matching
    from kg.rdf.terms import Quad
    from kg.store.fulltext import Hit
    from kg.store.source_texts import SourceText
    from kg.store.sparql_results import QueryResult


class EndpointGraph(KnowledgeGraph):
    """Tables are fetched once and kept as long as the graph is open."""

    def __init__(self, url: str) -> None:
        """Raises RemoteError where there is no endpoint that this program can use."""
        self._endpoint = Endpoint(url)
        self._endpoint.check()
        self._runner = Runner(BareEndpoint(self._endpoint))
        self._entities = EntityFinder(self._runner)
        self._check_base()

    def _check_base(self) -> None:
        """Raises RemoteError where the data have another base, under which no id would be found."""
        for row in self._runner.look_up("any_document"):
            if row["iri"] != row["document"]:
                served = row["iri"].removesuffix(f"document/{row['document']}")
                raise RemoteError(message("errors.upstream.other_base", url=self._endpoint.url, served=served, running=BASE))

    @property
    def version(self) -> None:
        """None: SPARQL has no versions."""

    @property
    def manifest(self) -> dict[str, Any]:
        return {}

    def answer(self, question: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        return self._runner.ask(question, parameters, limit=limit, offset=offset)

    def sparql(self, query: str) -> QueryResult:
        return self._endpoint.query(query)

    def quads(self) -> Iterator[Quad]:
        return iter(self._endpoint)

    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        raise needs_tables("search", "words", self._endpoint.url)

    def source(self, document: str) -> SourceText:
        raise needs_tables("source", "texts", self._endpoint.url)

    def drafts(self, document: str) -> dict[str, Any]:
        raise needs_tables("drafts", "texts", self._endpoint.url)

    def match(self, person: Mapping[str, str], *, cities: Sequence[str] = (), as_of: str | None = None) -> Matching:
        raise needs_tables("match", "tables", self._endpoint.url)

    def find(self, thing: str) -> list[EntityName]:
        return self._entities.find(thing)

    def show(self, thing: str) -> list[Entity]:
        return self._entities.show(thing)
