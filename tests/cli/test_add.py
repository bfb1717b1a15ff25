"""`kg add` as a person runs it: shown, asked on a terminal, written; then `kg check` holds."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import SETTINGS, kg
from tests.intake.added import NOTICE, OTHER, file, state

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), **SETTINGS}


def on_a_terminal(answer: str, *words: object) -> tuple[int, str]:
    """Exit code and output of `kg` whose terminal types `answer` once it is asked."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, words)], stdin=there, stdout=there, stderr=there, env=ENVIRONMENT, close_fds=True
    )
    os.close(there)
    shown, answered = b"", False
    while True:
        try:
            part = os.read(here, 4096)
        except OSError:  # the process has closed it
            break
        if not part:
            break
        shown += part
        if not answered and b"[Y/n]" in shown:
            os.write(here, answer.encode() + b"\n")
            answered = True
    os.close(here)
    return process.wait(), shown.decode()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return file(tmp_path / "files", "page.txt", NOTICE, "gb18030")


def test_it_shows_asks_and_writes(data: Path, page: Path) -> None:
    code, shown = on_a_terminal("", "add", page, "--data", data)
    assert code == 0, shown
    assert "罗科工〔2026〕9号" in shown and "add it as luohu-2026-9?" in shown
    assert (data / "documents" / "luohu-2026-9" / "document.yaml").is_file()


def test_a_no_writes_nothing(data: Path, page: Path) -> None:
    before = state(data)
    code, shown = on_a_terminal("n", "add", page, "--data", data)
    assert code == 1 and "nothing was added" in shown
    assert state(data) == before


def test_without_a_terminal_it_needs_yes(data: Path, page: Path) -> None:
    before = state(data)
    result = kg("add", page, "--data", data)
    assert result.returncode == 1 and "--yes" in result.stderr and "Traceback" not in result.stderr
    assert state(data) == before


def test_after_it_the_data_hold_and_a_second_time_it_is_known(data: Path, page: Path, tmp_path: Path) -> None:
    result = kg("--lang", "zh", "add", page, "--data", data, "--yes", "--address", "https://example.gov.cn/a.html")
    assert result.returncode == 0 and "已收录 luohu-2026-9" in result.stdout
    assert 'address: "https://example.gov.cn/a.html"' in (data / "documents" / "luohu-2026-9" / "document.yaml").read_text("utf-8")
    checked = kg("check", "--data", data, home=tmp_path / "home")
    assert checked.returncode == 0, checked.stderr
    again = kg("add", page, "--data", data, "--yes")
    assert again.returncode == 1 and "luohu-2026-9 is held already (the same text)" in again.stderr


def test_a_folder_has_progress_and_a_summary(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    for name, text in {"a.txt": NOTICE, "b.txt": OTHER, "c.txt": "", "d.txt": NOTICE}.items():
        file(folder, name, text)
    result = kg("add", folder, "--data", data, "--yes")
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert [line.split()[-1] for line in lines[:2]] == ["luohu-2026-9", "luohu-2026-10"]
    assert lines[-1] == "2 added, 1 held already, 1 failed"
    assert [line for line in result.stderr.splitlines() if line.startswith("files ")] == ["files 0/4", "files 4/4"]


def test_an_id_is_for_one_file(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    for name in ("a.txt", "b.txt"):
        file(folder, name, NOTICE)
    result = kg("add", folder, "--data", data, "--yes", "--id", "luohu-2026-1")
    assert result.returncode == 1 and "--id" in result.stderr
