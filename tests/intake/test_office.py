"""What is read by LibreOffice, where that is missing, slow or ends badly. With LibreOffice itself: tests/office."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import MissingReader, UnreadableFile
from kg.intake.readers import office

RTF = b"{\\rtf1 text}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF)
    return path


def installed(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_a_missing_libreoffice_is_named_with_its_command(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(MissingReader, match="LibreOffice") as caught:
        office.read(path)
    assert "apt-get install libreoffice-writer-nogui" in caught.value.told("en")


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("exit 0", "LibreOffice does not open it"),
        ("exit 1", "LibreOffice does not open it"),
        ("kill -SEGV $$", "ended"),
        ("exec sleep 9", "took too long"),
    ],
)
def test_a_conversion_that_fails_is_told(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, fault: str) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.5)
    installed(monkeypatch, tmp_path, script)
    with pytest.raises(UnreadableFile, match=fault):
        office.read(path)
    assert sorted(tmp_path.iterdir()) == [path, tmp_path / "soffice"]


def test_a_first_start_is_repeated_and_sees_no_settings_of_the_user(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    told = tmp_path / "told"
    installed(monkeypatch, tmp_path, f'(echo "$@"; env; cat profile/user/*.xcu) >> {told}; exit 81')
    with pytest.raises(UnreadableFile, match="does not open it"):
        office.read(path)
    seen = told.read_text(encoding="utf-8")
    assert seen.count("--convert-to") == 2 and "--infilter=Rich Text Format" in seen and "PROXY" not in seen
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true</value>' in seen
