"""What is read by LibreOffice, where that is missing, slow or ends badly. With LibreOffice itself: tests/office."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import MissingReader, UnreadableFile
from kg.intake.media_type import media_type
from kg.intake.read import read_file
from kg.intake.readers import office
from kg.intake.rtf_numbers import with_shown_numbers
from tests.intake.word_files import paragraph, word_file

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
        ("exec sleep 60", "took too long"),
    ],
)
def test_a_conversion_that_fails_is_told(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, fault: str) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.5 if "sleep" in script else 60)
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


LISTS = rb"{\*\listtable{\list{\listlevel{\leveltext\'02\'00\'3f;}}}}{\*\listoverridetable{\listoverride\listid1\ls1}}{\stylesheet{\s1\ls1 one;}}"
SHOWN = rb"{\listtext\pard\plain\f1 \'d2\'bb\'a1\'a2\tab}\pard\s1\ls1 {\b one}\par{\listtext\pard\plain \u31532\'3f\u20108?\u26465?\tab}two\par \pard\ls0 plain\par"


def test_numbers_of_rtf_are_those_that_were_shown() -> None:
    made = with_shown_numbers(b"{\\rtf1\\ansi" + LISTS + SHOWN + b"}")
    assert b"listtext" not in made and b"\\s1\\ls1" not in made and b"\\listid1\\ls1" in made
    assert rb"{\plain\f1 \'d2\'bb\'a1\'a2}\pard\s1{\b one}\par{\plain \u31532\'3f\u20108?\u26465?\tab}two\par" in made
    picture = rb"{\pict\bin11 {\listtext}}"
    assert with_shown_numbers(b"{\\rtf1" + LISTS + SHOWN + picture + b"}").endswith(picture + b"}")


def test_a_number_of_rtf_runs_into_no_figure() -> None:
    shown = rb"{\listtext 1.\tab}\ls1{\b 5}\par{\listtext 2.\tab}\ls1 a\par"
    assert with_shown_numbers(shown) == rb"{1.\tab}{\b 5}\par{2.}a\par"


@pytest.mark.parametrize("body", [rb"\ls1 one\par", SHOWN + rb"\pard\ls1 three\par", rb"\pard plain\par", rb"\listtext {{{\ls1"])
def test_rtf_where_a_number_is_not_shown_stays_as_it_is(body: bytes) -> None:
    data = b"{\\rtf1" + LISTS + body + b"}"
    assert with_shown_numbers(data) == data


@given(
    parts=st.lists(
        st.sampled_from(
            [b"{", b"}", b"\\", b"\\'a", b"\\ls1 ", b"\\listtext", b"{\\listtext", b"\\bin9 ", b"\\par", b"\\tab", b"\\u-1?", b"a", b"\xff"]
        )
    )
)
def test_any_rtf_keeps_what_is_no_list(parts: list[bytes]) -> None:
    made = with_shown_numbers(b"".join(parts))
    assert len(made) <= sum(map(len, parts)) and (made.count(b"a") == b"".join(parts).count(b"a") or b"\\'a" in parts)


def test_a_word_document_in_one_file_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with zipfile.ZipFile(word_file(tmp_path / "a.docx", paragraph("甲", list_id=1, level=0))) as parts:
        held = {name: parts.read(name).decode() for name in parts.namelist()}
    xml = "".join(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>' for name, content in held.items())
    binary = '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{}</pkg:binaryData></pkg:part>'
    flat = '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    path = tmp_path / "a.doc"
    path.write_text(f"{flat}{xml}{binary.format('AAAA')}</pkg:package>", encoding="utf-8")
    assert read_file(path).text == "甲\n" and media_type(path) == "xml"
    for content in (f"{flat}{xml}{binary.format('A')}</pkg:package>", f"{flat}{xml}", f"{flat}</pkg:package>"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UnreadableFile):
            read_file(path)
