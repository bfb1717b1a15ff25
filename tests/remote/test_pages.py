"""Pages of one answer are of one version; what is no answer of a Zhengmai server is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import kg
from kg.errors import RemoteError, ServerLimit, UnknownEntity, UnknownParameter, UnknownQuestion, UnknownValue
from kg.interface import KnowledgeGraph
from kg.remote.server import RemoteGraph

Response = tuple[int, Mapping[str, str], bytes]
COLUMNS = {"id": "string", "value": "number", "list": "list"}


def reply(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return status, {"Content-Type": "application/json"} | dict(headers or {}), json.dumps(content).encode()


def problem(status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    return reply({"type": f"https://elsewhere/problems#{kind}", "title": "t", "status": status, "detail": detail}, status, headers)


class Pages:
    """Rows in pages of at most `most`; the version is the one of `versions` whose turn it is."""

    def __init__(self, host: Any, rows: int, most: int = 10_000, versions: str = "") -> None:
        self.rows = [{"id": str(n), "value": n, "list": []} for n in range(rows)]
        self.most = most
        self.versions = iter(versions)
        host.answer = self

    def __call__(self, asked: Any) -> Response:
        given = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        limit, offset = min(self.most, int(given["limit"])), int(given["offset"])
        rows = self.rows[offset : offset + limit]
        return reply({"version": next(self.versions, "z"), "total": len(self.rows), "columns": COLUMNS, "rows": rows, "next": None})


def test_all_pages_make_one_answer(host: Any) -> None:
    Pages(host, rows=25, most=10)
    answer = RemoteGraph(host.url).answer("tasks", {"city": "云泽", "document": None})
    assert [row["id"] for row in answer.rows] == [str(n) for n in range(25)]
    assert (answer.total, answer.columns) == (25, COLUMNS)
    assert {type(row["value"]) for row in answer.rows} == {float}
    assert [parse_qs(urlsplit(asked.path).query)["offset"] for asked in host.asked] == [["0"], ["10"], ["20"]]
    assert all("city=%E4%BA%91%E6%B3%BD" in asked.path and "document" not in asked.path for asked in host.asked)


@pytest.mark.parametrize(
    ("limit", "offset", "ids"), [(3, 0, "0 1 2"), (3, 23, "23 24"), (12, 5, " ".join(map(str, range(5, 17)))), (0, 0, ""), (5, 99, "")]
)
def test_a_part_may_be_asked_for(host: Any, limit: int, offset: int, ids: str) -> None:
    Pages(host, rows=25, most=10)
    answer = RemoteGraph(host.url).answer("tasks", limit=limit, offset=offset)
    assert [row["id"] for row in answer.rows] == ids.split()
    assert answer.total == 25


def test_where_the_version_changes_between_pages_it_begins_again(host: Any) -> None:
    Pages(host, rows=25, most=10, versions="aabbbb")
    assert len(RemoteGraph(host.url).answer("tasks").rows) == 25
    assert len(host.asked) == 3 + 3


def test_where_the_version_never_rests_it_gives_up(host: Any) -> None:
    Pages(host, rows=25, most=10, versions="abcdefghijklmnopqrstuvw")
    with pytest.raises(RemoteError, match="publishes new versions faster"):
        RemoteGraph(host.url).answer("tasks")


def test_pages_that_end_too_early_are_no_answer(host: Any) -> None:
    pages = Pages(host, rows=25, most=10)
    ended = {"version": "z", "total": 25, "columns": COLUMNS, "rows": []}
    host.answer = lambda asked: reply(ended) if "offset=20" in asked.path else pages(asked)
    with pytest.raises(RemoteError, match="/api/tasks ends after 20 of 25"):
        RemoteGraph(host.url).answer("tasks")


@pytest.mark.parametrize(
    ("status", "kind", "error"),
    [
        (404, "unknown-question", UnknownQuestion),
        (422, "unknown-parameter", UnknownParameter),
        (422, "unknown-value", UnknownValue),
        (404, "unknown-thing", UnknownEntity),
    ],
)
def test_problems_are_the_errors_that_they_are_here_in_the_same_words(host: Any, status: int, kind: str, error: type[Exception]) -> None:
    host.answer = lambda _: problem(status, kind, "city: found “成都”;  expected\na place")
    with pytest.raises(error) as told:
        RemoteGraph(host.url).answer("tasks", {"city": "成都"})
    assert str(told.value) == "city: found “成都”;  expected\na place"


def test_limits_of_the_server_tell_when_to_return(host: Any) -> None:
    host.answer = lambda _: problem(429, "too-many-requests", "at most 60 requests a minute", {"Retry-After": "17"})
    with pytest.raises(ServerLimit, match="at most 60 requests a minute; try again in 17 s") as told:
        RemoteGraph(host.url).answer("tasks")
    assert told.value.retry_after == 17


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"rows": [], "total": 0}', b"<html>"])
def test_what_is_no_answer_is_told(host: Any, content: bytes) -> None:
    host.answer = lambda _: (200, {"Content-Type": "application/json"}, content)
    for ask in (lambda g: g.answer("tasks"), lambda g: g.show("x"), lambda g: g.version, lambda g: g.manifest, lambda g: g.search("人才")):
        with pytest.raises(RemoteError, match="broken off, or is not of a Zhengmai server"):
            ask(RemoteGraph(host.url))


def test_a_parameter_of_the_pages_is_none_of_the_question(host: Any) -> None:
    host.answer = lambda _: reply({"questions": [{"name": "tasks", "parameters": {"city": {}, "text": {}}}]})
    graph = RemoteGraph(host.url)
    with pytest.raises(UnknownParameter, match="tasks has no parameter “limit”; it has city, text"):
        graph.answer("tasks", {"limit": 3})
    with pytest.raises(UnknownQuestion, match="no question “task”"):
        graph.answer("task", {"format": "csv"})


def test_a_question_cannot_lead_to_another_address(host: Any) -> None:
    Pages(host, rows=0)
    RemoteGraph(host.url).answer("../search?q=x#y")
    assert host.asked[-1].path.startswith("/api/..%2Fsearch%3Fq%3Dx%23y?")


def test_malformed_sparql_is_told_in_the_same_words(host: Any) -> None:
    host.answer = lambda _: problem(400, "malformed-query", "error at 1:3: expected more")
    with pytest.raises(SyntaxError) as told:
        RemoteGraph(host.url).sparql("SELECT ?x { ?x a zm:Task }")
    assert str(told.value) == "error at 1:3: expected more"
    assert parse_qs(host.asked[-1].body.decode())["query"] == ["SELECT ?x { ?x a zm:Task }"]
    host.answer = lambda _: problem(403, "service-refused", "SERVICE is refused")
    with pytest.raises(RemoteError, match="refused \\(403\\): SERVICE is refused"):
        RemoteGraph(host.url).sparql("SELECT ?x { SERVICE <x> {} }")


def test_a_dump_that_is_garbled_is_told(host: Any) -> None:
    host.answer = lambda _: (200, {"Content-Type": "application/n-quads"}, b'<urn:a> <urn:b> "c" <urn:g> .\n<urn:a> <urn')
    quads = RemoteGraph(host.url).quads()
    assert next(quads).graph_name.value == "urn:g"
    with pytest.raises(RemoteError, match="the dump is garbled"):
        next(quads)


@pytest.mark.parametrize(
    ("health", "asked"),
    [
        (reply({"status": "ready", "kind": "zhengmai", "version": "z"}), ["/base/health"]),
        (reply({"status": "ready", "kind": "store", "version": None}), ["/base/health", "/base/sparql", "/base/sparql"]),
        (reply({"status": "starting", "kind": "zhengmai", "version": None}, 503), ["/base/health"]),
        ((404, {}, b""), ["/base/health", "/base/", "/base/"]),
        ((200, {"Content-Type": "text/html"}, b"<html>"), ["/base/health", "/base/", "/base/"]),
        ((302, {"Location": "http://elsewhere.invalid/"}, b""), ["/base/health", "/base/", "/base/"]),
    ],
)
def test_health_tells_what_is_served(host: Any, health: Response, asked: list[str]) -> None:
    truth: Response = (200, {"Content-Type": "application/sparql-results+json"}, b'{"head": {}, "boolean": true}')
    none: Response = (200, {"Content-Type": "application/sparql-results+json"}, b'{"head": {"vars": []}, "results": {"bindings": []}}')
    host.answer = lambda asked: health if asked.path.endswith("/health") else truth if b"ASK" in asked.body else none
    graph = kg.open(host.url + "/base/")
    assert isinstance(graph, KnowledgeGraph)
    assert [asked.path for asked in host.asked] == asked
