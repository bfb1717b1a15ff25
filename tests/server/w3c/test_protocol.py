"""The query half of the SPARQL 1.1 Protocol passes whole, and every update is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from .answers import Solutions, Triples, read
from .protocol import STONE, Exchange, Manifest, own_exchanges, own_graphs
from .suite import Suites

_ENDINGS = {
    "application/sparql-results+json": ".srj",
    "application/sparql-results+xml": ".srx",
    "text/tab-separated-values": ".tsv",
    "text/csv": ".csv",
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
}
W3C_TESTS = 34
W3C_GOOD_UPDATES = 7


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


def test_our_requests_stand_for_all_of_the_w3cs(suites: Suites) -> None:
    ids = [exchange.id for exchange in own_exchanges()]
    assert len(ids) == len(set(ids))
    assert {id for id in ids if not id.startswith("own")} == Manifest(suites.protocol).ids()


def test_the_manifest_of_the_w3c(suites: Suites, serve: Callable[..., Any], tmp_path: Path) -> None:
    """All that asks passes; all that would write is refused, the good as well as the bad."""
    manifest = Manifest(suites.protocol)
    exchanges = {exchange.id: exchange for exchange in manifest.exchanges()}
    if suites.edition == "rdflib":
        assert not exchanges, "this edition has the names of the tests alone; our requests stand for them"
        return
    store = ox.Store(str(tmp_path))
    for graph, file in manifest.graphs().items():
        store.load(path=Path(httpx.URL(file).path), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    store.flush()
    del store
    endpoint = serve("--store", tmp_path).sparql
    faults = {id: found for id, exchange in exchanges.items() if (found := fault(endpoint, exchange))}
    writing = {id for id in exchanges if id.startswith("update_")}
    first_steps = writing & manifest.ids()
    assert {id for id in faults if faults[id].startswith("status: expected 2xx, found 403")} == first_steps
    assert len(first_steps) == W3C_GOOD_UPDATES
    assert len(manifest.ids() - set(faults)) == W3C_TESTS - W3C_GOOD_UPDATES
    assert set(faults) <= writing
