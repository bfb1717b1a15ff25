"""New versions, killed builds and full disks: the last good version is served."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.damage import largest, noise, version_folder
from tests.datasets import CORPUS
from tests.processes import alive, below
from tests.server.published import DAMAGES, changed, publish
from tests.server.serving import PATHS, Serve, Serving, health, kg, until, workers


@contextlib.contextmanager
def asking(serving: Serving, clients: int) -> Iterator[list[str]]:
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


def test_new_version_is_served_without_failed_requests(serve: Serve, own_home: Path, data: Path) -> None:
    serving = serve("--home", own_home)
    before, old = health(serving)["version"], set(workers(serving))
    with asking(serving, 16) as failed:
        built = kg("build", "--data", changed(data), "--home", own_home)
        assert built.returncode == 0, built.stderr
        until(lambda: health(serving)["version"] != before)
        time.sleep(1)
    assert failed == []
    assert health(serving)["fault"] is None
    catalog = httpx.get(f"{serving.address}/api").json()
    assert catalog["version"] == health(serving)["version"] == (own_home / "current").read_text(encoding="ascii").strip()
    until(lambda: not any(map(alive, old)))
    assert serving.stop() == 0


def test_damaged_version_is_not_served(serve: Serve, own_home: Path) -> None:
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


def test_damaged_version_leaves_no_processes(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 2)
    before = set(below(serving.process.pid))
    publish(own_home, "damaged", DAMAGES["broken words"])
    until(lambda: health(serving)["fault"])
    until(lambda: {pid for pid in below(serving.process.pid) if alive(pid)} <= before)
    assert serving.stop() == 0


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


def test_killed_build_leaves_the_last_version(serve: Serve, own_home: Path, data: Path) -> None:
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


def assert_serves(serving: Serving, version: str | None) -> None:
    assert health(serving)["version"] == version
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=30).status_code == 200


_ON_A_SMALL_DISK = """
import json, shutil, signal, subprocess, sys, urllib.request
disk, home, data = sys.argv[1:4]
used = int(subprocess.check_output(["du", "-skl", home], text=True).split()[0])
size = used + 200
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


def test_full_disk_is_reported_and_leaves_the_last_version(own_home: Path, data: Path, tmp_path: Path) -> None:
    """In a name space of mounts, with a disk of memory that has 200 kB left: less than what a changed document takes."""
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


def test_a_version_that_gets_damaged_is_told_and_answers_nothing_until_it_is_built_anew(serve: Serve, own_home: Path) -> None:
    serving = serve("--home", own_home, "--workers", 2)
    noise(largest(version_folder(own_home), "graph/*.sst"))
    until(lambda: httpx.get(f"{serving.address}/health").status_code == 503)
    for path in ("/health", *PATHS):
        answer = httpx.get(serving.address + path, timeout=10)
        assert (answer.status_code, answer.json()["code"]) == (503, "damaged-version"), path
    built = kg("build", "--data", CORPUS, "--home", own_home)
    assert built.returncode == 0, built.stderr
    until(lambda: httpx.get(f"{serving.address}/health").status_code == 200)
    for path in PATHS:
        assert httpx.get(serving.address + path, timeout=10).status_code == 200, path
    assert serving.stop() == 0
