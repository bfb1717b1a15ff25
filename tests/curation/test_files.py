"""A file that is written again keeps what it had: owner, mode, symbolic link, encoding and line ends."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kg.curation import files
from kg.curation.files import fill_cells, replace_file, write_rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"before")
    return path


def test_a_new_file_has_the_content_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "new.csv", b"content")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("new.csv", b"content")]


@pytest.mark.parametrize("mode", [0o640, 0o664, 0o600])
def test_mode_and_owner_stay(path: Path, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _, user, group: given.append((user, group)))
    path.chmod(mode)
    replace_file(path, b"after")
    assert path.read_bytes() == b"after" and stat.S_IMODE(path.stat().st_mode) == mode
    assert given == [(path.stat().st_uid, path.stat().st_gid)]


def test_the_file_is_replaced_in_one_step(path: Path) -> None:
    with path.open("rb") as reader:
        replace_file(path, b"after")
        assert reader.read() == b"before"


def test_where_the_owner_cannot_be_kept_the_file_itself_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    before = path.stat()
    replace_file(path, b"after")
    assert path.read_bytes() == b"after" and path.stat().st_ino == before.st_ino
    assert list(path.parent.iterdir()) == [path]


def test_a_symbolic_link_stays_one(path: Path) -> None:
    link = path.with_name("link.csv")
    link.symlink_to(path.name)
    replace_file(link, b"after")
    assert link.is_symlink() and path.read_bytes() == b"after"


def test_a_file_that_may_not_be_written_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # a test run by root may write anything
    with pytest.raises(PermissionError):
        replace_file(path, b"after")
    assert path.read_bytes() == b"before"


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"after")
    assert path.read_bytes() == b"before" and list(path.parent.iterdir()) == [path]


def test_content_is_on_disk_before_the_file_is_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda file: (steps.append("sync"), fsync(file))[1])
    monkeypatch.setattr(Path, "replace", lambda self, target: (steps.append("replace"), replace(self, target))[1])
    replace_file(path, b"after")
    assert steps == ["sync", "replace", "sync"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_rows_keep_encoding_and_line_ends(path: Path, encoding: str, line_end: str) -> None:
    text = line_end.join(["id,名称", ",甲", "", ',"乙,""丙"" "', ",丁", ""])
    path.write_bytes(text.encode(encoding))
    fill_cells(path, "id", {2: "1", 5: "2"})
    assert path.read_bytes() == text.replace(f",甲{line_end}", f"1,甲{line_end}").replace(",丁", "2,丁").encode(encoding)
    write_rows(path, ["id", "名称"], [{"id": "3", "名称": "戊"}])
    assert path.read_bytes() == line_end.join(["id,名称", "3,戊", ""]).encode(encoding)


def test_a_row_with_line_breaks_in_a_cell_is_one_row(path: Path) -> None:
    path.write_text('名称,id\n"甲\n乙",\n丙,\n', encoding="utf-8")
    fill_cells(path, "id", {3: "1"})
    assert path.read_text(encoding="utf-8") == '名称,id\n"甲\n乙",\n丙,1\n'


def test_the_last_row_may_have_no_line_end(path: Path) -> None:
    path.write_text("id,名称\n,甲", encoding="utf-8")
    fill_cells(path, "id", {2: "1"})
    assert path.read_text(encoding="utf-8") == "id,名称\n1,甲"


def test_a_new_file_of_rows_is_what_excel_shows_chinese_of(tmp_path: Path) -> None:
    write_rows(tmp_path / "new.csv", ["名称"], [{"名称": "甲"}])
    assert (tmp_path / "new.csv").read_bytes() == "名称\r\n甲\r\n".encode("utf-8-sig")
    assert files.UTF8_WITH_MARK.mark == b"\xef\xbb\xbf"
