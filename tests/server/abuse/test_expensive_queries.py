"""Expensive queries are stopped, and memory is released."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.processes import below, resident
from tests.server.serving import CROSS, Serve, Serving

from .attack import BOUND, DEADLINE, MIB, client, refused

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
