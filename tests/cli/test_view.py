"""`kg view`: the viewer alone, on a port that stays where it can."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
from pathlib import Path

from kg.cli.view import PORT
from kg.server.background import free_port


def test_it_serves_the_viewer_and_nothing_else(home: Path) -> None:
    command = [sys.executable, "-m", "kg", "view", "--home", str(home), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as viewer:
        try:
            assert viewer.stdout is not None
            said = viewer.stdout.readline()
            assert said.startswith("viewer  http://127.0.0.1:")
            connection = http.client.HTTPConnection("127.0.0.1", int(said.rpartition(":")[2]), timeout=10)
            connection.request("GET", "/_stcore/health")
            assert connection.getresponse().status == 200
            viewer.send_signal(signal.SIGTERM)
            rest, complaints = viewer.communicate(timeout=60)
        finally:
            viewer.kill()
    assert (viewer.returncode, rest, complaints) == (0, "", "")


def test_without_a_version_it_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "view", "--home", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "kg build" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_port_stays_the_same_where_it_is_free() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken = probe.connect_ex(("127.0.0.1", PORT)) == 0
    assert free_port(PORT) == (0 if taken else PORT)
