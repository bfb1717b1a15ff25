"""Slow clients and many connections. The servers here have shorter timeouts than `kg serve`."""

from __future__ import annotations

import contextlib
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.processes import resident
from tests.server.serving import Serving

from .attack import BOUND, MIB, POST, Small, answers, client, connected, port, read, refused, small_server, told

pytestmark = pytest.mark.timing


def drip(connection: socket.socket, part: bytes, seconds: float) -> float:
    """Send `part` ten times a second until the connection is cut; how long that took."""
    begun = time.monotonic()
    with contextlib.suppress(OSError):
        while time.monotonic() < begun + seconds:
            connection.sendall(part)
            connection.settimeout(0.1)
            with contextlib.suppress(TimeoutError):
                if not connection.recv(1 << 16):
                    break
    return time.monotonic() - begun


def test_incomplete_headers_time_out(impatient_server: Small) -> None:
    with connected(impatient_server) as silent, connected(impatient_server) as slow, connected(impatient_server) as used:
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        used.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        with ThreadPoolExecutor(3) as pool:
            took = pool.map(drip, (silent, slow, used), (b"", b"a: b\r\n", b"a"), (15.0,) * 3)
        assert max(took) < 12
        assert httpx.get(f"{impatient_server.address}/health").status_code == 200


def test_missing_body_times_out(impatient_server: Small) -> None:
    with connected(impatient_server) as connection:
        connection.sendall(POST + b"Content-Length: 100\r\n\r\nASK")
        [found] = answers(read(connection, 10))
    assert found.status == 408
    told(found.headers["content-type"], 408, found.content, "request-too-slow")


def test_slow_body_times_out(impatient_server: Small) -> None:
    with connected(impatient_server) as connection:
        connection.sendall(POST + b"Content-Length: 100000\r\n\r\n")
        assert drip(connection, b"x", 15.0) < 12


def test_unread_response_is_dropped(impatient_server: Small) -> None:
    before = resident(impatient_server.process.pid)
    connections = []
    for number in range(6):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.bind((f"127.0.4.{number + 1}", 0))
        connection.connect(("127.0.0.1", port(impatient_server)))
        query = quote("SELECT * { ?s ?p ?o } LIMIT 40000")
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        connections.append(connection)
    end = time.monotonic() + 30
    while ours(impatient_server) & {connection.getsockname() for connection in connections}:
        assert time.monotonic() < end, "connections are kept though nobody reads"
        assert httpx.get(f"{impatient_server.address}/health", timeout=BOUND).status_code == 200
        time.sleep(0.2)
    assert resident(impatient_server.process.pid) < before + 100 * MIB
    for connection in connections:
        connection.close()


def ours(serving: Serving) -> set[tuple[str, int]]:
    """The other ends of the connections that the server holds open (proc(5), net/tcp)."""
    found = set()
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        here, there, state, inode = fields[1], fields[2], fields[3], fields[9]
        if int(here[-4:], 16) == port(serving) and state in ("01", "08") and inode != "0":
            address = ".".join(str(int(there[at : at + 2], 16)) for at in (6, 4, 2, 0))
            found.add((address, int(there[-4:], 16)))
    return found


def test_connections_of_one_client_are_limited(impatient_server: Small) -> None:
    connections = [socket.create_connection(("127.0.0.1", port(impatient_server)), 5, ("127.0.5.1", 0)) for _ in range(300)]
    time.sleep(0.3)
    assert len([peer for peer in ours(impatient_server) if peer[0] == "127.0.5.1"]) <= 12
    with client(impatient_server, "127.0.5.2") as other:
        assert other.get("/sparql?query=ASK%7B%7D").status_code == 200
    for connection in connections:
        connection.close()


def test_surplus_connections_get_503(impatient_server: Small) -> None:
    connections = [
        socket.create_connection(("127.0.0.1", port(impatient_server)), 5, (f"127.0.6.{number // 10 + 1}", 0)) for number in range(35)
    ]
    time.sleep(0.2)
    with client(impatient_server, "127.0.6.9") as other:
        response = other.get("/health")
    refused(response, 503, kind="busy")
    assert int(response.headers["retry-after"]) > 0
    for connection in connections:
        connection.close()
    time.sleep(0.2)
    assert httpx.get(f"{impatient_server.address}/health").status_code == 200


def test_rate_limit_gives_retry_after(home: Path, tmp_path: Path) -> None:
    with small_server(home, tmp_path / "log", 20) as serving, client(serving, "127.0.7.1") as eager, client(serving, "127.0.7.2") as other:
        statuses = [eager.get("/api").status_code for _ in range(20)]
        assert statuses == [200] * 20
        for spoofed in ({}, {"X-Forwarded-For": "9.9.9.9"}, {"Forwarded": "for=9.9.9.9"}, {"X-Real-IP": "9.9.9.9"}):
            response = eager.get("/api", headers=spoofed)
            refused(response, 429, kind="too-many-requests")
            assert 1 <= int(response.headers["retry-after"]) <= 60
        assert eager.get("/health").status_code == 200
        assert other.get("/api").status_code == 200


def test_forwarded_for_of_a_trusted_proxy_is_used(home: Path, tmp_path: Path) -> None:
    """It adds the client's address at the end; what stands before that came from the client."""
    with small_server(home, tmp_path / "log", 10, "127.0.0.1") as serving:
        with client(serving) as proxy:
            for _ in range(10):
                assert proxy.get("/api", headers={"X-Forwarded-For": "203.0.113.1"}).status_code == 200
            for given in ("203.0.113.1", "9.9.9.9, 203.0.113.1"):
                assert proxy.get("/api", headers={"X-Forwarded-For": given}).status_code == 429
            assert proxy.get("/api", headers={"X-Forwarded-For": "203.0.113.2"}).status_code == 200
        with client(serving, "127.0.7.3") as stranger:
            for _ in range(10):
                stranger.get("/api", headers={"X-Forwarded-For": f"203.0.113.{_ + 10}"})
            assert stranger.get("/api", headers={"X-Forwarded-For": "203.0.113.99"}).status_code == 429
