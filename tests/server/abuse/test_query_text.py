"""Queries that are long, deeply nested or not text."""

from __future__ import annotations

import time

import httpx
import pytest

from tests.server.serving import Serving

from .attack import BOUND, DEADLINE, MIB, MILLION, answers, exchange, refused, told

pytestmark = pytest.mark.timing


@pytest.mark.parametrize("media_type", ["application/sparql-query", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("size", [10 * MILLION, 4 * MILLION, MIB + 100])
def test_long_queries_are_refused(target: Serving, media_type: str, size: int) -> None:
    content = b"ASK{}#" + b"x" * size if media_type.endswith("query") else b"query=ASK{}%23" + b"x" * size
    refused(httpx.post(f"{target.address}/sparql", content=content, headers={"Content-Type": media_type}, timeout=30), 413)


DEEP = {
    "round": "(" * MILLION,
    "curly": "{" * MILLION,
    "square": "[" * MILLION,
    "mixed": "SELECT * " + "{(" * (MILLION // 2),
    "groups": "SELECT * " + "{" * 500_000 + "}" * 500_000,
    "not": f"SELECT * {{ FILTER({'!' * 900_000}true) }}",
    "minus": f"SELECT * {{ FILTER({'- ' * 400_000}1) }}",
    "sum": f"SELECT * {{ FILTER(1{'+1' * 400_000}) }}",
    "or": f"SELECT * {{ FILTER(1{'||1' * 300_000}) }}",
    "unions": f"SELECT * {{ {{}}{'UNION{}' * 120_000} }}",
    "unions with patterns": f"SELECT * {{ {{?s ?p ?o}}{'UNION{?s ?p ?o}' * 50_000} }}",
    "optionals": f"SELECT * {{ {'OPTIONAL{?s ?p ?o}' * 50_000} }}",
    "path in a row": f"SELECT * {{ ?s <urn:a>{'/<urn:a>' * 100_000} ?o }}",
    "path of choices": f"SELECT * {{ ?s <urn:a>{'|<urn:a>' * 100_000} ?o }}",
    "path backwards": f"SELECT * {{ ?s {'^' * 900_000}<urn:a> ?o }}",
    "path of stars": f"SELECT * {{ ?s <urn:a>{'*' * 900_000} ?o }}",
    "patterns": f"SELECT * {{ {'?s ?p ?o.' * 100_000} }}",
    "binds": "SELECT * {" + "".join(f"BIND(1 AS ?x{n})" for n in range(40_000)) + "}",
    "quotes": "'''" * 300_000,
    "backslashes": "\\" * MILLION,
    "angles": "<" * MILLION,
    "hyphens": "a-" * 500_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_queries_are_refused(target: Serving, name: str) -> None:
    begun = time.monotonic()
    response = httpx.post(f"{target.address}/sparql", content=DEEP[name], headers={"Content-Type": "application/sparql-query"}, timeout=30)
    problem = refused(response, 400, 422, 503)
    assert problem["type"].rpartition("#")[2] in ("malformed-query", "nesting", "deadline")
    assert time.monotonic() - begun < DEADLINE + BOUND


def test_deep_but_valid_queries_are_answered(target: Serving) -> None:
    for query in (f"ASK {'{' * 99}{'}' * 99}", f"ASK {{ FILTER({'(' * 90}1{')' * 90}) }}", "ASK { " + "{ } UNION " * 50 + "{ } }"):
        assert httpx.post(f"{target.address}/sparql", data={"query": query}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"ASK { ?s ?p '\xff' }", "application/sparql-query"),
        (b"\xff\xfeA\x00S\x00K\x00", "application/sparql-query"),
        (b"ASK{} #\xed\xa0\x80", "application/sparql-query"),
        (b"query=ASK%7B%7D%23%ff", "application/x-www-form-urlencoded"),
        (b"query=ASK{}#\xff", "application/x-www-form-urlencoded"),
        (b"query=ASK%7B%7D%23%ed%a0%80", "application/x-www-form-urlencoded"),
    ],
)
def test_content_that_is_not_utf8_is_refused(target: Serving, content: bytes, media_type: str) -> None:
    refused(httpx.post(f"{target.address}/sparql", content=content, headers={"Content-Type": media_type}), 400)


def test_address_that_is_not_utf8_is_refused(target: Serving) -> None:
    refused(httpx.get(f"{target.address}/sparql?query=ASK%7B%7D%23%ff"), 400)
    [found] = answers(exchange(target, b"GET /sparql?query=ASK{}%23\xff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    told(found.headers["content-type"], 400, found.content)
