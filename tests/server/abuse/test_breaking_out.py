"""No words break out of a head, a page or a line of the log."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.server.serving import Serving, until

from .attack import answers, exchange, refused, told

BREAKS = [
    "%0d%0aX-Injected:%20yes",
    "%0aX-Injected:%20yes",
    "%0d%0a%0d%0a<html>",
    "%e5%98%8a%e5%98%8dX-Injected:%20yes",
    "%c2%85X",
    "%e2%80%a8{}",
]
ADDRESSES = [
    "/api/tasks?limit=1&text={}",
    "/api/tasks?limit=1&{}=1",
    "/api/tasks?format={}",
    "/api/tasks?format=csv&text={}",
    "/api/{}",
    "/api/?x={}",
    "/search?q=人才&limit=1&city={}",
    "/search?limit=1&q=人才{}",
    "/things?name={}",
    "/dump.{}",
    "/document/{}",
    "/{}",
    "/sparql?query={}",
    "/sparql?query=ASK%7B%7D&default-graph-uri={}",
    "/sparql?query=ASK%7B%7D&timeout={}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_words_break_out_of_head_or_log(target: Serving, address: str) -> None:
    for words in BREAKS:
        path = address.format(words)
        [found] = answers(exchange(target, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()))
        assert "x-injected" not in found.headers
        assert found.content is not None
        if found.status >= 400:
            told(found.headers["content-type"], found.status, found.content)
    lines = [*target.log.read_text(encoding="utf-8").split("\n")[:-1], ""]
    requests = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line for line in lines if line and not line.startswith("{")] == lines[: len(lines) - len(requests) - 1]
    assert requests[-1]["message"] == "request"
    for sign in ("\x85", "\u2028", "\x9b", "\u202e"):
        assert sign not in "\n".join(lines)


def lines_with(target: Serving, words: str) -> list[str]:
    """The whole lines of the log that hold `words`. A request is logged after its response."""
    return [line for line in target.log.read_text(encoding="utf-8").split("\n")[:-1] if words in line]


def test_signs_that_hide_text_are_told_by_number_in_the_log(target: Serving) -> None:
    httpx.get(f"{target.address}/a%C2%9B31m%E2%80%AEb%7f")
    until(lambda: lines_with(target, "31m"))
    [line] = lines_with(target, "31m")
    assert "/a\\u009b31m\\u202eb\\u007f" in line
    assert json.loads(line)["path"] == "/a\x9b31m\u202eb\x7f"


@pytest.mark.parametrize("host", ["evil.example", 'x"<>', "[:::", "a b", "x/y?z#", "x@y", ""])
def test_a_false_host_leads_nowhere(target: Serving, host: str) -> None:
    for path in ("/nope", "/api/", "/document", "//evil.example/", "/sparql?query=ASK%7B%3Cx%3E%20%3Fp%20%3Fo%7D"):
        found = answers(exchange(target, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()))
        for one in found:
            assert one.status < 500
            assert not one.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
        "/sparql?" + "&".join(f"x{n}=1" for n in range(2000)),
        "/sparql?query=" + "a" * 40_000,
        "/api/tasks?city=910100&city=910200",
        "/api/tasks?limit=1&limit=2",
        "/api/tasks?" + "&".join(f"x{n}=1" for n in range(3000)),
        "/api/tasks?city=" + "a" * 20_000,
        "/api/tasks?city=" + "a" * 60_000,
        "/api/tasks?limit=999999999999999999999999",
        "/api/tasks?offset=-1",
        "/search?q=" + "a" * 300,
        "/search?q=a&q=b",
        "/search?q=%00",
        "/things?name=" + "a" * 300,
    ],
)
def test_parameters_too_many_too_long_or_twice_are_refused(target: Serving, path: str) -> None:
    refused(httpx.get(target.address + path, timeout=30), 400, 414, 422)
