"""Reading a file happens in a process of its own, which is bounded and ends with its children."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import CannotRead, UnreadableFile, ZhengmaiError
from kg.intake.bounded import run_bounded
from kg.intake.read import ReadLimits, process_environment, read_file, text_of
from kg.intake.readers import READERS, reader_of

TEXT = "第一条\n为了人才工作，制定本办法。\n"


def test_a_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_text(TEXT, encoding="gb18030")
    read = read_file(path)
    assert read.text == TEXT and read.reader == "text" and not read.pages and not read.doubts
    assert list(tmp_path.iterdir()) == [path]


def test_errors_name_the_file_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"PK\x03\x04" + b"x" * 100)
    with pytest.raises(UnreadableFile) as caught:
        read_file(path)
    assert caught.value.path == str(path)
    with pytest.raises(CannotRead):
        read_file(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        (ReadLimits(file_size=10), "more than 0 MB"),
        (ReadLimits(reply=10), "its text is longer"),
        (ReadLimits(memory=0), "memory|ended"),
    ],
    ids=["file", "reply", "memory"],
)
def test_bounds_hold(tmp_path: Path, limits: ReadLimits, fault: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 2000, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=fault):
        read_file(path, limits)


@pytest.mark.parametrize(
    ("program", "signal_"),
    [
        ("limit_time(1, 2)\nsignal.setitimer(0, 0)\nwhile True: pass", signal.SIGXCPU),
        ("limit_time(1)\nsignal.setitimer(0, 0.1)\ntime.sleep(60)", signal.SIGALRM),
    ],
    ids=["cpu", "wall"],
)
def test_a_reader_that_does_not_end_is_ended(tmp_path: Path, program: str, signal_: signal.Signals) -> None:
    command = [sys.executable, "-c", f"import signal, time\nfrom kg.isolation import limit_time\n{program}"]
    outcome = run_bounded(command, seconds=60, reply_bytes=10, folder=str(tmp_path), environment=process_environment(str(tmp_path)))
    assert outcome.exit_code == -signal_
    with pytest.raises(UnreadableFile, match="took too long"):
        text_of(tmp_path / "a.txt", outcome, ReadLimits())


def test_time_is_bounded_and_children_end_too(tmp_path: Path) -> None:
    program = "import subprocess, sys; child = subprocess.Popen(['sleep', '60']); open('pid', 'w').write(str(child.pid)); child.wait()"
    started = time.monotonic()
    outcome = run_bounded([sys.executable, "-c", program], seconds=1.5, reply_bytes=10, folder=str(tmp_path), environment=os.environ)
    assert outcome.ended == "late" and time.monotonic() - started < 10
    child = int((tmp_path / "pid").read_text())
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child lives")


@settings(max_examples=15, deadline=None)
@given(data=st.binary(min_size=1, max_size=200), start=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "a.bin"
    path.write_bytes(start + data)
    try:
        read_file(path)
    except ZhengmaiError as error:
        assert error.told("zh") != error.told("en")


@pytest.mark.parametrize("kind", READERS)
def test_every_media_type_has_a_reader_with_a_name_and_version(kind: str) -> None:
    reader = reader_of(kind)
    assert reader.NAME and reader.VERSION and callable(reader.read)
