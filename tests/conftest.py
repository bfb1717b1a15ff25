"""Fixtures for all tests: published data sets, copies to change, and an HTTP host whose answers a test writes."""

from __future__ import annotations

import gc
import os
import shutil
import ssl
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import settings

from kg.graph import Graph
from tests.datasets import CORPUS, REAL, published_once

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")

ssl.create_default_context = cache(ssl.create_default_context)
"""Certificates are read once: httpx reads them for each client and each request without one, which takes 20 ms."""

REPOSITORY = Path(__file__).parents[1]
SLOW = (
    "tests/browser/",
    "tests/test_docs.py::test_every_block_holds[adding.md]",
    "tests/new_fact_kind/",
    "tests/server/test_version_switch.py::",
    "tests/server/test_openapi.py",
    "tests/test_docs.py::test_every_block_holds",
    "tests/office/",
    "tests/distribution/",
    "tests/cli/",
    "tests/server/",
)
"""Beginnings of the ids of slow tests, the slowest first: they are begun first, so that no worker is left with one at the end."""
TOGETHER = ("tests/browser/", "tests/server/abuse/", "tests/server/test_")
"""Beginnings of the ids of tests that share a browser or a server, which takes seconds to start: one worker runs them all."""
ALONE = ("tests/server/test_version_switch.py", "tests/server/test_openapi.py", "tests/server/abuse/test_attacks.py")
"""Those among them that take about as long as the others together."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((rank for rank, begin in enumerate(SLOW) if item.nodeid.startswith(begin)), len(SLOW)))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Modules and tests stay to the end: to walk through them again and again took the garbage collector a seventh of all time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two more than there are processors: much of the time tests wait for browsers, servers and registries."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):  # type: ignore[misc]
        """A worker gets whole files, which share what they set up; of the documentation single pages."""

        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith("tests/test_docs.py"):
                return nodeid
            together = () if nodeid.startswith(ALONE) else TOGETHER
            return next(filter(nodeid.startswith, together), str(super()._split_scope(nodeid)))

    return ByFile(config, log)


@pytest.fixture(autouse=True)
def _environment_stays() -> Iterator[None]:
    """A test that leaves a language or a folder in the environment would decide what later tests see."""
    ours = ("ZHENGMAI_", "LANG", "LC_")
    before = {name: value for name, value in os.environ.items() if name.startswith(ours)}
    yield
    after = {name: value for name, value in os.environ.items() if name.startswith(ours)}
    for name in after.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)
    assert after == before


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the published synthetic corpus. It is shared: copy it to change it."""
    return published_once(tmp_path_factory, "corpus-home", CORPUS)


@pytest.fixture(scope="session")
def graph(home: Path) -> Graph:
    return Graph(home)


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """A copy of the home of the published corpus, to build into and publish in. What was built for it is not built again."""
    return Path(shutil.copytree(home, tmp_path / "home"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the synthetic corpus, to change as a test likes."""
    return Path(shutil.copytree(CORPUS, tmp_path / "data"))


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the published real data: for golden answers and the documentation only. It is shared: copy it to change it."""
    return published_once(tmp_path_factory, "real-home", REAL)


@pytest.fixture(scope="session")
def real_graph(real_home: Path) -> Graph:
    return Graph(real_home)


@dataclass(frozen=True)
class Asked:
    """A request as it came. `path` has the parameters."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Host:
    """A host whose answers a test writes: `answer` gives status, headers and content. Without a Content-Length, it is the content's."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    answer: Callable[[Asked], tuple[int, Mapping[str, str], bytes]] = lambda _: (404, {}, b"")


@pytest.fixture
def host() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            told.asked.append(Asked(self.command, self.path, body, dict(self.headers.items())))
            status, headers, content = told.answer(told.asked[-1])
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | dict(headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Host(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()
