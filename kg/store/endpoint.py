"""A graph elsewhere: a SPARQL 1.1 endpoint, asked by the protocol over HTTP (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import MalformedQuery, RemoteError
from kg.i18n import message
from kg.store.http_client import MEBIBYTE, HttpClient, Reply
from kg.store.sparql_parameters import with_bindings, with_prefixes

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.store.oxigraph import QueryResult

_ACCEPT = "application/sparql-results+json, application/n-triples, application/sparql-results+xml;q=0.8, text/turtle;q=0.8"


class Endpoint:
    """Answers queries as a store does. `timeout` in seconds and `answer_bytes` bound one answer."""

    def __init__(self, url: str, *, timeout: float = 60.0, answer_bytes: int = 256 * MEBIBYTE) -> None:
        """Raises InvalidAddress where `url` is no http(s) address. Nothing is asked yet."""
        self._client = HttpClient(url, timeout=timeout, answer_bytes=answer_bytes)

    @property
    def url(self) -> str:
        """The address, without a password."""
        return self._client.name

    def query(
        self,
        text: str,
        bindings: Mapping[str, Any] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> QueryResult:
        """The whole answer, with the project's prefixes known and values bound.

        Raises MalformedQuery where the endpoint calls the query malformed, ServerLimit where it is busy, RemoteError for anything else.
        """
        fields: dict[str, str | list[str]] = {"query": self._standing_alone(with_bindings(text, bindings or {}))}
        if default_graphs:
            fields["default-graph-uri"] = list(default_graphs)
        if named_graphs:
            fields["named-graph-uri"] = list(named_graphs)
        reply = self._client.post_form(fields, _ACCEPT)
        if reply.status == 400:
            raise self._malformed(reply)
        self._client.refuse(reply)
        self._refuse_partial(reply)
        return self._result(reply)

    def _standing_alone(self, query: str) -> str:
        return with_prefixes(query)

    def _malformed(self, reply: Reply) -> MalformedQuery:
        words = reply.words or message("errors.malformed-query.unexplained")
        return MalformedQuery(message("errors.malformed-query.refused", url=self.url, words=words))

    def __iter__(self) -> Iterator[Quad]:
        """Every statement of the named graphs, one graph after the other."""
        from pyoxigraph import Quad

        graphs: Any = self.query("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }")
        for (graph,) in graphs:
            statements: Any = self.query("SELECT ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }", {"graph": graph})
            for subject, predicate, value in statements:
                yield Quad(subject, predicate, value, graph)

    def check(self) -> None:
        """Raises RemoteError where this is no endpoint that answers from the union of its graphs, as every query here expects."""
        if not self.query("ASK { ?s ?p ?o }"):
            if self.query("ASK { GRAPH ?g { ?s ?p ?o } }"):
                raise RemoteError(message("errors.upstream.named_graphs", url=self.url))
            raise RemoteError(message("errors.upstream.empty", url=self.url))

    def _refuse_partial(self, reply: Reply) -> None:
        """Virtuoso cuts an answer at its own time limit and tells it in a header, with status 200."""
        if reply.headers.get("x-sql-state", "").startswith("S1TAT"):
            words = reply.headers.get("x-sql-message") or message("errors.upstream.time_over")
            raise RemoteError(message("errors.upstream.cut", url=self.url, words=words))

    def _result(self, reply: Reply) -> QueryResult:
        from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse_query_results

        media_type = "application/sparql-results+json" if reply.media_type == "application/json" else reply.media_type
        try:
            table = QueryResultsFormat.from_media_type(media_type)
            if table and table != QueryResultsFormat.CSV:  # which does not tell an IRI from a text
                result = parse_query_results(reply.content, table)
                if isinstance(result, QueryBoolean):
                    return result
                result.serialize(format=QueryResultsFormat.TSV)  # reads to the end: rows are read late, and a fault would come with them
                return parse_query_results(reply.content, table)
            if triples := RdfFormat.from_media_type(media_type):
                return _triples(reply.content, triples)
        except SyntaxError as error:
            raise RemoteError(message("errors.upstream.garbled", url=self.url, error=str(error))) from error
        kind = "no_results" if reply.media_type else "no_type"
        raise RemoteError(message(f"errors.upstream.{kind}", url=self.url, type=reply.media_type))


def _triples(content: bytes, syntax: Any) -> QueryResult:
    from pyoxigraph import Store

    store = Store()
    store.load(content, syntax)
    return store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
