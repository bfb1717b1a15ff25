"""Archives are read within bounds, or refused with a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.intake import archives
from kg.intake.archives import open_archive


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_members_are_named_and_read(tmp_path: Path) -> None:
    archive = open_archive(packed(tmp_path / "a.zip", {"one/two.xml": "甲".encode(), "folder/": b"", "three": b""}))
    assert archive.names == ("one/two.xml", "three")
    assert archive.read("one/two.xml").decode() == "甲"
    with pytest.raises(UnreadableFile, match=r"four is missing"):
        archive.read("four")


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "C:\\a", "a\\..\\..\\b", "\\\\host\\share"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="leads out of it"):
        open_archive(packed(tmp_path / "a.zip", {name: b"x"}))


def test_names_with_dots_are_names(tmp_path: Path) -> None:
    assert open_archive(packed(tmp_path / "a.zip", {"a..b/..c/d..": b"x"})).names == ("a..b/..c/d..",)


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    high = packed(tmp_path / "ratio.zip", {str(i): bytes(1 << 20) for i in range(40)})
    with pytest.raises(UnreadableFile, match="unpacked it has 40 files and 40 MB"):
        open_archive(high)
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    with pytest.raises(UnreadableFile, match="unpacked"):
        open_archive(packed(tmp_path / "many.zip", {str(i): b"x" for i in range(4)}))
    monkeypatch.setattr(archives, "MAX_MEMBER_SIZE", 3)
    with pytest.raises(UnreadableFile, match="unpacked"):
        open_archive(packed(tmp_path / "large.zip", {"a": b"long"}))


def test_a_size_that_lies_is_damage(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a": bytes(1000)})
    path.write_bytes(path.read_bytes().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(UnreadableFile, match="a cannot be read"):
        open_archive(path).read("a")


def test_truncated_and_encrypted_archives_say_so(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a": b"x" * 1000})
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    with pytest.raises(UnreadableFile, match="damaged or breaks off"):
        open_archive(path)
    flagged = whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert flagged != whole
    path.write_bytes(flagged)
    with pytest.raises(UnreadableFile, match="password"):
        open_archive(path)
