"""Whatever file is given: a text, or one sentence that says what it is and what to do, within bounds, and nothing is written."""

from __future__ import annotations

import io
import os
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kg.errors import CannotRead, UnreadableFile
from kg.i18n import LANGUAGES
from kg.intake.media_type import media_type
from kg.intake.read import read_file

WORDS = "第一条 为吸引各类人才来云川创新创业，根据有关规定，结合我市实际，制定本措施，请认真组织实施。"
PAGE = f"<html><body><p>{WORDS}</p></body></html>"
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DTD = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(12))


def packed(**members: bytes | str) -> bytes:
    """A zip archive. `__` in a name stands for a slash, `_` for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def word(body: str = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", declared: str = "", **others: bytes | str) -> bytes:
    xml = f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed(**{"[Content_Types]_xml": types, "word__document_xml": xml}, **others)


def ofd(declared: str = "") -> bytes:
    return packed(OFD_xml=f'{declared}<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody>&x1;</ofd:DocBody></ofd:OFD>')


def compound(*streams: str, fib: bytes = b"") -> bytes:
    """What a Microsoft compound file begins with, and directory entries of these names."""
    entries = b"".join(
        (name + "\x00").encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 2 * len(name) + 2) + bytes(62) for name in streams
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + fib.ljust(512, b"\x00") + entries


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of one page whose objects from the fourth on are given."""
    every = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        *objects,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(every, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(every) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(every) + 1, trailer, start)


def stream(content: bytes) -> bytes:
    squeezed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(squeezed), squeezed)


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says it has that size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(form: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(data, form)
    return data.getvalue()


OTHER: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx": (lambda: packed(xl__workbook_xml="<a/>"), "this is a workbook"),
    "xls": (lambda: compound("Root Entry", "Workbook"), "this is a workbook"),
    "ods": (lambda: packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "this is a workbook"),
    "pptx": (lambda: packed(ppt__presentation_xml="<a/>"), "this is a presentation"),
    "ppt": (lambda: compound("PowerPoint Document"), "this is a presentation"),
    "zip": (lambda: packed(a_txt=WORDS), "this is an archive"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(99), "this is an archive"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), "this is an archive"),
    "gz": (lambda: b"\x1f\x8b\x08" + bytes(99), "this is an archive"),
    "tar": (lambda: b"a.txt".ljust(257, b"\x00") + b"ustar\x0000" + bytes(248), "this is an archive"),
    "exe": (lambda: b"MZ\x90\x00" + bytes(99), "this is a program"),
    "elf": (lambda: b"\x7fELF\x02\x01" + bytes(99), "this is a program"),
    "mp4": (lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(99), "this is a recording"),
    "mp3": (lambda: b"ID3\x04" + bytes(99), "this is a recording"),
    "gif": (lambda: picture("GIF"), "this is a picture of another format"),
    "bmp": (lambda: picture("BMP"), "this is a picture of another format"),
    "webp": (lambda: b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(99), "this is a picture of another format"),
    "sqlite": (lambda: b"SQLite format 3\x00" + bytes(99), "this is a database"),
    "ps": (lambda: b"%!PS-Adobe-3.0\n", "this is a PostScript file"),
    "noise": (lambda: bytes(range(256)) * 20, "this is a file of an unknown format"),
    "zeros": (lambda: bytes(1000), "the file is empty"),
    "blank": (lambda: "\ufeff  \r\n".encode(), "the file is empty"),
    "encrypted-docx": (lambda: compound("EncryptionInfo", "EncryptedPackage"), "protected by a password"),
    "encrypted-doc": (lambda: compound("WordDocument", fib=b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01"), "protected by a password"),
    "encrypted-odt": (
        lambda: packed(mimetype="application/vnd.oasis.opendocument.text", **{"META-INF__manifest_xml": "<encryption-data/>"}),
        "protected by a password",
    ),
}


@pytest.mark.parametrize("kind", OTHER)
def test_what_is_not_read_is_called_by_its_name(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    made, sentence = OTHER[kind]
    path.write_bytes(made())
    with pytest.raises(UnreadableFile, match=sentence) as caught:
        media_type(path)
    assert all("\n" not in caught.value.told(language) and "{" not in caught.value.told(language) for language in LANGUAGES)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated docx": (lambda: word()[:-40], "damaged or breaks off"),
    "truncated pdf": (lambda: pdf(stream(b"q Q"))[:120], "damaged or breaks off"),
    "truncated png": (lambda: picture("PNG")[:60], "damaged or breaks off"),
    "truncated jpeg": (lambda: picture("JPEG")[:200], "damaged or breaks off"),
    "encrypted pdf": (
        lambda: pdf(
            stream(b"q Q"), b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"o" * 32, b"u" * 32), trailer=b"/Encrypt 5 0 R/ID[(a)(a)]"
        ),
        "protected by a password",
    ),
    "zip bomb": (lambda: word(word__media__a_bin=bytes(60 << 20)), "unpacked it has"),
    "laughs": (lambda: word("&x12;", f'<!DOCTYPE a [<!ENTITY x0 "ha">{DTD}]>'), "declares a document type"),
    "quadratic": (lambda: word("&x;" * 1000, f'<!DOCTYPE a [<!ENTITY x "{"x" * 100_000}">]>'), "declares a document type"),
    "external entity": (lambda: word("&x;", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares a document type"),
    "external entity in ofd": (lambda: ofd('<!DOCTYPE a [<!ENTITY x1 SYSTEM "file:///etc/passwd">]>'), "declares a document type"),
    "names": (lambda: word(**{"..__..__etc__passwd": "x"}), "leads out of it"),
    "picture bomb": (lambda: png(60_000, 60_000), "pixels"),
    "picture without text": (lambda: picture("PNG"), "no writing|not installed"),
    "page of script": (lambda: b"<html><script src=a.js></script><body><div id=app></div></body></html>", "made by scripts"),
    "koi8": (lambda: "Добрый день, как дела".encode("koi8-r"), "encoding of the text cannot be told"),
}


@pytest.fixture
def untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the file; nothing else may be in it, or left in the folder for temporary files, after the test."""
    folder, temporary = tmp_path / "files", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return folder


def refused(path: Path, sentence: str) -> None:
    started = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with pytest.raises(UnreadableFile, match=sentence) as caught:
        read_file(path)
    assert caught.value.path == str(path)
    assert time.monotonic() - started < 60
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 1 << 20)
    assert sorted(path.parent.iterdir()) == [path] and not list((path.parent.parent / "temporary").iterdir())


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_a_sentence(kind: str, untouched: Path) -> None:
    path = untouched / "办法.pdf"
    made, sentence = BAD[kind]
    path.write_bytes(made())
    refused(path, sentence)


def test_half_a_gigabyte_is_refused_unopened(untouched: Path) -> None:
    path = untouched / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(500 << 20)
    started = time.monotonic()
    refused(path, "the file has 500 MB, more than 200 MB")
    assert time.monotonic() - started < 2


def test_a_pdf_that_unpacks_to_a_gigabyte_stays_within_bounds(untouched: Path) -> None:
    path = untouched / "a.pdf"
    path.write_bytes(pdf(stream(b"0 0 m " * (30 << 20))))
    refused(path, "no words|no writing")


@pytest.mark.parametrize(
    ("ending", "made", "reader"),
    [
        (".pdf", lambda: WORDS.encode("gb18030"), "text"),
        (".docx", lambda: PAGE.encode(), "html"),
        (".doc", lambda: PAGE.encode("utf-16"), "html"),
        (".txt", word, "docx"),
        (".jpg", word, "docx"),
        (".exe", lambda: f"# 办法\n\n## 总则\n\n## 附则\n\n{WORDS}".encode(), "markdown"),
        ("", lambda: WORDS.encode("utf-16-le"), "text"),
    ],
)
def test_an_ending_that_lies_does_not_matter(ending: str, made: Callable[[], bytes], reader: str, tmp_path: Path) -> None:
    path = tmp_path / f"办法{ending}"
    path.write_bytes(made())
    read = read_file(path)
    assert read.reader == reader and read.text.endswith(f"{WORDS}\n")


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    for path, sentence in (
        (tmp_path, "this is a folder"),
        (tmp_path / "pipe", "a device or a pipe"),
        (Path("/dev/zero"), "a device or a pipe"),
    ):
        with pytest.raises(UnreadableFile, match=sentence):
            read_file(path)
    for name in ("loop", "dangling", "nothing"):
        with pytest.raises(CannotRead):
            read_file(tmp_path / name)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")

    opened = os.open

    def denied(name: Path, *others: Any, **options: Any) -> int:
        if name == path:
            raise PermissionError(13, "Permission denied", str(name))
        return opened(name, *others, **options)

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(CannotRead, match=r"a\.txt: Permission denied"):
        read_file(path)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    assert read_file(tmp_path / "link").text == f"{WORDS}\n"


def test_two_documents_in_one_file_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    first = f"云政发〔2025〕1号\n关于甲的通知\n{WORDS}\n云川市人民政府\n2025年3月1日\n"
    path.write_text(f"{first}云政发[2025]1号\n附件见云政发〔2024〕9号文。\n云政发〔2025〕2号\n关于乙的通知\n{WORDS}\n", encoding="utf-8")
    read = read_file(path)
    assert [(doubt.kind, doubt.found, read.text[doubt.start : doubt.end]) for doubt in read.doubts] == [
        ("several_documents", "云政发〔2025〕2号", "云政发〔2025〕2号")
    ]
