"""Linked data over HTTP: every IRI answers at its path, in the format that is asked for."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from kg.graph import Graph
from kg.rdf.namespaces import BASE, CANONICAL, ZM
from tests.server.serving import Serving

AGENCY = "agency/910100-human-resources"
FORMATS = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
PARSERS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


@pytest.fixture(scope="module")
def client(server: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=60) as client:
        yield client


def raw(address: str, target: str, headers: str = "") -> tuple[int, str]:
    """Status and head of a GET for `target` exactly as written: no client in between tidies it up."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with socket.create_connection((host, port), timeout=30) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n{headers}\r\n".encode("latin-1"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    return int(head.split()[1]), head


@pytest.mark.parametrize(("media_type", "suffix"), FORMATS.items())
def test_an_iri_leads_to_its_description_in_the_format_asked_for(client: httpx.Client, media_type: str, suffix: str) -> None:
    answer = client.get("/" + AGENCY, headers={"Accept": media_type})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/about/{AGENCY}.{suffix}")
    assert "Accept" in answer.headers["vary"]
    described = client.get(answer.headers["location"])
    assert described.status_code == 200 and described.headers["content-type"].split(";")[0] == media_type
    if suffix != "html":
        read = rdflib.Graph().parse(data=described.content, format=PARSERS[suffix])
        assert (rdflib.URIRef(BASE + AGENCY), rdflib.SKOS.prefLabel, rdflib.Literal("市人社局", lang="zh")) in read
    else:
        assert "市人社局" in described.text and "市人力资源和社会保障局" in described.text


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("*/*", "html"), ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"), ("application/xhtml+xml", "html"),
        ("text/turtle;q=0.3,application/n-triples;q=0.8", "nt"), ("text/*;q=0.5,application/ld+json;q=0.4", "html"),
        ("application/rdf+xml, text/turtle;q=0.9, */*;q=0.1", "rdf"), ("text/html;q=0,*/*", "ttl"),
    ],
)  # fmt: skip
def test_qualities_count(client: httpx.Client, accept: str, suffix: str) -> None:
    assert client.get("/" + AGENCY, headers={"Accept": accept}).headers["location"].endswith("." + suffix)


def test_a_description_without_format_is_negotiated_in_place(client: httpx.Client) -> None:
    answer = client.get(f"/about/{AGENCY}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200 and answer.headers["content-location"] == f"/about/{AGENCY}.ttl"
    assert answer.content == client.get(f"/about/{AGENCY}.ttl", headers={"Accept": "image/png"}).content


@pytest.mark.parametrize("path", ["/" + AGENCY, f"/about/{AGENCY}"])
def test_a_format_that_there_is_not_is_refused(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "image/png"})
    assert answer.status_code == 406 and "text/turtle" in answer.json()["detail"]


def test_every_kind_of_iri_answers(client: httpx.Client, graph: Graph) -> None:
    rows = graph.sparql("SELECT (MIN(STR(?thing)) AS ?one) { ?thing a ?class } GROUP BY ?class")
    iris = {row["one"].value for row in rows}  # type: ignore[union-attr]
    iris |= {BASE + "graph/registry", BASE + "graph/document/yunze-2021-5", BASE + "scheme/common", CANONICAL + "vocab/role"}
    ours = {iri.partition("#")[0] for iri in iris if iri.startswith((BASE, CANONICAL))}
    assert len(ours) > 15
    for iri in sorted(ours):
        path = "/" + iri.removeprefix(BASE).removeprefix(CANONICAL)
        page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert page.status_code == 200 and iri in page.text, iri
        data = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert rdflib.URIRef(iri) in set(rdflib.Graph().parse(data=data.text, format="turtle").all_nodes()), iri


def test_a_hash_iri_is_answered_by_what_is_before_the_hash(client: httpx.Client) -> None:
    path = "/document/yunze-2021-5/i1/funding/1"
    page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert 'id="evidence"' in page.text
    data = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
    evidence = rdflib.URIRef(BASE + path[1:] + "#evidence")
    assert rdflib.Graph().parse(data=data.text, format="turtle").value(evidence, rdflib.URIRef("http://www.w3.org/ns/oa#exact"))
    assert 'id="Task"' in client.get("/ontology", headers={"Accept": "text/html"}, follow_redirects=True).text
    term = client.get("/about.html", params={"iri": ZM + "Task"})
    assert term.status_code == 200 and ZM + "Task" in term.text and "via=" in term.text


def test_another_library_follows_an_iri(server: Serving, graph: Graph) -> None:
    read = rdflib.Graph().parse(f"{server.address}/{AGENCY}")
    led = {f"{BASE}document/{row['task']}" for row in graph.answer("agency_tasks", {"agency": AGENCY.removeprefix("agency/")}).rows}
    assert led and set(map(str, read.objects(rdflib.URIRef(BASE + AGENCY), rdflib.URIRef(ZM + "leads")))) == led


def test_pages_may_run_and_load_nothing(client: httpx.Client) -> None:
    for path in (f"/about/{AGENCY}.html", "/", "/about/ontology.html", "/about/graph/registry.html", "/problems", "/nowhere"):
        answer = client.get(path, headers={"Accept": "text/html"})
        policy = policy_of(answer)
        assert policy["default-src"] == "'none'" and policy["style-src"] == "'self'" and "script-src" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<script" not in answer.text and not re.search(r'(?:src|action)="(?!/)', answer.text)
        for address in re.findall(r'(?:<link rel="(?:stylesheet|icon)" href|src)="([^"]+)"', answer.text):
            assert client.get(address).status_code == 200 and address.startswith("/static/")


def test_the_page_with_the_editor_takes_nothing_from_elsewhere(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html"})
    policy = policy_of(answer)
    assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'"
    assert {source for sources in policy.values() for source in sources.split()} <= {
        "'none'",
        "'self'",
        "'unsafe-inline'",
        "data:",
        "blob:",
    }
    assert not re.search(r'(?:src|action|<link [^>]*href)="(?!/[^/])', answer.text)


def policy_of(answer: httpx.Response) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))


def test_what_the_graph_does_not_know_is_404_and_helps(client: httpx.Client) -> None:
    page = client.get("/document/yunze-2021-5/i99", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert page.status_code == 404 and "The graph does not know this IRI" in page.text
    assert 'href="/document/yunze-2021-5"' in page.text
    for path in ("/agency/nobody", "/about/agency/nobody", "/about/agency/nobody.ttl", "/about.ttl?iri=http://nowhere.example/"):
        answer = client.get(path, headers={"Accept": "text/turtle"})
        assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"
        assert ("nowhere" if "iri=" in path else "nobody") in answer.json()["detail"]
    assert client.get("/about").status_code == 404


HARMLESS = [
    "/../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/about/../../etc/passwd", "/about/%2e%2e/x.html",
    "//etc/passwd", "/static/../server.py", "/static/%2e%2e/templates/base.html", "/static/..%2f..%2fserver.py", "/static//etc/passwd",
    "/agency/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/agency/%22%3E%3Cimg%20src=x%3E", "/agency/%00", "/agency/%ff%fe", "/agency/a%0d%0aX-Evil:%201",
    "/agency/%3E%20%3Fp%20%3Fo%20%7D%20UNION%20%7B", "/about/%7B%7B7*7%7D%7D.html", "/about.html?iri=%3E%20%7D", "/about.html?iri=javascript:alert(1)",
    "/about.html?iri=file:///etc/passwd", "/about.ttl?iri=http://127.0.0.1:1/", "/agency/" + "a/" * 3000, "/about/" + "%E4%BA%BA" * 2000 + ".html",
    "/void.html", "/void.exe", "/about.exe?iri=http://x.example/",
]  # fmt: skip


@pytest.mark.parametrize("target", HARMLESS, ids=range(len(HARMLESS)))
def test_odd_addresses_are_harmless(server: Serving, target: str) -> None:
    for accept in ("text/html", "text/turtle"):
        status, head = raw(server.address, target, f"Accept: {accept}\r\n")
        assert status in (400, 404), head
        assert "x-evil" not in head.lower() and "root:" not in head


@pytest.mark.parametrize("host", ["evil.example", 'x"><script>', "a b", "[::1", "x.example/y"])
def test_odd_host_names_are_harmless(client: httpx.Client, host: str) -> None:
    for path in ("/", "/void", f"/about/{AGENCY}.ttl"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code in (200, 400) and "<script" not in answer.text


@pytest.mark.parametrize(
    "bad",
    ["via=x", "via=%3E", f"via={ZM}agency&of=%7B", f"via={ZM}agency&page=0", f"via={ZM}agency&page=x", f"via={ZM}agency&page=9{'9' * 30}"],
)
def test_wrong_pages_of_lists_are_told(client: httpx.Client, bad: str) -> None:
    answer = client.get(f"/about/{AGENCY}.html?{bad.replace('#', '%23')}")
    assert answer.status_code == 422 and "expected" in answer.json()["detail"]


def test_lists_of_what_points_here_are_paged(client: httpx.Client, graph: Graph) -> None:
    address = "/about/document/wuling-2021-2025.html"
    [document] = graph.answer("documents", {"document": "wuling-2021-2025"}).rows
    sources = document["clauses"] + document["facts"]
    given = {"via": ZM + "inDocument", "lang": "en"}
    second = client.get(address, params={**given, "page": 2}).text
    assert "Page 2 of" in second and second.count('class="source-name"') == sources - 50 > 0
    assert client.get(address, params={**given, "page": 999}).status_code == 200


def test_an_unchanged_description_is_not_sent_again(client: httpx.Client) -> None:
    for path in (f"/about/{AGENCY}.ttl", f"/about/{AGENCY}.html", "/", "/void"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    english = client.get("/", headers={"Accept-Language": "en"})
    assert english.headers["etag"] != client.get("/", headers={"Accept-Language": "zh"}).headers["etag"]


def test_head_is_get_without_content(client: httpx.Client) -> None:
    for path in ("/" + AGENCY, f"/about/{AGENCY}.html", "/void", "/", "/agency/nobody"):
        head, got = client.head(path), client.get(path)
        assert head.status_code == got.status_code and not head.content
        assert head.headers.get("location") == got.headers.get("location")


def test_other_methods_are_refused(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert client.request(method, "/" + AGENCY).status_code == 405


def test_the_dataset_is_described_where_finders_look(client: httpx.Client, graph: Graph) -> None:
    for path in ("/void", "/.well-known/void", "/void.ttl"):
        answer = client.get(path)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/turtle")
        read = rdflib.Graph().parse(data=answer.text, format="turtle")
        dataset = rdflib.URIRef(BASE + "void#dataset")
        assert read.value(dataset, rdflib.VOID.triples).toPython() == graph.manifest["triples"]
        assert str(read.value(dataset, rdflib.URIRef("http://www.w3.org/ns/dcat#version"))) == graph.version
        dumps = {str(address) for address in read.objects(dataset, rdflib.VOID.dataDump)}
    assert dumps and all(client.head(address).status_code == 200 for address in dumps)
    assert "json" in client.get("/void", headers={"Accept": "application/ld+json"}).headers["content-type"]
    assert client.get("/", headers={"Accept": "text/turtle"}).headers["location"] == "/void.ttl"


def test_the_endpoint_describes_itself(client: httpx.Client, server: Serving) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    service = "http://www.w3.org/ns/sparql-service-description#"
    read = rdflib.Graph().parse(data=answer.text, format="turtle")
    assert read.value(predicate=rdflib.URIRef(service + "endpoint"), object=rdflib.URIRef(server.sparql)) is not None
    form = client.get("/sparql", headers={"Accept": "text/html"})
    assert "<textarea" in form.text and 'action="/sparql"' in form.text
    assert client.get("/sparql", headers={"Accept": "application/sparql-results+json"}).status_code == 400


def test_the_content_of_a_named_graph_is_a_link_away(client: httpx.Client, graph: Graph) -> None:
    read = rdflib.Graph().parse(data=client.get("/about/graph/registry.ttl").text, format="turtle")
    registry = rdflib.URIRef(BASE + "graph/registry")
    address = str(read.value(registry, rdflib.VOID.dataDump))
    content = client.get(address, headers={"Accept": "application/n-triples"}).text
    held = sum(1 for quad in graph.quads() if getattr(quad.graph_name, "value", "") == str(registry))
    assert content.count("\n") == held == read.value(registry, rdflib.VOID.triples).toPython()


@pytest.fixture(scope="module")
def foreign(serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A graph that others made, served from its own base."""
    folder = tmp_path_factory.mktemp("foreign") / "store"
    store = Store(str(folder))
    content = """
    @prefix : <http://data.example/id/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    :alice a foaf:Person ; foaf:name "Alice <img src=x onerror=alert(1)>" ; foaf:knows :bob , [ foaf:name "somebody" ] ; foaf:homepage <javascript:alert(1)> .
    :张三 foaf:name "张三" ; foaf:knows :alice ; <http://data.example/123> 1 . <http://else.example/> foaf:name "elsewhere" .
    """
    store.bulk_load(content.encode(), RdfFormat.TURTLE)
    store.flush()
    del store
    before = os.environ.get("ZHENGMAI_BASE")
    os.environ["ZHENGMAI_BASE"] = "http://data.example/"
    try:
        serving = serve("--store", folder)
    finally:
        os.environ.pop("ZHENGMAI_BASE") if before is None else os.environ.update(ZHENGMAI_BASE=before)
    with httpx.Client(base_url=serving.address, timeout=60) as client:
        yield client


def test_a_bare_store_is_described_by_what_it_says(foreign: httpx.Client) -> None:
    page = foreign.get("/id/alice", headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.status_code == 200 and "Alice &lt;img src=x" in page.text and 'href="javascript' not in page.text
    assert 'href="/id/%E5%BC%A0%E4%B8%89"' in page.text
    data = foreign.get("/id/alice", headers={"Accept": "application/ld+json"}, follow_redirects=True)
    read = rdflib.Graph().parse(data=data.text, format="json-ld")
    assert rdflib.Literal("somebody") in set(read.objects())
    for path in ("/id/张三", "/id/" + quote("张三"), "/about.html?iri=http://else.example/", "/", "/void"):
        assert foreign.get(path, follow_redirects=True).status_code == 200, path
    assert foreign.get("/id/nobody").status_code == 404
    refused = foreign.get("/about/id/" + quote("张三") + ".rdf")
    assert refused.status_code == 406 and "RDF/XML" in refused.json()["detail"]


def test_of_a_bare_store_nothing_is_claimed(foreign: httpx.Client) -> None:
    void = foreign.get("/void").text
    assert "license" not in void and "dataDump" not in void and "/void#dataset" in void and "w3id.org" not in void


def test_one_graph_is_the_same_behind_an_endpoint(serve: Callable[..., Any], server: Serving, client: httpx.Client) -> None:
    relay = serve("--store", server.sparql)
    for path in (f"/about/{AGENCY}.ttl", "/about/document/yunze-2021-5/i1/funding/1.nt", "/about/vocab/role.nt"):
        there, here = httpx.get(relay.address + path, timeout=60), client.get(path)
        same = there.text.replace(relay.address, server.address).replace(f"{server.address}/void", BASE + "void")
        assert there.status_code == 200 and sorted(same.splitlines()) == sorted(here.text.splitlines()), path


def test_no_worker_dies_of_all_this(server: Serving) -> None:
    told = Path(server.log).read_text(encoding="utf-8")
    assert '"fault"' not in told and "Traceback" not in told


def test_an_answer_of_today_is_sent_again_on_another_day(client: httpx.Client) -> None:
    first, of_day = client.get("/api/documents"), client.get("/api/documents", params={"as_of": "2020-01-01"})
    today = first.headers["etag"].strip('"').removeprefix(f"{first.json()['version']}.json.")
    assert abs((date.today() - date.fromisoformat(today)).days) <= 1
    assert of_day.headers["etag"] == f'"{first.json()["version"]}.json"'
    assert client.get("/api/documents", headers={"If-None-Match": first.headers["etag"].replace(today, "2020-01-01")}).status_code == 200
    assert client.get("/api/documents", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get("/api/tasks").headers["etag"] == of_day.headers["etag"]
