"""The two who are asked: the engine in this process, and an endpoint over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

from .answers import Answer, expected, of_engine, read, same
from .suite import Case, Suites

_MEDIA_TYPES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
}
_NO_GRAPH = "urn:suite:no-graph"
"""The default graph of a test without data: one that does not exist."""


def write_store(suites: Suites, cases: list[Case], folder: Path) -> None:
    """One store for all tests: every data file is the named graph of its IRI.

    What tests have as default graph stands there once more, under a name of its own, so that the two share no blank node.
    """
    store = ox.Store(str(folder))
    for iri in sorted({iri for case in cases for iri in case.default}):
        _load(store, suites, iri, ox.NamedNode(_default(iri)))
    for iri in sorted({iri for case in cases for iri in case.named}):
        _load(store, suites, iri, ox.NamedNode(iri))
    store.flush()


def _default(iri: str) -> str:
    return f"{iri}?default"


def _load(store: ox.Store, suites: Suites, iri: str, graph: Any) -> None:
    path = suites.file(iri)
    rdf = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    store.load(path=str(path), format=rdf, base_iri=iri, to_graph=graph)


class Engine:
    """pyoxigraph, with the test's data in a store of its own."""

    def __init__(self, suites: Suites) -> None:
        self._suites = suites

    def fault(self, case: Case) -> str | None:
        """None where the case passes, else what went wrong."""
        store = ox.Store()
        for iri in case.default:
            _load(store, self._suites, iri, ox.DefaultGraph())
        for iri in case.named:
            _load(store, self._suites, iri, ox.NamedNode(iri))
        try:
            result: Any = store.query(case.query, base_iri=case.query_iri)
            if case.kind == "bad syntax":
                return "accepted"
            if case.result is None:
                return None
            answer = read(result.serialize(format=ox.QueryResultsFormat.CSV), ".csv", "") if case.ending == ".csv" else of_engine(result)
        except SyntaxError as error:
            return None if case.kind == "bad syntax" else f"SyntaxError: {error}"
        except (OSError, RuntimeError) as error:
            return f"{type(error).__name__}: {error}"
        return _difference(self._suites, case, answer)


class Endpoint:
    """A SPARQL endpoint over what `write_store` wrote. Each test chooses its dataset by the protocol's parameters."""

    def __init__(self, suites: Suites, url: str) -> None:
        self._suites = suites
        self._url = url
        self._client = httpx.Client(timeout=60)

    def post(self, case: Case, accept: str) -> httpx.Response:
        """The query as body. A query that says FROM chooses for itself."""
        dataset = [("default-graph-uri", _default(iri)) for iri in case.default] + [("named-graph-uri", iri) for iri in case.named]
        if case.says_from:
            dataset = []
        elif not case.default:
            dataset.append(("default-graph-uri", _NO_GRAPH))
        query = f"BASE <{case.query_iri}>\n{case.query}"
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self._client.post(self._url, params=dataset, content=query.encode(), headers=headers)

    def fault(self, case: Case) -> str | None:
        """None where the case passes, else what went wrong."""
        accept = _MEDIA_TYPES.get(case.ending, "*/*")
        if case.ending == ".ttl":
            accept += ", application/sparql-results+json"
        try:
            response = self.post(case, accept)
        except httpx.TransportError as error:
            return f"no answer: {error}"
        if case.kind == "bad syntax":
            return None if response.status_code == 400 else f"status {response.status_code}"
        if response.status_code != 200:
            return f"status {response.status_code}: {response.text[:200]}"
        if case.result is None:
            return None
        media_type = response.headers["content-type"].split(";")[0]
        ending = next((ending for ending, known in _MEDIA_TYPES.items() if known == media_type), media_type)
        try:
            answer = read(response.content, ending, case.query_iri)
        except (ValueError, SyntaxError) as error:
            return f"cannot be read as {media_type}: {error}"
        return _difference(self._suites, case, answer)


def _difference(suites: Suites, case: Case, found: Answer) -> str | None:
    result = str(case.result)
    wanted = expected(suites.file(result), result)
    return None if same(found, wanted, case.lax) else f"expected {wanted}, found {found}"
