"""What the tests of the server share: real `kg serve` processes on free ports of this machine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.server.serving import Serving

_STARTED_WITHIN = 60.0


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Serving]]:
    """`serve("--home", home)`: a server that is ready, without a bound on requests a minute. All end with the tests, and end well."""
    running: list[Serving] = []

    def start(*options: str | Path) -> Serving:
        log = tmp_path_factory.mktemp("server") / "log.jsonl"
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--rate", "0", *map(str, options)]
        with log.open("w") as told:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True)
        assert process.stdout is not None
        first = process.stdout.readline().split()
        if not first:
            raise AssertionError(f"`kg serve` ended with {process.wait()}: {log.read_text(encoding='utf-8')}")
        serving = Serving(first[-1], process, log)
        running.append(serving)
        _wait_for(serving)
        return serving

    yield start
    ended = [(serving.stop(), serving) for serving in running if serving.process.poll() is None]
    assert not [(code, serving.log.read_text(encoding="utf-8")[-2000:]) for code, serving in ended if code != 0]


def _wait_for(serving: Serving) -> None:
    end = time.monotonic() + _STARTED_WITHIN
    while time.monotonic() < end:
        try:
            if httpx.get(f"{serving.address}/health").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{serving.address} was not ready within {_STARTED_WITHIN:g} s: {serving.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def server(serve: Callable[..., Serving], home: Path) -> Serving:
    """The published corpus, served."""
    return serve("--home", home)
