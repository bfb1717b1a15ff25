"""A file that is not as it was written is found; one that was only touched or copied is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.store.integrity import faults, recorded
from kg.store.manifest import read_manifest, write_manifest
from tests.damage import cut, noise


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "made" / "in").mkdir(parents=True)
    (tmp_path / "made" / "a").write_bytes(b"a" * 1000)
    (tmp_path / "made" / "in" / "b").write_bytes(b"b" * 1000)
    (tmp_path / "made" / "in" / "LOG").write_bytes(b"a diary")
    return tmp_path / "made"


def test_damage_is_found(folder: Path) -> None:
    records = recorded(folder)
    assert list(records) == ["a", "in/b"] and list(faults(folder, records)) == []
    cut(folder / "a")
    noise(folder / "in" / "b")
    assert [fault.file for fault in faults(folder, records)] == [folder / "a", folder / "in" / "b"]
    (folder / "a").unlink()
    assert [fault.fault.key for fault in faults(folder, records)] == ["errors.damaged-version.missing", "errors.damaged-version.content"]


def test_a_touched_file_is_hashed_once(folder: Path) -> None:
    records = recorded(folder)
    os.utime(folder / "a", ns=(0, 0))
    assert list(faults(folder, records)) == []
    assert (folder / "a").stat().st_mtime_ns // 1000 == records["a"].modified


def test_what_a_disk_changes_is_found_by_reading(folder: Path) -> None:
    records = recorded(folder)
    noise(folder / "a", unnoticed=True)
    assert list(faults(folder, records)) == []
    assert [fault.file for fault in faults(folder, records, contents=True)] == [folder / "a"]


def test_a_linked_file_keeps_its_record(folder: Path) -> None:
    before = recorded(folder)
    noise(folder / "a", unnoticed=True)
    copy = folder.with_name("copy")
    copy.mkdir()
    os.link(folder / "a", copy / "a")
    (copy / "c").write_bytes(b"c")
    records = recorded(copy, before, folder)
    assert records["a"] == before["a"] and records["c"].size == 1
    assert [fault.file for fault in faults(copy, records, contents=True)] == [copy / "a"]


@pytest.mark.parametrize(("old", "new"), [("12", "13"), ('"files"', '"filet"'), ('"sha256"', '"sha257"')])
def test_a_manifest_that_was_changed_is_not_read(folder: Path, old: str, new: str) -> None:
    write_manifest(folder, {"triples": 12, "name": "云泽"}, recorded(folder))
    path = folder / "manifest.json"
    assert read_manifest(path)["triples"] == 12
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match="checksum"):
        read_manifest(path)
