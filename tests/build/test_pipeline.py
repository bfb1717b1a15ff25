"""A version is published whole or not at all; the same input gives the same bytes; only what changed is worked on."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build.pipeline import build, check
from kg.errors import BuildInProgress, GateFailed, InvalidData
from kg.graph import Graph
from kg.loaders.documents import document_folders
from kg.rdf.serialization import sorted_nquads
from kg.store.versions import building, current_version, open_version
from tests.datasets import CORPUS

DOCUMENT = "yunze-2021-5"


def nquads(home: Path) -> bytes:
    return sorted_nquads(Graph(home).quads())


def tables(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(open_version(home).tables.iterdir())}


def touch_up(data: Path, document: str = DOCUMENT) -> None:
    """A correction: one programme's mention is read another way."""
    path = data / "documents" / document / "programs.csv"
    text = path.read_bytes().decode("utf-8-sig")
    old, new = (",refers", ",defines") if ",refers" in text else (",defines", ",continues")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


@pytest.fixture(scope="module")
def touched_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which nothing was built before the data with the correction. It is shared."""
    folder = tmp_path_factory.mktemp("touched-up")
    touch_up(Path(shutil.copytree(CORPUS, folder / "data")))
    build(folder / "data", folder / "home")
    return folder / "home"


def test_same_input_same_bytes(home: Path, data: Path, tmp_path: Path) -> None:
    report = build(data, tmp_path / "other")
    assert report.version and report.version.id == open_version(home).id
    assert nquads(tmp_path / "other") == nquads(home)
    assert tables(tmp_path / "other") == tables(home)


def test_nothing_changed_no_work(data: Path, own_home: Path) -> None:
    before = sorted((p, p.stat().st_mtime_ns) for p in own_home.rglob("*") if p.is_file() and p.suffix != ".lock")
    assert build(data, own_home).changed == []
    assert sorted((p, p.stat().st_mtime_ns) for p in own_home.rglob("*") if p.is_file() and p.suffix != ".lock") == before


def test_one_document_changed_that_documents_work(data: Path, own_home: Path, touched_up: Path) -> None:
    touch_up(data)
    assert build(data, own_home).changed == [DOCUMENT]
    assert nquads(own_home) == nquads(touched_up)
    assert tables(own_home) == tables(touched_up)
    hits = [[(h.clause, h.start) for h in Graph(built).search("云雀计划")] for built in (own_home, touched_up)]
    assert hits[0] == hits[1] != []
    version = open_version(own_home)
    assert (
        version.manifest["triples"] == len(Graph(own_home).store) and version.manifest["rows"] == open_version(touched_up).manifest["rows"]
    )
    assert version.manifest["generation"] == 2 and open_version(touched_up).manifest["generation"] == 1


def test_what_a_change_does_not_touch_is_linked(data: Path, own_home: Path) -> None:
    before = open_version(own_home)
    touch_up(data)
    build(data, own_home)
    after = open_version(own_home)
    linked = {
        path.name
        for path in after.path.rglob("*.*")
        if (old := before.path / path.relative_to(after.path)).is_file() and path.samefile(old)
    }
    assert {"words.sqlite", "texts.sqlite", "names.sqlite", "funding.parquet", "names.parquet"} <= linked
    assert "programs.parquet" not in linked and list(after.faults(contents=True)) == []


def test_documents_taken_out_leave_no_trace(data: Path, own_home: Path, tmp_path: Path) -> None:
    for document in (DOCUMENT, "wuling-2019-8"):
        shutil.rmtree(data / "documents" / document)
        build(data, own_home)
        build(data, tmp_path / document)
        assert nquads(own_home) == nquads(tmp_path / document)
        assert tables(own_home) == tables(tmp_path / document)
        assert open_version(own_home).manifest["triples"] == len(Graph(own_home).store)


def test_a_lost_cache_does_no_harm(data: Path, own_home: Path, touched_up: Path) -> None:
    shutil.rmtree(own_home / "cache")
    touch_up(data)
    build(data, own_home)
    assert nquads(own_home) == nquads(touched_up)
    assert tables(own_home) == tables(touched_up)


def test_a_document_taken_out_is_not_found(data: Path, own_home: Path) -> None:
    shutil.rmtree(data / "documents" / DOCUMENT)
    build(data, own_home)
    assert Graph(own_home).search("云雀计划") == [] and not [s for s in Graph(own_home).suggest(DOCUMENT[:5]) if s.id == DOCUMENT]


def test_a_shortcut_that_another_document_still_gives_stays(data: Path, own_home: Path) -> None:
    twin = data / "documents" / "yunze-2021-6"
    shutil.copytree(data / "documents" / DOCUMENT, twin)
    for path in twin.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"yunze-2021-5", b"yunze-2021-6"))
    build(data, own_home)
    pairs = "SELECT ?a ?b { ?a zm:worksWith ?b . ?a zm:place/dcterms:identifier '910100' }"
    before = len(list(Graph(own_home).sparql(pairs)))
    shutil.rmtree(twin)
    build(data, own_home)
    assert len(list(Graph(own_home).sparql(pairs))) == before > 0


def test_a_failed_build_leaves_the_last_good_version(data: Path, own_home: Path) -> None:
    good = current_version(own_home)
    (data / "documents" / DOCUMENT / "funding.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(InvalidData):
        build(data, own_home)
    assert current_version(own_home) == good
    assert len(Graph(own_home).answer("funding", {"document": DOCUMENT}).rows) == 6


def test_a_gate_that_does_not_hold_stops_the_build(data: Path, tmp_path: Path) -> None:
    path = data / "registry" / "categories" / "common.csv"
    text = (
        path.read_bytes()
        .decode("utf-8-sig")
        .replace("academician,common,院士,academician,两院院士,high-level", "academician,common,院士,academician,博士,academician")
    )
    path.write_bytes(text.encode("utf-8-sig"))
    with pytest.raises(GateFailed) as failed:
        build(data, tmp_path / "home")
    told = "\n".join(map(str, failed.value.faults))
    assert "cycle: " in told and "twins: “博士”" in told
    assert "循环：" in failed.value.told("zh") and "重名：“博士”" in failed.value.told("zh")
    assert current_version(tmp_path / "home") is None


def running_commands() -> list[str]:
    """What runs on this machine (empty where there is no /proc)."""
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            commands.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return commands


def test_a_killed_build_leaves_the_last_good_version(data: Path, own_home: Path) -> None:
    good = current_version(own_home)
    assert good
    for step in ("documents 0", f"documents {len(document_folders(data))}", "publishing"):
        touch_up(data)
        shutil.rmtree(own_home / "cache", ignore_errors=True)
        command = [sys.executable, "-m", "kg", "build", "--data", str(data), "--home", str(own_home)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert process.stderr
        for line in process.stderr:
            if line.startswith(step):
                time.sleep(0.05)
                process.send_signal(signal.SIGKILL)
                break
        assert process.wait() == -signal.SIGKILL
        end = time.monotonic() + 20
        while any(str(own_home) in command for command in running_commands()):
            assert time.monotonic() < end
            time.sleep(0.05)
        assert current_version(own_home) == good
        assert len(Graph(own_home).answer("tasks", {"document": DOCUMENT}).rows) == 4
    assert build(data, own_home).version != good
    assert not list((own_home / "versions").glob(".new-*"))


def test_check_publishes_nothing(data: Path, tmp_path: Path) -> None:
    check(data, tmp_path / "home")
    assert current_version(tmp_path / "home") is None


def test_two_builds_at_once_do_not_meet(data: Path, tmp_path: Path) -> None:
    with building(tmp_path / "home"), pytest.raises(BuildInProgress, match="another build"):
        build(data, tmp_path / "home")


def test_old_versions_are_cleared_away(data: Path, own_home: Path) -> None:
    for _ in range(2):
        touch_up(data)
        build(data, own_home)
    assert len(list((own_home / "versions").iterdir())) == 2
    assert all(len(list(folder.iterdir())) == 1 for folder in (own_home / "cache").iterdir())


def test_no_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="no document"):
        build(tmp_path / "nothing", tmp_path / "home")
