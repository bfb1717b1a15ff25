"""Other clients are served while some do their worst."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.server.serving import CROSS, Serve, Serving

from .attack import BOUND, SMALL, client, connected

pytestmark = pytest.mark.timing


@pytest.fixture(scope="module")
def target(serve: Serve, home: Path) -> Serving:
    """It has the patience that others need: they wait for a worker as long as an answer may take."""
    return serve("--home", home, "--deadline", 4, "--memory", 256, "--answer-size", 8, "--answer-rows", 20_000)


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
