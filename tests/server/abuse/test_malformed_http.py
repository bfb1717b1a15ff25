"""Malformed and unusual HTTP."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from tests.server.serving import Serving

from .attack import POST, SMALL, answers, connected, exchange, told

pytestmark = pytest.mark.timing

NO_HTTP = {
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{} ",
    "two lengths in one": POST + b"Content-Length: 5, 6\r\n\r\nASK{} ",
    "length below 0": POST + b"Content-Length: -5\r\n\r\nASK{}",
    "length with a sign": POST + b"Content-Length: +5\r\n\r\nASK{}",
    "length in hexadecimal": POST + b"Content-Length: 0x5\r\n\r\nASK{}",
    "length that is no number": POST + b"Content-Length: five\r\n\r\nASK{}",
    "length beyond all": POST + b"Content-Length: 99999999999999999999999999\r\n\r\nASK{}",
    "both ways": POST
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
    "both ways, the other first": POST
    + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
    "encoding not known": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n",
    "encoding misspelled": POST + b"Transfer-Encoding: xchunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n",
    "encoding twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n",
    "chunk without a size": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK{}\r\n0\r\n\r\n",
    "space before the colon": b"GET /health HTTP/1.1\r\nHost : x\r\n\r\n",
    "no host": b"GET /health HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "nul in a header": b"GET /health HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n",
    "bare CR in a header": b"GET /health HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n",
    "no version": b"GET /health\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 200,
    "nothing but noise": bytes(range(256)) * 300,
    "headers without end": b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"a: b\r\n" * 100_000,
    "a header without end": b"GET /health HTTP/1.1\r\nHost: x\r\na: " + b"b" * 500_000,
}


@pytest.mark.parametrize("name", NO_HTTP)
def test_malformed_http_is_refused_and_closed(target: Serving, name: str) -> None:
    """One answer at most: nothing in a body is taken for a request."""
    found = answers(exchange(target, NO_HTTP[name], seconds=3))
    assert len(found) <= 1
    for one in found:
        assert one.status in (400, 431)
        assert one.headers["connection"] == "close"
        told(one.headers["content-type"], one.status, one.content)


@pytest.mark.parametrize(
    "head",
    [b"GET /health HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 40_000, b"GET /health HTTP/1.1\r\nHost: x\r\nAccept: " + b"a/b," * 2000],
)
def test_large_headers_are_refused(target: Serving, head: bytes) -> None:
    [found] = answers(exchange(target, head + b"\r\nConnection: close\r\n\r\n"))
    assert found.status == 431
    told(found.headers["content-type"], 431, found.content)


def test_body_of_a_refused_request_is_not_parsed_as_a_request(target: Serving) -> None:
    """What was refused by its head is read on as a body, whatever letters it has."""
    smuggled = b"\xe4" * 50 + b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 150\r\n\r\n"
    last = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    found = answers(exchange(target, head, smuggled.ljust(150, b"z"), last, pause=0.3))
    assert [one.status for one in found] == [415, 200]


def test_pipelined_requests_are_answered_in_order(target: Serving) -> None:
    asked = [b"GET /api/documents?limit=%d HTTP/1.1\r\nHost: x\r\n\r\n" % limit for limit in range(1, 6)] * 4
    found = answers(exchange(target, b"".join(asked) + b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    assert [json.loads(one.content)["limit"] for one in found[:-1]] == list(range(1, 6)) * 4
    assert found[-1].status == 200


def test_endless_body_is_refused_and_closed(target: Serving) -> None:
    with connected(target) as connection:
        connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        begun = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() < begun + 15:
                connection.sendall(chunk)
                time.sleep(0.01)
        assert time.monotonic() - begun < 12


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "FOO", "get", "G" * 1000])
def test_other_methods_are_refused(target: Serving, method: str) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/api/tasks", "/health", "/nope"):
        words = exchange(target, f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        [found] = answers(words)
        assert found.status in (404, 405)
        told(found.headers["content-type"], found.status, found.content)


@pytest.mark.parametrize(
    "request_line", ["OPTIONS * HTTP/1.1", "CONNECT 127.0.0.1:22 HTTP/1.1", "GET http://evil.example/health HTTP/1.1", "PRI * HTTP/2.0"]
)
def test_other_request_targets_are_refused(target: Serving, request_line: str) -> None:
    for one in answers(exchange(target, f"{request_line}\r\nHost: x\r\nConnection: close\r\n\r\n".encode())):
        assert one.status in (400, 404, 405)


@pytest.mark.parametrize("path", SMALL)
def test_head_is_get_without_its_content(target: Serving, path: str) -> None:
    got, headed = httpx.get(target.address + path), httpx.head(target.address + path)
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-type"] == got.headers["content-type"]
    assert headed.headers.get("content-length", got.headers["content-length"]) == got.headers["content-length"]


def test_cors_allows_all_origins_without_credentials(target: Serving) -> None:
    wish = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    asked = httpx.options(f"{target.address}/sparql", headers=wish)
    given = httpx.get(f"{target.address}/health", headers={"Origin": "http://evil.example", "Cookie": "a=b"})
    refused_ = httpx.get(f"{target.address}/sparql?query=x", headers={"Origin": "http://evil.example"})
    for response in (asked, given, refused_):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
    assert asked.status_code == 200 and "POST" in asked.headers["access-control-allow-methods"]
