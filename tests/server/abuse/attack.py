"""What the attacks are made with: sockets, clients with addresses of their own, a server with little patience."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.server.serving import Serving

DEADLINE = 2.0
BOUND = 5.0
"""Seconds within which others are to be served; on a quiet machine it takes some ten milliseconds."""
MIB = 1 << 20
MILLION = 1_000_000
SMALL = ("/sparql?query=ASK%7B%7D", "/api/documents", "/health")


def client(serving: Serving, source: str = "127.0.0.1", **options: Any) -> httpx.Client:
    """A client with an address of its own: all of 127.0.0.0/8 is this machine."""
    return httpx.Client(base_url=serving.address, transport=httpx.HTTPTransport(local_address=source), timeout=30, **options)


def refused(response: httpx.Response, *expected: int, kind: str | None = None) -> dict[str, Any]:
    """The problem that the response tells (RFC 9457)."""
    assert response.status_code in expected, response.text[:500]
    return told(response.headers["content-type"], response.status_code, response.content, kind)


def told(media_type: str, status: int, content: bytes, kind: str | None = None) -> dict[str, Any]:
    assert media_type == "application/problem+json"
    problem: dict[str, Any] = json.loads(content)
    assert problem["status"] == status
    assert problem["title"] and problem["detail"] and len(content) < 10_000
    assert kind is None or problem["type"].endswith(f"/problems#{kind}")
    return problem


def port(serving: Serving) -> int:
    found = urlsplit(serving.address).port
    assert found
    return found


@contextlib.contextmanager
def connected(serving: Serving, source: str = "127.0.0.1") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port(serving)), timeout=15, source_address=(source, 0)) as connection:
        yield connection


def read(connection: socket.socket, seconds: float = 15.0) -> bytes:
    """All that comes until the server closes, or nothing came for `seconds`."""
    connection.settimeout(seconds)
    found = b""
    with contextlib.suppress(OSError):
        while part := connection.recv(1 << 16):
            found += part
    return found


def exchange(serving: Serving, *parts: bytes, seconds: float = 15.0, pause: float = 0.05) -> bytes:
    with connected(serving) as connection:
        for part in parts:
            with contextlib.suppress(OSError):
                connection.sendall(part)
            time.sleep(pause)
        return read(connection, seconds)


@dataclass
class Answered:
    """One response as it came over a socket."""

    status: int
    headers: dict[str, str]
    content: bytes


def answers(words: bytes) -> list[Answered]:
    """Responses with Content-Length, one after the other."""
    found = []
    while words.startswith(b"HTTP/1.1 "):
        head, _, words = words.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        length = int(headers.get("content-length", 0))
        found.append(Answered(int(lines[0].split()[1]), headers, words[:length]))
        words = words[length:]
    assert not words, words[:200]
    return found


@dataclass
class Listener:
    """Somebody on loopback whom nobody should call."""

    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}/"

    def was_called(self) -> bool:
        self.listening.setblocking(False)
        try:
            self.listening.accept()
        except BlockingIOError:
            return False
        return True


PATIENCE = 1.0
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
_SERVER = """
import sys
from pathlib import Path
from kg.server.settings import Settings
from kg.server.run import run_server
from kg.workers.limits import Limits
run_server(
    Settings(
        Path(sys.argv[1]), limits=Limits(deadline=5.0), requests_per_minute=int(sys.argv[2]), query_workers=2, page_workers=1,
        max_connections=30, max_connections_per_client=12, slow_client_timeout=float(sys.argv[3]), trusted_proxies=tuple(sys.argv[4:]),
    ),
    lambda address, service: print(address, flush=True),
)
"""


@dataclass
class Small:
    """A server with few workers and connections."""

    address: str
    process: subprocess.Popen[str]
    log: Path


@contextlib.contextmanager
def small_server(home: Path, log: Path, rate: int, *proxies: str) -> Iterator[Small]:
    command = [sys.executable, "-c", _SERVER, str(home), str(rate), str(PATIENCE), *proxies]
    with log.open("w") as words, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, log.read_text(encoding="utf-8")
        try:
            yield Small(address, process, log)
        finally:
            process.terminate()
            assert process.wait(20) == 0
