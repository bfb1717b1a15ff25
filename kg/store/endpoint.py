"""A graph elsewhere: a SPARQL 1.1 endpoint, asked by the protocol over HTTP (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.errors import MalformedQuery, RemoteError
from kg.i18n import message
from kg.store.http_client import MEBIBYTE, HttpClient, Reply
from kg.store.sparql import SparqlStore
from kg.store.sparql_parameters import Parameters, with_parameters, with_prefixes

if TYPE_CHECKING:
    from kg.rdf.terms import Quad
    from kg.store.sparql_results import QueryResult

_ACCEPT = "application/sparql-results+json, application/n-triples, application/sparql-results+xml;q=0.8, text/turtle;q=0.8"


class Endpoint(SparqlStore):
    """Sends queries to an endpoint. `timeout` in seconds and `answer_bytes` bound one answer."""

    def __init__(self, url: str, *, timeout: float = 60.0, answer_bytes: int = 256 * MEBIBYTE) -> None:
        """Raises InvalidAddress where `url` is no http(s) address. Nothing is asked yet."""
        self._client = HttpClient(url, timeout=timeout, answer_bytes=answer_bytes)

    @property
    def url(self) -> str:
        """The address of the endpoint, without a password."""
        return self._client.name

    def query(self, text: str, parameters: Parameters | None = None, *, limit: int | None = None, offset: int = 0) -> QueryResult:
        """The whole result, with the project's prefixes known.

        Raises MalformedQuery where the endpoint calls the query malformed, ServerLimit where it is busy, RemoteError for anything else.
        """
        return self.query_dataset(with_parameters(text, parameters, limit=limit, offset=offset))

    def query_dataset(self, text: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> QueryResult:
        """The whole result of a query on the dataset named (SPARQL 1.1 Protocol, section 2.1.4). Raises what `query` raises."""
        fields: dict[str, str | list[str]] = {"query": self._with_prefixes(text)}
        if default_graphs:
            fields["default-graph-uri"] = list(default_graphs)
        if named_graphs:
            fields["named-graph-uri"] = list(named_graphs)
        reply = self._client.post_form(fields, _ACCEPT)
        if reply.status == 400:
            raise self._malformed(reply)
        self._client.raise_for_status(reply)
        self._refuse_partial(reply)
        return self._result(reply)

    def _with_prefixes(self, query: str) -> str:
        return with_prefixes(query)

    def _malformed(self, reply: Reply) -> MalformedQuery:
        words = reply.error_message or message("errors.malformed-query.unexplained")
        return MalformedQuery(message("errors.malformed-query.refused", url=self.url, words=words))

    def __iter__(self) -> Iterator[Quad]:
        """Every quad of the named graphs, one graph after the other."""
        from kg.rdf.terms import Quad

        for found in self.select("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"):
            graph = found["graph"]
            for row in self.select("SELECT ?s ?p ?o { VALUES ?graph { UNDEF } GRAPH ?graph { ?s ?p ?o } }", {"graph": graph}):
                yield Quad(row["s"], row["p"], row["o"], graph)

    def check(self) -> None:
        """Raises RemoteError where the endpoint is empty, or does not query the union of its graphs by default."""
        if not self.ask("ASK { ?s ?p ?o }"):
            if self.ask("ASK { GRAPH ?g { ?s ?p ?o } }"):
                raise RemoteError(message("errors.upstream.named_graphs", url=self.url))
            raise RemoteError(message("errors.upstream.empty", url=self.url))

    def _refuse_partial(self, reply: Reply) -> None:
        """Raises RemoteError for a truncated result. Virtuoso truncates at its time limit and says so only in a header, with status 200."""
        if reply.headers.get("x-sql-state", "").startswith("S1TAT"):
            words = reply.headers.get("x-sql-message") or message("errors.upstream.time_over")
            raise RemoteError(message("errors.upstream.cut", url=self.url, words=words))

    def _result(self, reply: Reply) -> QueryResult:
        from kg.store.sparql_results import read_result

        try:
            result = read_result(reply.content, reply.media_type)
        except SyntaxError as error:
            raise RemoteError(message("errors.upstream.garbled", url=self.url, error=str(error))) from error
        if result is None:
            kind = "no_results" if reply.media_type else "no_type"
            raise RemoteError(message(f"errors.upstream.{kind}", url=self.url, type=reply.media_type))
        return result
