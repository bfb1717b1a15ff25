"""What cannot be served is told in one line; of a bare store there is SPARQL and no more."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import httpx
import pytest

from tests.commands import kg as kg_here
from tests.server.published import DAMAGES, publish
from tests.server.serving import Serve, health, kg


@pytest.mark.parametrize("damage", ["no graph", "no tables", "broken words", "a broken manifest"])
def test_what_cannot_be_opened_is_told_at_start(own_home: Path, damage: str) -> None:
    publish(own_home, "damaged", DAMAGES[damage])
    begun = kg("serve", "--home", own_home, "--port", 0)
    assert begun.returncode == 1
    assert "Traceback" not in begun.stderr
    assert len(begun.stderr.strip().splitlines()) == 1, begun.stderr


def test_a_port_that_is_taken_is_told(own_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        begun = kg_here("serve", "--home", own_home, "--port", port)
    assert begun.returncode == 1
    [line] = begun.stderr.strip().splitlines()
    assert str(port) in line and "--port" in line


@pytest.mark.parametrize("options", [("--home", "nowhere"), ("--store", "nowhere"), ("--store", "."), ("--store", "http://")])
def test_nothing_to_serve_is_told(tmp_path: Path, options: tuple[str, str]) -> None:
    where = options[1] if "//" in options[1] else tmp_path / options[1]
    begun = kg_here("serve", options[0], where, "--port", 0)
    assert begun.returncode == 1
    assert len(begun.stderr.strip().splitlines()) == 1, begun.stderr


def test_of_a_bare_store_there_is_sparql_and_no_more(serve: Serve, home: Path, tmp_path: Path) -> None:
    version = home / "versions" / (home / "current").read_text(encoding="ascii").strip()
    store = Path(shutil.copytree(version / "graph", tmp_path / "store"))
    serving = serve("--store", store, "--workers", 2)
    assert "a bare store has no questions and no search" in serving.log.read_text(encoding="utf-8")
    found = httpx.get(f"{serving.address}/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert int(found["results"]["bindings"][0]["n"]["value"]) > 1000
    for path in ("/api", "/api/tasks", "/search?q=人才", "/things?name=云泽市"):
        response = httpx.get(serving.address + path)
        assert response.status_code == 404
        assert "bare store" in response.json()["detail"]
    assert health(serving) == {"status": "ready", "kind": "store", "version": None, "fault": None} | {
        "network_wall": health(serving)["network_wall"]
    }
    assert serving.stop() == 0
