"""Versions that come, processes that are killed, disks that are full: the last good version is served, and served again at start."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import httpx
import pytest

from tests.server.processes import alive, below, command, threads

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = ("/sparql?query=ASK%7B%7D", "/api/documents?limit=1", "/search?q=人才&limit=1", "/things?name=太原市", "/health")


class Served(Protocol):
    """A server as the fixtures give it."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def stop(self) -> int: ...


Serve = Callable[..., Served]


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """A copy of the published version, to publish others beside."""
    return Path(shutil.copytree(home, tmp_path / "home"))


def publish(home: Path, id_: str, spoil: Callable[[Path], object] = lambda _: None) -> Path:
    """A copy of the version in use, published as another, as `kg build` does it: all is there before it is named."""
    before = home / "versions" / (home / "current").read_text(encoding="ascii").strip()
    version = Path(shutil.copytree(before, home / "versions" / id_))
    spoil(version)
    (home / "current.new").write_text(id_ + "\n", encoding="ascii")
    (home / "current.new").replace(home / "current")
    return version


def health(serving: Served) -> dict[str, str | None]:
    found: dict[str, str | None] = httpx.get(f"{serving.address}/health", timeout=10).json()
    return found


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def workers(serving: Served) -> list[int]:
    """Processes that have the version open: those with a thread beside their own."""
    return [pid for pid in below(serving.process.pid) if b"forkserver" in command(pid) and len(threads(pid)) > 1]


@contextlib.contextmanager
def asking(serving: Served, clients: int) -> Iterator[list[str]]:
    """So many clients, each with an address of its own, ask all the time. What failed is in the list at the end."""
    over = threading.Event()
    failed: list[str] = []
    asked = [0] * clients

    def ask(number: int) -> None:
        transport = httpx.HTTPTransport(local_address=f"127.0.8.{number + 1}")
        with httpx.Client(base_url=serving.address, transport=transport, timeout=30) as client:
            while not over.is_set():
                path = PATHS[(asked[number] + number) % len(PATHS)]
                try:
                    response = client.get(path)
                    if response.status_code != 200:
                        failed.append(f"{path}: {response.status_code} {response.text}")
                except httpx.HTTPError as error:
                    failed.append(f"{path}: {error!r}")
                asked[number] += 1

    asking_ = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in asking_:
        thread.start()
    try:
        yield failed
    finally:
        over.set()
        for thread in asking_:
            thread.join()
    assert all(asked)


@contextlib.contextmanager
def under_way(serving: Served, queries: int = 3) -> Iterator[list[httpx.Response | httpx.HTTPError]]:
    """Queries without end, begun; at the end, what came of them."""
    found: list[httpx.Response | httpx.HTTPError] = []

    def ask(number: int) -> None:
        transport = httpx.HTTPTransport(local_address=f"127.0.9.{number + 1}")
        with httpx.Client(transport=transport, timeout=60) as client:
            try:
                found.append(client.post(f"{serving.address}/sparql", data={"query": CROSS}))
            except httpx.HTTPError as error:
                found.append(error)

    begun = [threading.Thread(target=ask, args=(number,)) for number in range(queries)]
    for thread in begun:
        thread.start()
    time.sleep(0.5)
    yield found
    for thread in begun:
        thread.join()


def changed(data: Path) -> Path:
    """Curated data that say the same and are another version."""
    with (data / "documents/taiyuan-2018-2/document.yaml").open("a", encoding="utf-8") as file:
        file.write("# read again\n")
    return data


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True, timeout=120)


# Versions.


def test_a_new_version_is_taken_up_without_a_failed_request(serve: Serve, own_home: Path, data: Path) -> None:
    serving = serve("--home", own_home)
    before, old = health(serving)["version"], set(workers(serving))
    with asking(serving, 16) as failed:
        built = kg("build", "--data", changed(data), "--home", own_home)
        assert built.returncode == 0, built.stderr
        until(lambda: health(serving)["version"] != before)
        time.sleep(1)
    assert failed == []
    assert health(serving)["fault"] is None
    catalogue = httpx.get(f"{serving.address}/api").json()
    assert catalogue["version"] == health(serving)["version"] == (own_home / "current").read_text(encoding="ascii").strip()
    until(lambda: not any(map(alive, old)))
    assert serving.stop() == 0


def truncated(*path: str) -> Callable[[Path], object]:
    return lambda version: next(version.glob("/".join(path))).write_bytes(b"\x00")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no graph": lambda version: shutil.rmtree(version / "graph"),
    "no tables": lambda version: shutil.rmtree(version / "tables"),
    "broken words": truncated("words.sqlite"),
    "a broken manifest": truncated("manifest.json"),
    "another base": lambda version: (version / "manifest.json").write_text(
        json.dumps(json.loads((version / "manifest.json").read_text(encoding="utf-8")) | {"base": "https://data.example/"}),
        encoding="utf-8",
    ),
}


def test_a_version_that_cannot_be_opened_leaves_the_one_before(serve: Serve, own_home: Path) -> None:
    """Each damage is told in /health; the same version, mended, is served."""
    serving = serve("--home", own_home, "--workers", 2)
    good = health(serving)["version"]
    whole = own_home / "versions" / str(good)
    for number, (name, spoil) in enumerate(DAMAGES.items()):
        id_ = f"damaged{number}"
        publish(own_home, id_, spoil)
        until(lambda: health(serving)["fault"])
        assert health(serving)["version"] == good, name
        for path in PATHS:
            assert httpx.get(serving.address + path, timeout=10).status_code == 200, name
        (own_home / "current").write_text(f"{good}\n", encoding="ascii")
        until(lambda: health(serving)["fault"] is None)
    shutil.rmtree(own_home / "versions" / "damaged0")
    publish(own_home, "damaged0")
    assert whole.is_dir()
    until(lambda: health(serving)["version"] == "damaged0")
    assert health(serving)["fault"] is None
    assert serving.stop() == 0


def test_nothing_is_left_of_a_version_that_could_not_be_opened(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 2)
    before = set(below(serving.process.pid))
    publish(own_home, "damaged", DAMAGES["broken words"])
    until(lambda: health(serving)["fault"])
    until(lambda: {pid for pid in below(serving.process.pid) if alive(pid)} <= before)
    assert serving.stop() == 0


@pytest.mark.parametrize("damage", ["no graph", "no tables", "broken words", "a broken manifest"])
def test_what_cannot_be_opened_is_told_at_start(own_home: Path, damage: str) -> None:
    publish(own_home, "damaged", DAMAGES[damage])
    begun = kg("serve", "--home", own_home, "--port", 0)
    assert begun.returncode == 1
    assert "Traceback" not in begun.stderr
    assert len(begun.stderr.strip().splitlines()) == 1, begun.stderr


# Processes.


def test_idle_workers_that_are_killed_are_replaced(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 2)
    before = workers(serving)
    assert before
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(alive, before)))
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=30).status_code == 200
    assert serving.stop() == 0


def test_busy_workers_that_are_killed_fail_what_they_were_at_and_no_more(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 4, "--deadline", 20)
    with under_way(serving, 3) as found:
        for pid in workers(serving):
            os.kill(pid, signal.SIGKILL)
    for response in found:
        assert isinstance(response, httpx.Response)
        assert response.status_code == 503
        assert response.json()["type"].endswith("#interrupted") and int(response.headers["retry-after"]) > 0
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=30).status_code == 200
    assert serving.stop() == 0


def test_a_server_that_has_lost_its_version_says_so_and_mends(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 1)
    version = own_home / "versions" / str(health(serving)["version"])
    version.rename(version.with_name("away"))
    for pid in workers(serving):
        os.kill(pid, signal.SIGKILL)
    until(lambda: httpx.get(f"{serving.address}/health").status_code == 503)
    problem = httpx.get(f"{serving.address}/health").json()
    assert "no worker is left" in problem["detail"]
    version.with_name("away").rename(version)
    until(lambda: httpx.get(f"{serving.address}/health").status_code == 200, 30)
    assert httpx.get(f"{serving.address}/api/documents", timeout=30).status_code == 200
    assert "worker not replaced" in serving.log.read_text(encoding="utf-8")
    assert serving.stop() == 0


def test_a_server_that_is_killed_leaves_nothing_behind(serve: Serve, own_home: Path) -> None:
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
def test_a_server_that_is_asked_to_end_ends_well(serve: Serve, own_home: Path, number: signal.Signals) -> None:
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


# Builds that are killed, and disks that are full.

_KILLED_WITHIN = """
import os, signal, sys
from pathlib import Path
from kg.build import pipeline
replace, calls = Path.replace, 0
def killed(self, target):
    global calls
    at_home = Path(target).name == "current" or Path(target).parent.name == "versions"
    calls += at_home
    if at_home and calls == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    found = replace(self, target)
    if at_home and calls == int(sys.argv[3]) - 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return found
Path.replace = killed
pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]))
"""
"""Kills itself in the steps that publish: 1 before the version stands in its place, 2 before it is named, 4 after it is named."""


def test_a_build_that_is_killed_leaves_the_last_good_version(serve: Serve, own_home: Path, data: Path) -> None:
    serving = serve("--home", own_home)
    good = health(serving)["version"]
    for step in (1, 2):
        command_ = [sys.executable, "-c", _KILLED_WITHIN, str(changed(data)), str(own_home), str(step)]
        assert subprocess.run(command_, timeout=120).returncode == -signal.SIGKILL
        assert (own_home / "current").read_text(encoding="ascii").strip() == good
        assert_serves(serving, good)
        again = serve("--home", own_home, "--workers", 1)
        assert_serves(again, good)
        assert again.stop() == 0
    for pause in (0.5, 2.5):
        building = subprocess.Popen([sys.executable, "-m", "kg", "build", "--data", changed(data), "--home", own_home], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(pause)
        building.kill()
        building.wait()
        current = (own_home / "current").read_text(encoding="ascii").strip()
        until(lambda current=current: health(serving)["version"] == current)  # type: ignore[misc]
        assert_serves(serving, current)
    command_ = [sys.executable, "-c", _KILLED_WITHIN, str(changed(data)), str(own_home), "4"]
    assert subprocess.run(command_, timeout=120).returncode == -signal.SIGKILL
    newest = (own_home / "current").read_text(encoding="ascii").strip()
    assert newest != good
    until(lambda: health(serving)["version"] == newest)
    assert_serves(serving, newest)
    last = kg("build", "--data", changed(data), "--home", own_home)
    assert last.returncode == 0, last.stderr
    assert not list((own_home / "versions").glob(".new-*"))
    until(lambda: health(serving)["version"] == (own_home / "current").read_text(encoding="ascii").strip())
    assert serving.stop() == 0


def assert_serves(serving: Served, version: str | None) -> None:
    assert health(serving)["version"] == version
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=30).status_code == 200


_ON_A_SMALL_DISK = """
import json, shutil, signal, subprocess, sys, urllib.request
disk, home, data = sys.argv[1:4]
size = sum(int(kib) for kib in subprocess.check_output(["du", "-sk", home], text=True).split()[:1]) + 3 * 1024
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", disk], check=True)
shutil.copytree(home, disk + "/home")
def serve():
    command = [sys.executable, "-m", "kg", "serve", "--home", disk + "/home", "--port", "0", "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, process.stdout.readline().split()[-1]
def answers(address):
    return [urllib.request.urlopen(address + path).status for path in ("/sparql?query=ASK%7B%7D", "/api/documents", "/search?q=1", "/health")]
process, address = serve()
built = subprocess.run([sys.executable, "-m", "kg", "build", "--data", data, "--home", disk + "/home"], capture_output=True, text=True)
free = shutil.disk_usage(disk).free
meanwhile = answers(address)
process.send_signal(signal.SIGTERM)
ended = process.wait(30)
process, address = serve()
after = answers(address)
process.send_signal(signal.SIGTERM)
process.wait(30)
current = open(disk + "/home/current").read().strip()
subprocess.run(["mount", "-o", "remount,size=1g", disk], check=True)
again = subprocess.run([sys.executable, "-m", "kg", "build", "--data", data, "--home", disk + "/home"], capture_output=True, text=True)
print(json.dumps([built.returncode, built.stderr, free, meanwhile, ended, after, current, again.returncode]))
"""


def test_a_full_disk_is_told_and_the_last_good_version_serves_again(own_home: Path, data: Path, tmp_path: Path) -> None:
    """In a name space of mounts, with a disk of memory that has 3 MiB left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    allowed = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True, text=True)
    if allowed.returncode != 0:
        pytest.skip(f"NOT TESTED: a full disk. This system lets nobody mount one: {allowed.stderr.strip()}")
    good = (own_home / "current").read_text(encoding="ascii").strip()
    command_ = ["unshare", "-rm", sys.executable, "-c", _ON_A_SMALL_DISK, str(disk), str(own_home), str(changed(data))]
    result = subprocess.run(command_, capture_output=True, text=True, timeout=180)
    assert result.returncode == 0, result.stderr
    code, words, free, meanwhile, ended, after, current, again = json.loads(result.stdout)
    assert code == 1
    *progress, last = words.strip().splitlines()
    assert last.startswith("the disk is full") and all(re.fullmatch(r"\w+ \d/\d", line) for line in progress), words
    assert free < 3 << 20
    assert meanwhile == after == [200] * 4
    assert ended == 0
    assert current == good
    assert again == 0


# Starts that fail, and bare stores.


def test_a_port_that_is_taken_is_told(own_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        begun = kg("serve", "--home", own_home, "--port", port)
    assert begun.returncode == 1
    [line] = begun.stderr.strip().splitlines()
    assert str(port) in line and "--port" in line


@pytest.mark.parametrize("options", [("--home", "nowhere"), ("--store", "nowhere"), ("--store", "."), ("--store", "http://")])
def test_nothing_to_serve_is_told(tmp_path: Path, options: tuple[str, str]) -> None:
    where = options[1] if "//" in options[1] else tmp_path / options[1]
    begun = kg("serve", options[0], where, "--port", 0)
    assert begun.returncode == 1
    assert len(begun.stderr.strip().splitlines()) == 1, begun.stderr


def test_of_a_bare_store_there_is_sparql_and_no_more(serve: Serve, home: Path, tmp_path: Path) -> None:
    version = home / "versions" / (home / "current").read_text(encoding="ascii").strip()
    store = Path(shutil.copytree(version / "graph", tmp_path / "store"))
    serving = serve("--store", store, "--workers", 2)
    assert "a bare store has no questions and no search" in serving.log.read_text(encoding="utf-8")
    found = httpx.get(f"{serving.address}/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert int(found["results"]["bindings"][0]["n"]["value"]) > 1000
    for path in ("/api", "/api/tasks", "/search?q=人才", "/things?name=太原市"):
        response = httpx.get(serving.address + path)
        assert response.status_code == 404
        assert "bare store" in response.json()["detail"]
    assert health(serving) == {"status": "ready", "kind": "store", "version": None, "fault": None} | {
        "network_wall": health(serving)["network_wall"]
    }
    assert serving.stop() == 0
