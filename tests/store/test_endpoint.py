"""An endpoint's answers are results of SPARQL or a sentence; never a part of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import RemoteError, ServerLimit
from kg.rdf.namespaces import BASE, ZM
from kg.store.endpoint import Endpoint

ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}}'
JSON = {"Content-Type": "application/sparql-results+json; charset=utf-8"}


def says(host: Any, content: bytes, headers: Mapping[str, str] = JSON, status: int = 200) -> Endpoint:
    host.answer = lambda _: (status, headers, content)
    return Endpoint(host.url + "/sparql", timeout=5)


def test_a_query_is_sent_by_form_with_prefixes_values_and_graphs(host: Any) -> None:
    endpoint = says(host, ROWS)
    endpoint.query("SELECT ?x { VALUES ?x { UNDEF } ?x a zm:Task }", {"x": NamedNode("urn:a")})
    assert parse_qs(host.asked[-1].body.decode()) == {"query": [f"PREFIX zm: <{ZM}> SELECT ?x {{ VALUES ?x {{ <urn:a> }} ?x a zm:Task }}"]}
    endpoint.query_dataset("SELECT ?x { ?x a zm:Task }", default_graphs=["urn:1", "urn:2"], named_graphs=["urn:3"])
    asked = host.asked[-1]
    assert (asked.method, asked.path) == ("POST", "/sparql")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(asked.body.decode()) == {
        "query": [f"PREFIX zm: <{ZM}> SELECT ?x {{ ?x a zm:Task }}"],
        "default-graph-uri": ["urn:1", "urn:2"],
        "named-graph-uri": ["urn:3"],
    }


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (ROWS, "application/sparql-results+json"),
        (ROWS, "application/json"),
        (b"?x\n\"1\"\n", "text/tab-separated-values"),
        (
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
            b'<results><result><binding name="x"><literal>1</literal></binding></result></results></sparql>',
            "application/sparql-results+xml",
        ),
    ],
)  # fmt: skip
def test_rows_in_every_syntax(host: Any, content: bytes, media_type: str) -> None:
    rows = says(host, content, {"Content-Type": media_type}).select("SELECT ?x {}")
    assert list(rows) == [{"x": Literal("1")}]


def test_truth_and_triples(host: Any) -> None:
    assert says(host, b'{"head": {}, "boolean": false}').ask("ASK {}") is False
    for media_type in ("application/n-triples", "text/turtle"):
        triples = says(host, b'<urn:a> <urn:b> "c" .', {"Content-Type": media_type}).construct("CONSTRUCT {} {}")
        assert [str(triple) for triple in triples] == ['<urn:a> <urn:b> "c"']


@pytest.mark.parametrize(
    ("rows", "true"),
    [
        (b'{"__ASK_RETVAL": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "1"}}', True),
        (b"", False),
    ],
)
def test_truth_as_virtuoso_tells_it(host: Any, rows: bytes, true: bool) -> None:
    content = b'{"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [' + rows + b"]}}"
    assert says(host, content).ask("ASK {}") is true


@pytest.mark.parametrize("cut", [1, len(ROWS) // 2, len(ROWS) - 1])
def test_half_an_answer_with_status_200_is_no_answer(host: Any, cut: int) -> None:
    with pytest.raises(RemoteError, match="broken off or garbled"):
        says(host, ROWS[:cut]).query("SELECT ?x {}")
    with pytest.raises(RemoteError, match="broken off or garbled"):
        says(host, ROWS[:-2] + b" timeout!").query("SELECT ?x {}")
    with pytest.raises(RemoteError, match="broken off or garbled"):
        says(host, b"<urn:a> <urn:b> 'c", {"Content-Type": "text/turtle"}).query("CONSTRUCT {} {}")


def test_an_answer_that_says_that_it_is_a_part_is_no_answer(host: Any) -> None:
    with pytest.raises(RemoteError, match="only a part of the answer: its time was over"):
        says(host, ROWS, JSON | {"X-SQL-State": "S1TAT"}).query("SELECT ?x {}")


@pytest.mark.parametrize("headers", [{"Content-Type": "text/html"}, {"Content-Type": "text/csv"}, {}])
def test_what_is_no_result_of_sparql_is_told(host: Any, headers: Mapping[str, str]) -> None:
    with pytest.raises(RemoteError, match="is it the address of an endpoint"):
        says(host, b"x\n1\n", headers).query("SELECT ?x {}")


def test_refusals(host: Any) -> None:
    plain = {"Content-Type": "text/plain"}
    with pytest.raises(SyntaxError, match=f"{host.url}/sparql refused the query: line 1"):
        says(host, b"line 1", plain, 400).query("SELECT")
    with pytest.raises(RemoteError, match="refused \\(403\\): no"):
        says(host, b"no", plain, 403).query("SELECT")
    with pytest.raises(ServerLimit, match="try again in 3 s"):
        says(host, b"", {"Retry-After": "3"}, 503).query("SELECT")


def test_check_tells_an_endpoint_that_hides_its_named_graphs(host: Any) -> None:
    def union_only(asked: Any) -> tuple[int, Mapping[str, str], bytes]:
        named = "GRAPH" in parse_qs(asked.body.decode())["query"][0]
        return 200, JSON, b'{"head": {}, "boolean": %s}' % (b"true" if named else b"false")

    host.answer = union_only
    with pytest.raises(RemoteError, match=r"empty default graph.*--union-default-graph"):
        Endpoint(host.url).check()
    with pytest.raises(RemoteError, match="is empty"):
        says(host, b'{"head": {}, "boolean": false}').check()
    says(host, b'{"head": {}, "boolean": true}').check()


def test_statements_come_graph_by_graph(host: Any) -> None:
    def graphs(asked: Any) -> tuple[int, Mapping[str, str], bytes]:
        query = parse_qs(asked.body.decode())["query"][0]
        if "DISTINCT" in query:
            return 200, {"Content-Type": "text/tab-separated-values"}, f"?graph\n<{BASE}g1>\n<{BASE}g2>\n".encode()
        graph = "g1" if f"<{BASE}g1>" in query else "g2"
        return 200, {"Content-Type": "text/tab-separated-values"}, f'?s\t?p\t?o\n<urn:s>\t<urn:p>\t"{graph}"\n'.encode()

    host.answer = graphs
    assert [(quad.graph_name.value, quad.object.value) for quad in Endpoint(host.url)] == [(BASE + "g1", "g1"), (BASE + "g2", "g2")]
