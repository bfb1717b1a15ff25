"""Expensive queries are stopped, other clients are served meanwhile, and memory is released."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.processes import below, resident
from tests.server.serving import CROSS, Serve, Serving

from .attack import BOUND, DEADLINE, MIB, SMALL, client, connected, refused

pytestmark = pytest.mark.timing

DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
TENFOLD = " ".join(f'BIND(REPLACE(?x{n}, "a", "aaaaaaaaaa") AS ?x{n + 1})' for n in range(12))
HEAVY = {
    "cross product, row by row": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }",
    "cross product, counted": CROSS,
    "cross product, distinct": "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "cross product of values": "SELECT (SUM(?a) AS ?n) {" + "".join(f" VALUES ?{v} {{ {'1 ' * 300} }}" for v in "abcdefg") + "}",
    "paths of any length": "SELECT * { ?a (<urn:x>|!<urn:x>)* ?b }",
    "paths in paths": "SELECT (COUNT(*) AS ?n) { ?a ((<urn:x>|!<urn:x>)*/(^<urn:y>|!<urn:y>)*)* ?b }",
    "expressions on a cross product": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(.*)(.*)(.*)[0-9]{9}$")) }',
    "an expression that explodes": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "^((a?){50}){50}(a*)*b$")) }',
    "strings that double": f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("aaaaaaaaaa" AS ?x0) {DOUBLED} }}',
    "strings ten times longer": f'SELECT (STRLEN(?x12) AS ?n) {{ BIND("a" AS ?x0) {TENFOLD} }}',
    "a string of all": "SELECT (STRLEN(GROUP_CONCAT(?x)) AS ?n) { ?s ?p ?x . ?a ?b ?c . ?d ?e ?f }",
    "triples without end": "CONSTRUCT { ?a ?d ?g } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }",
    "subqueries": "SELECT * { { SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c } { SELECT DISTINCT ?g { ?g ?h ?i . ?j ?k ?l } } }",
    "optionals": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?a ?x ?d . ?d ?y ?z . ?z ?w ?v } }",
}


def test_expensive_queries_are_stopped_and_reported(target: Serving) -> None:
    def ask(number: int, query: str) -> tuple[httpx.Response, float]:
        with client(target, f"127.0.1.{number + 1}") as asking:
            begun = time.monotonic()
            return asking.post("/sparql", data={"query": query}), time.monotonic() - begun

    with ThreadPoolExecutor(4) as pool:
        found = dict(zip(HEAVY, pool.map(ask, range(len(HEAVY)), HEAVY.values()), strict=True))
    for name, (response, seconds) in found.items():
        problem = refused(response, 503, 422)
        assert problem["type"].rpartition("#")[2] in ("deadline", "memory", "answer_bytes"), (name, problem)
        assert response.status_code == 422 or int(response.headers["retry-after"]) >= 1
        assert seconds < DEADLINE + BOUND, name


def test_timeout_can_only_lower_the_deadline(target: Serving) -> None:
    for given, seconds in (("0.3", 0.3), ("60", DEADLINE), ("inf", DEADLINE)):
        begun = time.monotonic()
        problem = refused(
            httpx.get(f"{target.address}/sparql", params={"query": CROSS, "timeout": given}, timeout=30), 503, kind="deadline"
        )
        assert f"{seconds:g} s" in problem["detail"]
        assert time.monotonic() - begun < seconds + BOUND


@pytest.mark.parametrize("given", ["nan", "0", "-1", "", "soon", "\r\nX: y"])
def test_invalid_timeout_is_refused(target: Serving, given: str) -> None:
    refused(httpx.get(f"{target.address}/sparql", params={"query": "ASK{}", "timeout": given}), 400)


def heavy(target: Serving, source: str) -> None:
    with client(target, source) as asking:
        asking.post("/sparql", data={"query": CROSS})


def impatient(target: Serving, source: str) -> None:
    """Each such request costs a worker."""
    with client(target, source) as asking:
        asking.post("/sparql?timeout=0.01", data={"query": CROSS})


def leaving(target: Serving, source: str) -> None:
    """Each such request costs a worker."""
    with connected(target, source) as connection:
        connection.sendall(b"GET /sparql?query=" + quote(CROSS).encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.05)


def crashing(target: Serving, source: str) -> None:
    """Each such request costs a worker."""
    with client(target, source) as asking:
        asking.post("/sparql", data={"query": f"SELECT * {{ FILTER({'!' * 30_000}true) }}"})


def workbooks(target: Serving, source: str) -> None:
    with client(target, source) as asking:
        asking.get("/api/clauses?format=xlsx")


def searches(target: Serving, source: str) -> None:
    with client(target, source) as asking:
        asking.get("/search?q=人&limit=10000")


def escapes(target: Serving, source: str) -> None:
    """Decoding such a form takes a second of the server's own time."""
    with client(target, source) as asking:
        content = b"query=ASK%7B%7D&x=" + b"%41" * 900_000
        asking.post("/sparql", content=content, headers={"Content-Type": "application/x-www-form-urlencoded"})


def wishes(target: Serving, source: str) -> None:
    with client(target, source) as asking:
        accept = ",".join(f"a{number}/b;q=0.{number}" for number in range(5000))
        asking.post("/sparql", content="ASK{}", headers={"Content-Type": "application/sparql-query", "Accept": accept})


ATTACKS = [heavy, impatient, leaving, crashing, workbooks, searches, escapes, wishes]


@pytest.mark.parametrize("attack", ATTACKS)
def test_other_clients_are_served_during_an_attack(target: Serving, attack: Callable[[Serving, str], None]) -> None:
    """Three clients do their worst, each over four connections at once."""
    over = threading.Event()

    def repeat(source: str) -> None:
        while not over.is_set():
            with contextlib.suppress(httpx.TransportError, OSError):
                attack(target, source)

    threads = [threading.Thread(target=repeat, args=(f"127.0.2.{number % 3 + 1}",)) for number in range(12)]
    for thread in threads:
        thread.start()
    longest = 0.0
    try:
        time.sleep(0.5)
        with client(target, "127.0.2.9") as other:
            end = time.monotonic() + 2.0
            while time.monotonic() < end:
                for path in SMALL:
                    begun = time.monotonic()
                    response = other.get(path)
                    longest = max(longest, time.monotonic() - begun)
                    assert response.status_code == 200, response.text
                time.sleep(0.05)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert longest < BOUND


def test_memory_is_released(target: Serving) -> None:
    """Big answers and big refusals leave neither the workers nor the server larger than they were, give or take."""
    before = sum(map(resident, below(target.process.pid)))
    own = resident(target.process.pid)
    queries = [
        "SELECT * { ?s ?p ?o } LIMIT 20000",
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { { SELECT ?a { ?a ?b ?c } LIMIT 500 } { SELECT ?d { ?d ?e ?f } LIMIT 500 } BIND(CONCAT(STR(?a), STR(?d)) AS ?x) }",
        HEAVY["strings that double"],
    ] * 4  # fmt: skip

    def ask(number: int, query: str) -> None:
        with client(target, f"127.0.3.{number + 1}") as asking:
            asking.post("/sparql", data={"query": query})

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, range(len(queries)), queries))
    end = time.monotonic() + 15
    while time.monotonic() < end:
        after = sum(map(resident, below(target.process.pid)))
        if after < before + 300 * MIB and resident(target.process.pid) < own + 64 * MIB:
            return
        time.sleep(0.2)
    pytest.fail(
        f"workers: {before / MIB:.0f} -> {after / MIB:.0f} MiB, server: {own / MIB:.0f} -> {resident(target.process.pid) / MIB:.0f} MiB"
    )


@pytest.fixture(scope="module")
def unhurried(serve: Serve, home: Path) -> Serving:
    """Small answers, and time enough for them."""
    return serve("--home", home, "--answer-size", 8, "--answer-rows", 20_000)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT ?p { ?s ?p ?o }", "answer_rows"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "answer_rows"),
        ('SELECT ?x { BIND(CONCAT("a", "b") AS ?y) ?s ?p ?o BIND(CONCAT(STR(?o), STR(?o), STR(?o), STR(?o), STR(?s), STR(?s), STR(?s), STR(?s)) AS ?x) }', "answer_bytes"),
    ],
)  # fmt: skip
def test_response_is_complete_or_refused(unhurried: Serving, query: str, kind: str) -> None:
    refused(httpx.post(f"{unhurried.address}/sparql", data={"query": query}, timeout=60), 422, kind=kind)
