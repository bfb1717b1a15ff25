"""No query and no address reaches another host or a file."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest

from tests.server.serving import Serving

from .attack import Listener, answers, exchange, refused, told

CALLS = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { service silent <U> { ?s ?p ?o } }",
    "SELECT*{SERVICESILENT<U>{?s ?p ?o}}",
    "PREFIX :<U> SELECT * {SERVICE:x{?s ?p ?o}}",
    "PREFIX e:<U> ASK {SERVICEe:x{?s ?p ?o}}",
    "SELECT * {?s ?p 1SERVICE<U>{?a ?b ?c}}",
    "SELECT * {VALUES ?x {1} FILTER(1<2)SERVICE#>\n<U>{?a ?b ?c}}",
    "SELECT * {?s ?p ?o FILTER('a'<'>')SERVICE<U>{?a ?b ?c}#'\n}",
    "SELECT * {?s ?p ?o OPTIONAL{?s ?p <http://a/\\u0041#>} SERVICE <U> {?a ?b ?c}}",
    "SELECT * { \\u0053ERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o BIND(EXISTS { SERVICE <U> { ?a ?b ?c } } AS ?x) }",
    "SELECT * { VALUES ?u { <U> } SERVICE ?u { ?s ?p ?o } }",
    "LOAD <U>",
    "LOAD SILENT <U> INTO GRAPH <urn:g>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("template", CALLS)
def test_no_query_calls_another_host(target: Serving, listener: Listener, template: str) -> None:
    refused(httpx.post(f"{target.address}/sparql", data={"query": template.replace("U", listener.url)}), 400, 403)


@pytest.mark.parametrize("url", ["U", "file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/turtle,<a> <b> <c> ."])
def test_no_graph_is_fetched(target: Serving, listener: Listener, url: str) -> None:
    """FROM names graphs of the store: one that is not there is empty."""
    name = url.replace("U", listener.url).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    for query in (
        f"SELECT * FROM <{name}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{name}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * {{ GRAPH <{name}> {{ ?s ?p ?o }} }}",
    ):
        assert httpx.post(f"{target.address}/sparql", data={"query": query}).json()["results"]["bindings"] == []
    for field_ in ("default-graph-uri", "named-graph-uri"):
        query = "SELECT * { ?s ?p ?o }" if field_[0] == "d" else "SELECT * { GRAPH ?g { ?s ?p ?o } }"
        assert httpx.post(f"{target.address}/sparql", data={"query": query, field_: name}).json()["results"]["bindings"] == []
    described = httpx.post(f"{target.address}/sparql", data={"query": f"DESCRIBE <{name}>"}, headers={"Accept": "application/n-triples"})
    assert (described.status_code, described.text) == (200, "")


@pytest.mark.parametrize("value", ["", "x", "not an iri", "\r\nX: y", "<urn:x>", "http://[", "\x00"])
def test_invalid_graph_names_are_refused(target: Serving, value: str) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        refused(httpx.post(f"{target.address}/sparql", data={"query": "ASK{}", name: value}), 400, 422)


UP = ["..", "%2e%2e", "%252e%252e", "..%2f..", "..%252f..", "..\\..", "..%5c..", "%c0%ae%c0%ae", "....//..", ".%00."]


@pytest.mark.parametrize("below", ["", "/api", "/document", "/dump.nq", "/static", "/static-offline-docs", "/ontology"])
def test_path_traversal_finds_no_file(target: Serving, below: str) -> None:
    for up in UP:
        path = f"{below}/{'/'.join([up] * 8)}/etc/passwd"
        [found] = answers(exchange(target, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()))
        assert b"root:" not in found.content
        told(found.headers["content-type"], found.status, found.content)
        assert found.status in (400, 404), path


@pytest.mark.parametrize(
    "path", ["/document/x/../../../etc/passwd", "/%2e%2e/etc/passwd", "/x'><script>alert(1)</script>", '/x"onload="alert(1)']
)
def test_unknown_iri_is_escaped(target: Serving, path: str) -> None:
    request = f"GET {quote(path, safe='/%')} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode()
    [found] = answers(exchange(target, request))
    assert found.status == 404
    assert b"<script>alert" not in found.content and b'"onload="' not in found.content and b"root:" not in found.content
