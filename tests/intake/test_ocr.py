"""Scans are read offline: letters and marks, straight and askew, and what is doubtful is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bench.rendering import Fault, Run, Sheet, scanned
from kg.errors import MissingReader, UnreadableFile
from kg.intake import scans
from kg.intake.layout import compose
from kg.intake.ocr import ink, page
from kg.intake.ocr.engine import Letter, Quad
from kg.intake.ocr.ink import Area
from kg.intake.ocr.lines import ReadLine
from kg.intake.ocr.punctuation import marked
from kg.intake.ocr.seals import without_seals
from kg.intake.ocr.second_look import unsure, without_slips
from kg.intake.ocr.straighten import slant
from kg.intake.page_content import Line, LineDoubt, PageContent, Rect
from kg.intake.readers import ocr, pdf

WORDS = ["太原市人民政府文件", "并政发〔2018〕2号", "（一）给予每人每年12.5万元补助；", "(二)一次性奖励300万元,连续三年。"]
SIZE = (360.0, 160.0)


def sheet(lines: list[str]) -> Sheet:
    return Sheet([Run(30, 20 + 30 * at, 16, line) for at, line in enumerate(lines)])


def picture(lines: list[str], fault: Fault) -> Image.Image:
    scale = fault.dpi / 72
    return scanned(sheet(lines), fault).crop((0, 0, round(SIZE[0] * scale), round(SIZE[1] * scale)))


@pytest.mark.parametrize("fault", [Fault(dpi=100, turn=0.8), Fault(blur=1.2, noise=6, jpeg=40)], ids=["turned", "poor"])
def test_letters_figures_and_the_width_of_marks_are_read(fault: Fault, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    picture(WORDS, fault).save(path, dpi=(fault.dpi, fault.dpi))
    read = ocr.read(path)
    assert read.text.split() == WORDS
    assert read.reader == "ocr" and "rapidocr" in read.version
    for stretch, words in zip(read.layout, WORDS, strict=True):
        assert read.text[stretch.start : stretch.end] == words
        assert stretch.left * read.pages[0].width == pytest.approx(30 + (8 if words[0] == "（" else 0), abs=5)
    tops = [stretch.top * read.pages[0].height for stretch in read.layout]
    assert tops == pytest.approx([20, 50, 80, 110], abs=6)


def test_a_page_on_its_side_or_upside_down_is_turned() -> None:
    for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180):
        turned = picture(WORDS[:2], Fault(dpi=100)).transpose(turn)
        read = page.read_page_image(turned, 1, SIZE if turn is Image.Transpose.ROTATE_180 else SIZE[::-1])
        assert [line.text for line in read.lines] == WORDS[:2]
        assert (read.width, read.height) == SIZE
        assert read.turn == {Image.Transpose.ROTATE_90: 90, Image.Transpose.ROTATE_180: 180}[turn]


@pytest.mark.parametrize("mode", ["1", "P", "L", "LA", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_kind_are_black_on_white(mode: str) -> None:
    image = Image.new("L", (100, 100), 255)
    image.paste(0, (20, 20, 60, 60))
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(image, dtype=np.uint16) * 257)
    elif mode == "RGBA":
        picture = Image.new("RGBA", image.size, (0, 0, 0, 0))
        picture.paste("black", (20, 20, 60, 60))
    else:
        picture = image.convert(mode)
    pixels = page._pixels(picture, (100, 100))
    assert pixels.shape == (100, 100, 3)
    assert (pixels[25:55, 25:55] < 20).all() and (pixels[70:, 70:] > 235).all()


def test_a_tall_screenshot_is_searched_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = range(25, 900, 50)
    seen = []

    def detect(piece: page.Pixels) -> list[Quad]:
        seen.append(piece.shape[0])
        rows = np.flatnonzero(piece[:, 0, 0] == 0)
        return [Quad(50, float(row), 90, 20, 0) for row in rows]

    picture = np.full((900, 100, 3), 255, np.uint8)
    picture[list(lines)] = 0
    monkeypatch.setattr(page, "_lines_of_piece", detect)
    assert [quad.y for quad in page._lines_of(picture)] == list(lines)
    assert max(seen) <= 200


def test_a_scanned_pdf_is_read_like_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    picture(WORDS[1:2], Fault()).save(path, resolution=200)
    read = pdf.read(path)
    assert read.text.split() == WORDS[1:2]
    assert read.pages[0].width == pytest.approx(SIZE[0], abs=1)
    assert "pypdfium2" in read.version and "rapidocr" in read.version


def test_every_picture_of_a_tiff_is_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def content(path: Path, image: Image.Image, number: int, size: tuple[float, float]) -> PageContent:
        return PageContent(
            number, *size, lines=[Line(number, ("给予人才补助。", "经费由市财政承担。")[number - 1], Rect(20, 120, 160, 136), 16)]
        )

    monkeypatch.setattr(ocr, "read_picture", content)
    path = tmp_path / "scan.tif"
    blank = Image.new("L", (600, 800), 255)
    blank.save(path, save_all=True, append_images=[blank], dpi=(200, 200))
    read = ocr.read(path)
    assert [stretch.page for stretch in read.layout] == [1, 2]
    assert [(page.width, page.height) for page in read.pages] == [(216, 288)] * 2


def test_a_seal_is_taken_off_what_it_covers() -> None:
    sealed = np.full((300, 300, 3), 255, np.uint8)
    rows, columns = np.ogrid[:300, :300]
    ring = np.abs(np.hypot(rows - 150, columns - 150) - 120) < 5
    sealed[ring] = (48, 48, 224)
    sealed[148:152, 20:280] = (0, 0, 0)
    sealed[2:14, 5:45] = (0, 0, 212)
    cleaned = without_seals(sealed, scale=2.0)
    assert (cleaned[148:152, 20:280] == 0).all()
    assert (cleaned[ring & (np.abs(rows - 150) > 4)] == 255).all()
    assert (cleaned[2:14, 5:45] == (0, 0, 212)).all()


def test_a_picture_without_writing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.png"
    Image.new("RGB", (400, 300), "white").save(path)
    with pytest.raises(UnreadableFile, match="no writing"):
        ocr.read(path)


def test_a_picture_that_is_too_large_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(UnreadableFile, match="20000×20000"):
        ocr.read(path)


def test_a_truncated_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.png"
    picture(WORDS[:1], Fault(dpi=100)).save(path)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(UnreadableFile, match="damaged"):
        ocr.read(path)


def test_without_the_extra_its_command_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scans, "find_spec", lambda package: None)
    with pytest.raises(MissingReader) as error:
        ocr.read(tmp_path / "scan.png")
    assert error.value.command == scans.COMMAND


def line(text: str, ink_columns: list[tuple[int, int]], middles: list[float], em: float = 20, chance: float = 0.99) -> ReadLine:
    """A line whose letters stand at `middles` (pixels), with ink in these columns."""
    width = 200
    printed = np.zeros((20, width), np.uint8)
    for left, right in ink_columns:
        printed[:, left:right] = 1
    letters = tuple(Letter(one, chance, middle / width, ()) for one, middle in zip(text, middles, strict=True))
    return ReadLine(Area(0, 0, width, 20), letters, em, printed)


def test_the_white_of_a_mark_tells_its_width() -> None:
    wide = line("文(件)文", [(1, 19), (33, 38), (41, 59), (62, 67), (81, 99)], [10, 35, 50, 64, 90])
    narrow = line("文（件）文", [(1, 19), (21, 26), (28, 46), (48, 53), (55, 73)], [10, 23, 37, 50, 64])
    assert [line.text for line in marked([wide])] == ["文（件）文"]
    assert [line.text for line in marked([narrow])] == ["文(件)文"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("3O0万元", "300万元"),
        ("5方元", "5万元"),
        ("二O二二年", "二〇二二年"),
        ("2.l%", "2.1%"),
        ("OPC社区", "OPC社区"),
        ("5立方米", "5立方米"),
    ],
)
def test_what_a_figure_cannot_be_is_put_right(read: str, meant: str) -> None:
    middles = [10.0 + 20 * at for at in range(len(read))]
    assert without_slips(line(read, [], middles)).text == meant


def test_a_letter_of_little_confidence_is_told() -> None:
    assert unsure(line("人才", [], [10, 30], chance=0.2)) == [LineDoubt("low_confidence", 0, 2)]
    assert not unsure(line("人才", [], [10, 30]))


def test_the_slant_is_that_of_the_long_lines() -> None:
    quads = [Quad(300, 40 * at, 500, 20, 0.8) for at in range(5)] + [Quad(50, 400, 30, 20, 9.0)]
    assert slant(quads) == 0.8


def test_writing_that_no_line_covers_is_found_and_rules_are_not() -> None:
    page_ink = np.zeros((300, 400), np.uint8)
    for at in range(5):
        page_ink[100:118, 50 + 22 * at : 66 + 22 * at : 3] = 1
    page_ink[200:202, 20:380] = 1
    ruled = ink.rules(page_ink, 60, [])
    assert [(rule.left, rule.right) for rule in ruled] == [(20, 380)]
    written = ink.without(page_ink, ruled)
    (area,) = ink.unread(written, [], 20)
    assert (area.left, area.top, area.bottom) == pytest.approx((50, 100, 118), abs=2)
    assert not ink.unread(written, [area.grown(3)], 20)


def test_a_row_that_one_cell_makes_high_casts_no_doubt_on_the_others() -> None:
    """Cells of the height of their line have no room for a line that may be missing."""
    rows = [100.0 + 24 * at for at in range(12)] + [100.0 + 24 * 12 + 17]
    edges = [70.0, 300, 380, 450, 520]
    rules = [Rect(70, y, 520, y + 1) for y in rows] + [Rect(x, 100, x + 1, rows[-1]) for x in edges]
    lines = [
        Line(1, words, Rect(left + 4, top + 3, left + 4 + 12 * len(words), top + 21), 12)
        for top in rows[:-1]
        for left, words in zip(edges, ("指标名称", "一二", "三四", "五六"), strict=False)
    ]
    for at, line in enumerate(lines[-3:], -3):
        over = 4 + at / 2
        rect = line.rect._replace(top=rows[-2] + over, bottom=rows[-1] - over - 16.3)
        lines[at] = Line(1, line.text, rect, 12)
    second = Line(1, "又一行", Rect(74, rows[-2] + 20, 110, rows[-2] + 38), 12)
    page = PageContent(1, 595, 842, lines=[*lines, second], rules=rules)
    assert not [doubt for doubt in compose([page]).doubts if doubt.kind == "line_gap"]
