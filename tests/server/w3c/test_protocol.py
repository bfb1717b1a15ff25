"""The query half of the SPARQL 1.1 Protocol passes whole, and every update is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from .answers import Solutions, Triples, read
from .protocol import STONE, Exchange, Manifest, own_exchanges, own_graphs

_ENDINGS = {
    "application/sparql-results+json": ".srj",
    "application/sparql-results+xml": ".srx",
    "text/tab-separated-values": ".tsv",
    "text/csv": ".csv",
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
}
W3C_QUERY_TESTS = 20
W3C_UPDATE_TESTS = 7
"""So many are good ones, and so many are not."""


@pytest.fixture(scope="module")
def endpoint(serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("stones")
    store = ox.Store(str(folder))
    for graph in map(ox.NamedNode, own_graphs()):
        store.add(ox.Quad(graph, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(STONE), graph))
    store.flush()
    del store
    return str(serve("--store", folder).sparql)


def fault(endpoint: str, exchange: Exchange) -> str | None:
    """None where what comes back is as it must be."""
    url = endpoint + exchange.address
    response = httpx.request(exchange.method, url, headers=exchange.headers, content=exchange.content or None)
    code = str(response.status_code)
    if code != exchange.status and not (exchange.status.endswith("xx") and code[0] == exchange.status[0]):
        return f"status: expected {exchange.status}, found {code} {response.text[:200]}"
    if exchange.kind is None:
        return None
    media_type = response.headers["content-type"].split(";")[0]
    answer = read(response.content, _ENDINGS.get(media_type, media_type), "urn:base")
    kind = "rows" if isinstance(answer, Solutions) else "triples" if isinstance(answer, Triples) else "boolean"
    if kind != exchange.kind:
        return f"expected {exchange.kind}, found {kind} as {media_type}"
    return None if exchange.boolean is None or answer is exchange.boolean else f"expected {exchange.boolean}, found {answer}"


def count(endpoint: str) -> str:
    query = "SELECT (COUNT(*) AS ?count) { GRAPH ?g { ?s ?p ?o } }"
    return httpx.get(endpoint, params={"query": query}, headers={"Accept": "text/csv"}).text


@pytest.mark.parametrize("exchange", own_exchanges(), ids=lambda exchange: exchange.id)
def test_request(endpoint: str, exchange: Exchange) -> None:
    before = count(endpoint)
    assert fault(endpoint, exchange) is None
    assert count(endpoint) == before


def test_our_requests_stand_for_all_of_the_w3cs() -> None:
    ids = [exchange.id for exchange in own_exchanges()]
    assert len(ids) == len(set(ids))
    w3c = {id for id in ids if not id.startswith("own")}
    updates = {id for id in w3c if "update" in id}
    assert len(w3c - updates) == W3C_QUERY_TESTS
    assert (
        len([id for id in updates if id.startswith("bad")]) == len([id for id in updates if id.startswith("update_")]) == W3C_UPDATE_TESTS
    )


@pytest.mark.skipif(
    "RDF_TESTS" not in os.environ, reason="RDF_TESTS names no checkout of github.com/w3c/rdf-tests; our own requests stand for it"
)
def test_the_manifest_of_the_w3c(serve: Callable[..., Any], tmp_path: Path) -> None:
    """All that asks passes; all that would write is refused, the good as well as the bad."""
    manifest = Manifest(Path(os.environ["RDF_TESTS"]) / "sparql/sparql11/protocol/manifest.ttl")
    store = ox.Store(str(tmp_path))
    for graph, file in manifest.graphs().items():
        store.load(path=Path(httpx.URL(file).path), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    store.flush()
    del store
    endpoint = serve("--store", tmp_path).sparql
    exchanges = {exchange.id: exchange for exchange in manifest.exchanges()}
    assert set(exchanges) >= {exchange.id for exchange in own_exchanges() if not exchange.id.startswith("own")}
    faults = {id: found for id, exchange in exchanges.items() if (found := fault(endpoint, exchange))}
    writing = {id for id in exchanges if id.startswith("update_")}
    asked_after_writing = {id for id in writing if id[-2:] == "-2"}
    assert {id for id in faults if faults[id].startswith("status: expected 2xx, found 403")} == writing - asked_after_writing
    assert set(faults) - writing == set()
