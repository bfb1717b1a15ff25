"""Killed processes are replaced, and none is left when the server ends."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from tests.processes import alive, below
from tests.server.serving import PATHS, Serve, health, under_way, until, workers

pytestmark = pytest.mark.timing


def test_killed_idle_workers_are_replaced(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 2)
    before = workers(serving)
    assert before
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(alive, before)))
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=30).status_code == 200
    assert serving.stop() == 0


def test_killed_busy_workers_fail_only_their_own_jobs(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 4, "--deadline", 20)
    with under_way(serving, 3) as found:

        def killed() -> bool:
            """A query that had no worker yet when they were killed gets one afterwards."""
            for pid in workers(serving):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(1)
            return len(found) == 3

        until(killed, 15)
    for response in found:
        assert isinstance(response, httpx.Response)
        assert response.status_code == 503
        assert response.json()["type"].endswith("#interrupted") and int(response.headers["retry-after"]) > 0
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=30).status_code == 200
    assert serving.stop() == 0


def test_server_reports_a_lost_version_and_recovers(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 1)
    version = own_home / "versions" / str(health(serving)["version"])
    version.rename(version.with_name("away"))
    for pid in workers(serving):
        os.kill(pid, signal.SIGKILL)
    until(lambda: "is damaged" in httpx.get(f"{serving.address}/health").json().get("detail", ""))
    assert httpx.get(f"{serving.address}/health").status_code == 503
    version.with_name("away").rename(version)
    until(lambda: httpx.get(f"{serving.address}/health").status_code == 200, 30)
    assert httpx.get(f"{serving.address}/api/documents", timeout=30).status_code == 200
    assert "worker not replaced" in serving.log.read_text(encoding="utf-8")
    assert serving.stop() == 0


def test_killed_server_leaves_no_processes(serve: Serve, own_home: Path) -> None:
    """Not even the workers that are busy; and another begins on the same port."""
    serving = serve("--home", own_home, "--deadline", 60)
    port = serving.address.rpartition(":")[2]
    with under_way(serving):
        begun = below(serving.process.pid)
        assert len(begun) > 3
        serving.process.kill()
        serving.process.wait()
        until(lambda: not any(map(alive, begun)), 10)
    again = serve("--home", own_home, "--port", port)
    assert again.address == serving.address
    assert httpx.get(f"{again.address}/api/documents").status_code == 200
    assert again.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_server_stops_on_a_signal(serve: Serve, own_home: Path, number: signal.Signals) -> None:
    """Within a few seconds, though queries are under way: they have their deadline."""
    serving = serve("--home", own_home, "--deadline", 2)
    begun = below(serving.process.pid)
    with under_way(serving) as found, socket.create_connection(("127.0.0.1", int(serving.address.rpartition(":")[2]))):
        asked = time.monotonic()
        serving.process.send_signal(number)
        assert serving.process.wait(15) == 0
        assert time.monotonic() - asked < 8
    for response in found:
        assert isinstance(response, httpx.RemoteProtocolError) or response.status_code == 503  # type: ignore[union-attr]
    until(lambda: not any(map(alive, begun)), 5)
    assert "Traceback" not in serving.log.read_text(encoding="utf-8")
