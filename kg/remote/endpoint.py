"""A bare SPARQL endpoint as a graph: what SPARQL alone can answer, and a plain word about the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.entities import Named, Thing, Things
from kg.errors import RemoteError
from kg.i18n import message
from kg.interface import KnowledgeGraph
from kg.queries.backends import Bare, needs_tables
from kg.queries.runner import Answer, Runner
from kg.rdf.namespaces import BASE
from kg.store.endpoint import Endpoint

if TYPE_CHECKING:
    from kg.rdf.terms import Quad
    from kg.store.fulltext import Hit
    from kg.store.sparql_results import QueryResult


class EndpointGraph(KnowledgeGraph):
    """Tables that a question needs are fetched once and kept as long as the graph is open."""

    def __init__(self, url: str) -> None:
        """Raises RemoteError where nothing answers there, or nothing that this program can read."""
        self._endpoint = Endpoint(url)
        self._endpoint.check()
        self._runner = Runner(Bare(self._endpoint))
        self._things = Things(self._runner)
        self._check_base()

    def _check_base(self) -> None:
        """With another base, every id would be looked for where it is not."""
        for row in self._runner.look_up("any_document"):
            if row["iri"] != row["document"]:
                served = row["iri"].removesuffix(f"document/{row['document']}")
                raise RemoteError(message("errors.upstream.other_base", url=self._endpoint.url, served=served, running=BASE))

    @property
    def version(self) -> None:
        """SPARQL knows no versions."""

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

    def find(self, thing: str) -> list[Named]:
        return self._things.find(thing)

    def show(self, thing: str) -> list[Thing]:
        return self._things.show(thing)
