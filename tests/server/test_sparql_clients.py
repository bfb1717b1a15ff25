"""The endpoint works with other clients: rdflib, SPARQLWrapper, curl, Comunica."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

import kg
from tests.server.serving import Serving, until

REPOSITORY = Path(__file__).parents[2]
PREFIXES = """
PREFIX zm: <https://w3id.org/zhengmai/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
AGENCIES = PREFIXES + "SELECT ?agency ?name { ?agency a zm:Agency ; skos:prefLabel ?name }"
DESCRIBED = PREFIXES + "CONSTRUCT { ?agency skos:prefLabel ?name } WHERE { ?agency a zm:Agency ; skos:prefLabel ?name }"
ARE_THERE = PREFIXES + "ASK { ?agency a zm:Agency }"
IN_A_GRAPH = "SELECT (COUNT(*) AS ?count) { GRAPH <https://w3id.org/zhengmai/graph/registry> { ?s ?p ?o } }"
BROKEN = "SELECT * WHERE {"


@pytest.fixture(scope="module")
def agencies(graph: kg.graph.Graph) -> set[tuple[str, str]]:
    """IRI and name of each agency, asked of the graph itself."""
    found = {(solution["agency"].value, solution["name"].value) for solution in graph.sparql(AGENCIES)}
    assert len(found) == len(graph.answer("agencies").rows) > 10
    return found


# rdflib's SPARQLStore


def test_rdflib_select_ask_construct(server: Serving, agencies: set[tuple[str, str]]) -> None:
    remote = Graph(SPARQLStore(server.sparql))
    assert {(str(row.agency), str(row.name)) for row in remote.query(AGENCIES)} == agencies
    assert remote.query(ARE_THERE).askAnswer is True
    built = remote.query(DESCRIBED).graph
    assert built is not None
    assert {(str(s), str(o)) for s, _, o in built} == agencies
    assert all(isinstance(name, Literal) and name.language == "zh" for name in built.objects())


def test_rdflib_matches_triples(server: Serving, agencies: set[tuple[str, str]]) -> None:
    remote = Graph(SPARQLStore(server.sparql))
    iri, name = min(agencies)
    assert str(remote.value(URIRef(iri), URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"))) == name


def test_rdflib_default_graph_name(server: Serving, agencies: set[tuple[str, str]]) -> None:
    """It sends `default-graph-uri=urn:x-rdflib:default`, and means the graph that is asked when none is named."""
    remote = Dataset(SPARQLStore(server.sparql))
    assert {(str(row.agency), str(row.name)) for row in remote.query(AGENCIES)} == agencies
    until(lambda: "urn%3Ax-rdflib%3Adefault" in server.log.read_text(encoding="utf-8"))  # else rdflib sends no such name any more
    [(count,)] = remote.query(IN_A_GRAPH)
    assert count.toPython() > 0


# SPARQLWrapper


def wrapper(server: Serving, query: str, format: str, method: str = GET, request: str = URLENCODED) -> SPARQLWrapper:
    asked = SPARQLWrapper(server.sparql)
    asked.setQuery(query)
    asked.setReturnFormat(format)
    asked.setMethod(method)
    asked.setRequestMethod(request)
    return asked


WAYS = pytest.mark.parametrize(
    ("method", "request_method"),
    [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)],
    ids=["GET", "POST of a form", "POST directly"],
)


@WAYS
def test_wrapper_select(server: Serving, agencies: set[tuple[str, str]], method: str, request_method: str) -> None:
    ways = (method, request_method)
    rows = wrapper(server, AGENCIES, JSON, *ways).queryAndConvert()["results"]["bindings"]
    assert {(row["agency"]["value"], row["name"]["value"]) for row in rows} == agencies
    xml = wrapper(server, AGENCIES, XML, *ways).queryAndConvert()
    assert len(xml.getElementsByTagName("result")) == len(agencies)
    csv = wrapper(server, AGENCIES, CSV, *ways).queryAndConvert().decode().split("\r\n")
    assert set(csv[1:-1]) == {f"{iri},{name}" for iri, name in agencies}
    tsv = wrapper(server, AGENCIES, TSV, *ways).queryAndConvert().decode().split("\n")
    assert set(tsv[1:-1]) == {f'<{iri}>\t"{name}"@zh' for iri, name in agencies}


@WAYS
def test_wrapper_construct(server: Serving, agencies: set[tuple[str, str]], method: str, request_method: str) -> None:
    for format in (TURTLE, RDFXML, JSONLD, XML):
        found = wrapper(server, DESCRIBED, format, method, request_method).queryAndConvert()
        built = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
        assert {(str(s), str(o)) for s, _, o in built} == agencies, format


@WAYS
def test_wrapper_ask_and_malformed_query(server: Serving, method: str, request_method: str) -> None:
    assert wrapper(server, ARE_THERE, JSON, method, request_method).queryAndConvert()["boolean"] is True
    with pytest.raises(QueryBadFormed):
        wrapper(server, BROKEN, JSON, method, request_method).query()


def test_wrapper_names_graphs(server: Serving) -> None:
    asked = wrapper(server, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", JSON)
    asked.addNamedGraph("https://w3id.org/zhengmai/graph/registry")
    assert [row["g"]["value"] for row in asked.queryAndConvert()["results"]["bindings"]] == ["https://w3id.org/zhengmai/graph/registry"]


# curl


@pytest.fixture(scope="module")
def curl(server: Serving) -> Callable[..., tuple[int, str, bytes]]:
    """`curl("-H", "Accept: text/csv", query=...)`: status, media type, content."""
    program = shutil.which("curl")
    assert program, "curl is not installed; it is a client that the endpoint is held against"

    def run(*options: str, query: str = AGENCIES, get: bool = True) -> tuple[int, str, bytes]:
        command = [program, "--silent", "--show-error", "--write-out", "\n%{http_code} %{content_type}", *options]
        command += [*(["--get"] if get else []), "--data-urlencode", f"query={query}", server.sparql]
        told = subprocess.run(command, capture_output=True, check=True).stdout
        content, _, line = told.rpartition(b"\n")
        status, _, media_type = line.decode().partition(" ")
        return int(status), media_type.split(";")[0], content

    return run


SELECTED = [
    ("*/*", "application/sparql-results+json"),
    ("", "application/sparql-results+json"),
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ("text/turtle, text/csv;q=0.1", "text/csv"),
    ("application/sparql-results+json;q=0.2, text/tab-separated-values;q=0.3, image/png", "text/tab-separated-values"),
    ("text/csv;q=0, application/sparql-results+xml", "application/sparql-results+xml"),
    ("image/png, */*;q=0.1", "application/sparql-results+json"),
]
BUILT = [
    ("*/*", "text/turtle"),
    ("text/turtle", "text/turtle"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/ld+json", "application/ld+json"),
    ("application/trig", "application/trig"),
    ("application/n-quads", "application/n-quads"),
    ("text/turtle;q=0.3, application/ld+json;q=0.6, application/sparql-results+json", "application/ld+json"),
]


@pytest.mark.parametrize("get", [True, False], ids=["GET", "POST"])
@pytest.mark.parametrize(("accept", "given"), SELECTED)
def test_curl_select(
    curl: Callable[..., tuple[int, str, bytes]], agencies: set[tuple[str, str]], accept: str, given: str, get: bool
) -> None:
    status, media_type, content = curl("--header", f"Accept: {accept}".strip(), get=get)
    assert (status, media_type) == (200, given)
    if given == "text/csv":
        assert content.decode().count("\r\n") == len(agencies) + 1
        return
    formats = {"application/sparql-results+json": "JSON", "application/sparql-results+xml": "XML", "text/tab-separated-values": "TSV"}
    rows: Any = ox.parse_query_results(content, getattr(ox.QueryResultsFormat, formats[given]))
    assert {(row["agency"].value, row["name"].value) for row in rows} == agencies


@pytest.mark.parametrize(("accept", "given"), BUILT)
def test_curl_construct(curl: Callable[..., tuple[int, str, bytes]], agencies: set[tuple[str, str]], accept: str, given: str) -> None:
    status, media_type, content = curl("--header", f"Accept: {accept}", query=DESCRIBED)
    assert (status, media_type) == (200, given)
    format = ox.RdfFormat.from_media_type(given)
    assert {(quad.subject.value, quad.object.value) for quad in ox.parse(content, format)} == agencies
    if given == "text/turtle":
        assert b"skos:prefLabel" in content, "Turtle is to be read by people: prefixes"


@pytest.mark.parametrize(
    ("accept", "query"),
    [("image/png", AGENCIES), ("text/turtle", AGENCIES), ("text/csv", DESCRIBED), ("image/png", DESCRIBED), ("image/png", ARE_THERE)],
)
def test_curl_not_acceptable(curl: Callable[..., tuple[int, str, bytes]], accept: str, query: str) -> None:
    status, media_type, content = curl("--header", f"Accept: {accept}", query=query)
    assert (status, media_type) == (406, "application/problem+json")
    detail = json.loads(content)["detail"]
    assert any(there in detail for there in ("text/csv", "CSV", "Turtle")), "what there is instead is told"


def test_curl_malformed_query(curl: Callable[..., tuple[int, str, bytes]]) -> None:
    status, media_type, content = curl(query=BROKEN)
    assert (status, media_type) == (400, "application/problem+json")
    assert "1:17" in json.loads(content)["detail"], "the place of the fault is told"


# Comunica


@pytest.fixture(scope="session")
def comunica() -> Path:
    """Comunica's command line client, which `make test` installs by the lock beside the packages."""
    program = Path(sys.prefix, "clients/node_modules/.bin/comunica-sparql")
    command = ["make", f"VENV={sys.prefix}", f"{sys.prefix}/.clients"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    if shutil.which("npm") is None and not program.exists():
        told = "Comunica was not tested: npm is not installed"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    assert program.exists(), f"npm could not install Comunica from its registry: {run.stdout}{run.stderr}"
    return program


def ask_comunica(comunica: Path, source: str, query: str, media_type: str) -> bytes:
    run = subprocess.run([comunica, source, query, "-t", media_type], capture_output=True, timeout=120)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


def test_comunica(comunica: Path, server: Serving, agencies: set[tuple[str, str]]) -> None:
    source = f"sparql@{server.sparql}"
    rows = json.loads(ask_comunica(comunica, source, AGENCIES, "application/sparql-results+json"))["results"]["bindings"]
    assert {(row["agency"]["value"], row["name"]["value"]) for row in rows} == agencies
    assert {row["name"]["xml:lang"] for row in rows} == {"zh"}
    built = ox.parse(ask_comunica(comunica, source, DESCRIBED, "application/n-quads"), ox.RdfFormat.N_QUADS)
    assert {(quad.subject.value, quad.object.value) for quad in built} == agencies
    assert json.loads(ask_comunica(comunica, source, ARE_THERE, "application/sparql-results+json"))["boolean"] is True


def test_comunica_detects_the_endpoint(comunica: Path, server: Serving, agencies: set[tuple[str, str]]) -> None:
    rows = json.loads(ask_comunica(comunica, server.sparql, AGENCIES, "application/sparql-results+json"))["results"]["bindings"]
    assert {(row["agency"]["value"], row["name"]["value"]) for row in rows} == agencies
