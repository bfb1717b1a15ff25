"""A real server, what it is asked, and how it is waited for."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.processes import below, command, threads

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = ("/sparql?query=ASK%7B%7D", "/api/documents?limit=1", "/search?q=人才&limit=1", "/things?name=云泽市", "/health")
_STOPPED_WITHIN = 30.0


@dataclass(frozen=True)
class Serving:
    """A running server: its address without a slash at the end, its process, and the file of what it tells."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    @property
    def sparql(self) -> str:
        return f"{self.address}/sparql"

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_STOPPED_WITHIN)


Serve = Callable[..., Serving]


def health(serving: Serving) -> dict[str, str | None]:
    found: dict[str, str | None] = httpx.get(f"{serving.address}/health", timeout=10).json()
    return found


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def workers(serving: Serving) -> list[int]:
    """Processes that have the version open: those with a thread beside their own."""
    return [pid for pid in below(serving.process.pid) if b"forkserver" in command(pid) and len(threads(pid)) > 1]


@contextlib.contextmanager
def under_way(serving: Serving, queries: int = 3) -> Iterator[list[httpx.Response | httpx.HTTPError]]:
    """Queries without end, begun; at the end, what came of them."""
    found: list[httpx.Response | httpx.HTTPError] = []

    def ask(number: int) -> None:
        transport = httpx.HTTPTransport(local_address=f"127.0.9.{number + 1}")
        with httpx.Client(transport=transport, timeout=60) as client:
            try:
                found.append(client.post(f"{serving.address}/sparql", data={"query": CROSS}))
            except httpx.HTTPError as error:
                found.append(error)

    begun = [threading.Thread(target=ask, args=(number,)) for number in range(queries)]
    for thread in begun:
        thread.start()
    time.sleep(0.5)
    yield found
    for thread in begun:
        thread.join()


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True, timeout=120)
