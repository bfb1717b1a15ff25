"""What several tests share: the real data built once, copies of it to spoil, and another host that answers as it is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import settings

from kg import paths
from kg.build.pipeline import build
from kg.graph import Graph

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published version of the real data."""
    path = tmp_path_factory.mktemp("home")
    build(paths.DATA, path)
    return path


@pytest.fixture(scope="session")
def graph(home: Path) -> Graph:
    return Graph(home)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real data, to change as a test likes."""
    copy = tmp_path / "data"
    shutil.copytree(paths.DATA, copy)
    return copy


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
