"""Servers under attack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.serving import Serve, Serving

from .attack import DEADLINE, Listener, Small, client, small_server


@pytest.fixture(scope="session")
def home(real_home: Path) -> Path:
    """The real data: a graph that is large enough for work without end."""
    return real_home


@pytest.fixture(scope="session")
def target(serve: Serve, home: Path) -> Iterator[Serving]:
    serving = serve("--home", home, "--deadline", DEADLINE, "--memory", 256, "--answer-size", 8, "--answer-rows", 20_000)
    yield serving
    assert serving.process.poll() is None
    for line in serving.log.read_text(encoding="utf-8").splitlines():
        assert line[0] != "{" or isinstance(json.loads(line), dict)


@pytest.fixture(autouse=True)
def unharmed(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each attack the server is the same process, and answers."""
    yield
    if "target" in request.fixturenames:
        serving: Serving = request.getfixturevalue("target")
        assert serving.process.poll() is None
        with client(serving, "127.0.0.99") as other:
            assert other.get("/sparql?query=ASK%7B%7D").status_code == 200


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    assert not found.was_called()
    found.listening.close()


@pytest.fixture(scope="module")
def impatient_server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    with small_server(home, tmp_path_factory.mktemp("small") / "log", 0) as serving:
        yield serving
