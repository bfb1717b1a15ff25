"""A damaged file never becomes an answer unnoticed: it is found where it is opened, by `kg verify`, and `kg build` makes it anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.build.pipeline import build
from kg.errors import DamagedVersion
from kg.graph import Graph
from kg.rdf.serialization import sorted_nquads
from kg.store.files import kept_path
from kg.store.verification import verify
from kg.store.versions import open_version
from tests.commands import kg
from tests.damage import DAMAGES, empty, noise, version_folder
from tests.datasets import CORPUS

DOCUMENT = "yunze-2021-5"


def content(home: Path) -> tuple[bytes, dict[str, bytes]]:
    """What a version says: its quads and its tables."""
    return sorted_nquads(Graph(home).quads()), {path.name: path.read_bytes() for path in open_version(home).tables.iterdir()}


def damaged_files(home: Path) -> list[Path]:
    return [fault.file for part in verify(home) for fault in part.faults]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_version_is_refused_and_the_next_build_mends_it(home: Path, own_home: Path, damage: str) -> None:
    file = DAMAGES[damage](version_folder(own_home))
    with pytest.raises(DamagedVersion) as told:
        Graph(own_home)
    assert told.value.file == str(file) and told.value.path == str(version_folder(own_home))
    assert damaged_files(own_home) == [file]
    report = build(CORPUS, own_home)
    assert [str(file) in str(notice) for notice in report.notices[:1]] == [True] and report.changed == []
    assert damaged_files(own_home) == []
    assert content(own_home) == content(home)


def test_what_the_file_system_does_not_know_is_found_by_verify_and_mended(home: Path, own_home: Path) -> None:
    file = noise(version_folder(own_home) / "tables" / "tasks.parquet", unnoticed=True)
    found = kg("verify", home=own_home)
    assert found.returncode == 1 and str(file) in found.stderr and "kg build" in found.stderr
    build(CORPUS, own_home)
    assert kg("verify", home=own_home).returncode == 0
    assert content(own_home) == content(home)


@pytest.mark.parametrize("file", ["graph.nq", "inferences.nq", "tables.json", "clauses.json", "source.json", "files.json"])
def test_a_damaged_cache_is_not_published(home: Path, own_home: Path, file: str) -> None:
    shutil.rmtree(own_home / "versions")
    [path] = (own_home / "cache" / DOCUMENT).glob(f"*/{file}")
    empty(path)
    assert build(CORPUS, own_home).changed == [DOCUMENT]
    assert content(own_home) == content(home)


def test_damage_is_not_handed_on_to_the_next_version(home: Path, own_home: Path, data: Path) -> None:
    noise(version_folder(own_home) / "words.sqlite")
    head = data / "documents" / DOCUMENT / "document.yaml"
    head.write_text(head.read_text(encoding="utf-8") + "# read again\n", encoding="utf-8")
    report = build(data, own_home)
    assert report.changed == [DOCUMENT] and damaged_files(own_home) != []  # the version before still is what it was
    assert list(open_version(own_home).faults(contents=True)) == []
    assert content(own_home) == content(home)


def test_a_damaged_original_is_refused_and_kept_anew(own_home: Path) -> None:
    original = Graph(own_home).original(DOCUMENT)
    assert original
    noise(kept_path(own_home, original.sha256), unnoticed=True)
    with pytest.raises(DamagedVersion):
        Graph(own_home).original(DOCUMENT)
    assert damaged_files(own_home) == [original.path]
    build(CORPUS, own_home)
    assert damaged_files(own_home) == []


def test_a_whole_home_is_told_as_that(home: Path) -> None:
    told = kg("--lang", "zh", "verify", home=home)
    assert told.returncode == 0 and told.stdout.count("完好") == 3
