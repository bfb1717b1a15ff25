"""Starting and ending the viewer as a program."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

STARTER = "import sys; from pathlib import Path; from viewer.start import run_viewer; run_viewer(Path(sys.argv[1]), int(sys.argv[2]), processes=int(sys.argv[3]))"


def start(home: Path, port: int, processes: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", STARTER, str(home), str(port), str(processes)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("processes", [1, 2])
def test_it_answers_and_ends_on_a_signal(home: Path, processes: int) -> None:
    viewer = start(home, 0, processes)
    try:
        assert viewer.stdout is not None
        said = viewer.stdout.readline()
        assert said.startswith("viewer  http://127.0.0.1:")
        port = int(said.rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/_stcore/health")
        assert connection.getresponse().status == 200
        viewer.send_signal(signal.SIGTERM)
        _, complaints = viewer.communicate(timeout=30)
        assert viewer.returncode == 0
        assert "Traceback" not in complaints
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    finally:
        viewer.kill()
        viewer.wait()


def test_a_starter_that_is_killed_leaves_no_viewer(home: Path) -> None:
    viewer = start(home, 0)
    assert viewer.stdout is not None
    port = int(viewer.stdout.readline().rpartition(":")[2])
    viewer.kill()
    viewer.wait()
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return
        time.sleep(0.05)
    raise AssertionError("the viewer still answers")


def test_a_taken_port_is_told_in_a_sentence(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        viewer = start(home, port)
        _, complaints = viewer.communicate(timeout=60)
    assert viewer.returncode == 1
    assert complaints.startswith(f"port {port} cannot be used")
    assert len(complaints.splitlines()) == 1
