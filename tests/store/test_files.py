"""Originals are kept in the home, each once, as long as a version refers to it; their pages are drawn in a process of its own."""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from kg.build.pipeline import build
from kg.errors import CannotRead, DamagedVersion, UnknownValue
from kg.graph import Graph
from kg.store.draw_page import draw
from kg.store.files import OriginalFile, keep_file, media_type_of, remove_other_files
from kg.store.page_pictures import page_picture
from tests.datasets import CORPUS

DOCUMENT = "yunze-2021-5"
PDF = CORPUS / "documents" / DOCUMENT / "original.pdf"


def of(path: Path, media_type: str) -> OriginalFile:
    return OriginalFile(path, path.name, media_type, hashlib.sha256(path.read_bytes()).hexdigest())


def size(png: bytes | None) -> tuple[int, int]:
    assert png
    return Image.open(io.BytesIO(png)).size


def test_the_original_is_kept_to_the_byte(graph: Graph) -> None:
    original = graph.original("云党办发〔2021〕5号")
    assert original and original.read() == PDF.read_bytes()
    assert (original.name, original.media_type) == ("云泽市引才聚才若干意见（扫描件）.pdf", "application/pdf")
    assert graph.original("wuling-2019-8") is None
    assert graph.manifest["originals"] == {DOCUMENT: original.sha256}


def test_a_changed_original_is_another_input_of_the_build(data: Path, own_home: Path) -> None:
    folder = data / "documents" / DOCUMENT
    [first] = [path.name for path in (own_home / "files").iterdir()]
    content = (folder / "original.pdf").read_bytes() + b"\n"
    (folder / "original.pdf").write_bytes(content)
    head = (folder / "document.yaml").read_text("utf-8").replace(first, hashlib.sha256(content).hexdigest())
    (folder / "document.yaml").write_text(head, encoding="utf-8")
    assert build(data, own_home).changed == [DOCUMENT]
    assert {path.name for path in (own_home / "files").iterdir()} == {first, hashlib.sha256(content).hexdigest()}
    for path in folder.glob("original.*"):
        path.unlink()
    without = head.partition("original:")[0] + head[head.index("outline:") :]
    (folder / "document.yaml").write_text(without, encoding="utf-8")
    build(data, own_home)
    assert Graph(own_home).original(DOCUMENT) is None
    assert [path.name for path in (own_home / "files").iterdir()] == [hashlib.sha256(content).hexdigest()]


def test_a_lost_original_is_told(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "files")
    with pytest.raises(DamagedVersion):
        Graph(tmp_path / "home").original(DOCUMENT)


def test_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    with pytest.raises(CannotRead):
        keep_file(tmp_path / "home", tmp_path / "a", "0" * 64)
    assert list((tmp_path / "home" / "files").iterdir()) == []


def test_what_no_version_refers_to_is_removed(tmp_path: Path) -> None:
    for content in (b"a", b"b"):
        (tmp_path / "file").write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        keep_file(tmp_path, tmp_path / "file", sha256)
        (tmp_path / "pictures" / sha256).mkdir(parents=True)
    remove_other_files(tmp_path, {sha256})
    assert [path.name for folder in ("files", "pictures") for path in (tmp_path / folder).iterdir()] == [sha256, sha256]


def test_a_page_is_drawn_once(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home", ignore=shutil.ignore_patterns("pictures"))
    graph = Graph(tmp_path / "home")
    picture = graph.page_picture(DOCUMENT, 1, width=700)
    assert size(picture) == (800, 1133)
    [kept] = (tmp_path / "home" / "pictures").rglob("*.png")
    kept.write_bytes(b"kept")
    assert graph.page_picture(DOCUMENT, 1, width=800) == b"kept"
    for page in (0, 4):
        with pytest.raises(UnknownValue):
            graph.page_picture(DOCUMENT, page)
    with pytest.raises(UnknownValue):
        graph.page_picture("wuling-2019-8", 1)


def test_images_are_drawn_upright_page_by_page(tmp_path: Path) -> None:
    first, second = Image.new("1", (300, 100), 1), Image.new("L", (100, 200), 128)
    first.save(tmp_path / "a.tif", save_all=True, append_images=[second])
    for page, shape in ((1, (400, 133)), (2, (400, 800))):
        assert Image.open(io.BytesIO(draw(str(tmp_path / "a.tif"), "image/tiff", page, 400))).size == shape
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (300, 150)).save(tmp_path / "a.jpg", exif=turned)
    assert Image.open(io.BytesIO(draw(str(tmp_path / "a.jpg"), "image/jpeg", 1, 400))).size == (400, 800)


def test_what_cannot_be_drawn_has_no_picture_and_is_tried_once(tmp_path: Path) -> None:
    broken = tmp_path / "original.pdf"
    broken.write_bytes(PDF.read_bytes()[:2000])
    assert page_picture(tmp_path, of(broken, "application/pdf"), 1, 400) is None
    [kept] = (tmp_path / "pictures").rglob("*.png")
    assert kept.read_bytes() == b""
    assert page_picture(tmp_path, of(broken, "text/html"), 1, 400) is None


def test_a_page_of_an_absurd_shape_is_not_drawn(tmp_path: Path) -> None:
    Image.new("1", (2, 3000)).save(tmp_path / "a.png")
    assert page_picture(tmp_path, of(tmp_path / "a.png", "image/png"), 1, 400) is None


def test_bombs_are_not_drawn(tmp_path: Path) -> None:
    """A picture of 2.5 thousand million dots in a few bytes."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(10_000))), (b"IEND", b"")]
    png = b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + png)
    assert page_picture(tmp_path, of(tmp_path / "a.png", "image/png"), 1, 400) is None


def test_a_picture_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.page_pictures._SECONDS", 0.01)
    assert page_picture(tmp_path, of(PDF, "application/pdf"), 1, 400) is None


def test_media_types_follow_the_ending() -> None:
    assert media_type_of("original.ofd") == "application/ofd"
    assert media_type_of("original.exe") == "application/octet-stream"
