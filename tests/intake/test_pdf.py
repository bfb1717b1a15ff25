"""PDFs as offices print them come back as the text that was printed."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kg import paths
from kg.errors import MissingReader, UnreadableFile
from kg.intake.letters import plain
from kg.intake.readers import pdf
from tests.intake.printing import FONT, Style, print_text

GOVERNMENT = Style()
"""GB/T 9704: 22 lines of 28 characters of 16 points."""
GAZETTE = Style(size=10.5, pitch=18, per_line=40, per_page=36, mark="第 {page} 页 共 60 页", head="某某市人民政府公报", cell_align="top")
NUMBERED = Style(mark="- {page} -", table_size=9, repeat_heading=False)
STYLES = {"government": GOVERNMENT, "gazette": GAZETTE, "numbered": NUMBERED}
SOURCES = {folder.name: (folder / "source.txt").read_text(encoding="utf-8") for folder in sorted((paths.DATA / "documents").iterdir())}


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def wrong(printed: str, read: str) -> int:
    """How many characters differ, blanks apart."""
    one, other = letters(printed), letters(read)
    if one == other:
        return 0
    return sum(max(b - a, d - c) for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if tag != "equal")


def printed_lines(text: str) -> list[str]:
    """Paragraphs and rows of tables, without blanks; what has too many cells to be a table is printed as a paragraph."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [re.sub(r"\s", "", line) if line.count("\t") >= 10 else re.sub(r"[^\S\t]", "", line) for line in lines]


def is_hard_wrapped(text: str) -> bool:
    """Whether its lines are those of a print, not paragraphs; set wider, they would be paragraphs to any reader."""
    lines = [line for line in text.split("\n") if len(line) > 20 and "\t" not in line]
    return sum(line.strip()[-1] not in "。；：" for line in lines) > 0.6 * len(lines)


@pytest.mark.parametrize(
    ("document", "style"),
    [(document, style) for document, text in SOURCES.items() for style in STYLES if style != "gazette" or not is_hard_wrapped(text)],
)
def test_what_was_printed_is_read(document: str, style: str, tmp_path: Path) -> None:
    text = SOURCES[document]
    if style != "government" and len(text) > 9000:
        text = text[: text.index("\n", 9000)]
    file = tmp_path / "printed.pdf"
    file.write_bytes(print_text(text, STYLES[style]).finish())
    read = pdf.read(file)
    assert wrong(text, read.text) <= 0.001 * len(letters(text))
    expected, found = printed_lines(text), re.sub(r"[^\S\t\n]", "", read.text).rstrip("\n").split("\n")
    kept = sum(match.size for match in SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks())
    assert kept >= 0.98 * len(expected)
    assert all(read.text[one.start : one.end].strip() and "\n" not in read.text[one.start : one.end] for one in read.layout)


def test_lines_that_are_not_printed_are_missed(tmp_path: Path) -> None:
    """One of each kind: in a paragraph, a paragraph of its own, a cell of its own, one of two lines of a cell."""
    text = "\n".join(
        ["人才政策支持发展资金项目建设单位。" * 4] * 4
        + ["指标\t单位", "人才总量\t万人", "高技能人才占技能人才总量的比例\t百分比", "平台\t个"]
    )
    text += "\n" + "\n".join(["培养引进。"] + ["人才政策支持发展资金项目建设单位。" * 4] * 3)
    file = tmp_path / "printed.pdf"
    whole = print_text(text, GOVERNMENT)
    file.write_bytes(whole.finish())
    before = sum(one.kind == "line_gap" for one in pdf.read(file).doubts)
    for line in (whole.lines[1], "培养引进。", "万人", "高技能人才占技能人才"):
        file.write_bytes(print_text(text, GOVERNMENT, [next(n for n, one in enumerate(whole.lines) if one.startswith(line))]).finish())
        assert sum(one.kind == "line_gap" for one in pdf.read(file).doubts) > before, line


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(print_text("一、总则", GOVERNMENT).finish()[:300])
    with pytest.raises(UnreadableFile):
        pdf.read(file)


def canvas(tmp_path: Path, draw: Callable[[Canvas], None], **options: Any) -> Path:
    """A PDF that `draw` draws, its font set."""
    file = tmp_path / "drawn.pdf"
    drawn = Canvas(str(file), pagesize=A4, invariant=1, **options)
    drawn.setFont(FONT, 16)
    draw(drawn)
    drawn.save()
    return file


def lines(drawn: Canvas, *texts: str) -> None:
    for n, text in enumerate(texts):
        drawn.drawString(80, 700 - 28 * n, text)


def test_a_page_that_is_shown_turned_is_read_and_its_boxes_are_as_shown(tmp_path: Path) -> None:
    def draw(drawn: Canvas) -> None:
        drawn.setPageRotation(90)  # reportlab makes the page itself lie, so that it stands as it is shown
        drawn.translate(A4[1], 0)
        drawn.rotate(90)
        drawn.drawString(80, 400, "一、总则")

    read = pdf.read(canvas(tmp_path, draw))
    assert (read.text, read.pages[0].width < read.pages[0].height) == ("一、总则\n", True)
    assert (read.layout[0].left, read.layout[0].right) == pytest.approx((80 / A4[0], 144 / A4[0]), abs=0.002)
    assert read.layout[0].bottom == pytest.approx(1 - (400 - 2) / A4[1], abs=0.002)


def test_words_set_sideways_are_read(tmp_path: Path) -> None:
    def draw(drawn: Canvas) -> None:
        drawn.translate(A4[0], 0)
        drawn.rotate(90)
        drawn.drawString(100, 400, "附件：指标表")
        drawn.drawString(100, 372, "人才总量")

    read = pdf.read(canvas(tmp_path, draw))
    assert read.text == "附件：指标表\n人才总量\n"
    box = read.layout[0].box
    assert box.right - box.left < box.bottom - box.top


def test_letters_are_those_of_plain_text(tmp_path: Path) -> None:
    assert plain("⼈") == "人" and plain("⻓") == "长" and plain("豈") == "豈" and plain("ﬁ") == "fi" and plain("\uf0b7") == "•"
    read = pdf.read(canvas(tmp_path, lambda drawn: lines(drawn, "人才", "第一条")))
    assert read.text == "人才\n第一条\n"


def test_what_is_not_seen_is_a_doubt_and_no_text(tmp_path: Path) -> None:
    def draw(drawn: Canvas) -> None:
        lines(drawn, "一、总则", "二、目标")
        drawn.setFillGray(1)
        drawn.drawString(80, 500, "白字")
        drawn.setFillGray(0)
        drawn.drawString(80, -50, "页外")
        hidden = drawn.beginText(80, 400)
        hidden.setTextRenderMode(3)
        hidden.textOut("隐形")
        drawn.drawText(hidden)

    read = pdf.read(canvas(tmp_path, draw))
    assert read.text == "一、总则\n二、目标\n"
    assert sorted(one.found for one in read.doubts if one.kind == "hidden_text") == ["白字", "隐形", "页外"]


def test_white_words_on_a_dark_ground_are_text(tmp_path: Path) -> None:
    def draw(drawn: Canvas) -> None:
        drawn.setFillGray(0.2)
        drawn.rect(60, 690, 300, 40, stroke=0, fill=1)
        drawn.setFillGray(1)
        drawn.drawString(80, 700, "指标")

    assert pdf.read(canvas(tmp_path, draw)).text == "指标\n"


def test_a_watermark_is_no_text(tmp_path: Path) -> None:
    def draw(drawn: Canvas) -> None:
        lines(drawn, "一、总则", "二、目标")
        drawn.translate(200, 300)
        drawn.rotate(40)
        drawn.drawString(0, 0, "内部资料")

    read = pdf.read(canvas(tmp_path, draw))
    assert read.text == "一、总则\n二、目标\n"
    assert [(one.kind, one.found) for one in read.doubts] == [("furniture", "内部资料")]


def test_a_password_is_asked_only_of_files_that_need_it(tmp_path: Path) -> None:
    def draw(drawn: Canvas) -> None:
        lines(drawn, "一、总则")

    assert pdf.read(canvas(tmp_path, draw, encrypt=StandardEncryption("", "owner", canModify=0))).text == "一、总则\n"
    with pytest.raises(UnreadableFile) as refused:
        pdf.read(canvas(tmp_path, draw, encrypt=StandardEncryption("secret", "owner")))
    assert refused.value.fault.key == "intake.fault.encrypted"


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        pdf.read(canvas(tmp_path, lambda drawn: drawn.rect(50, 50, 100, 100)))
    assert refused.value.fault.key == "intake.fault.no_words"


def test_a_scan_asks_for_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = ImageReader(Image.new("RGB", (300, 400), "gray"))
    monkeypatch.setattr("kg.intake.scans.find_spec", lambda name: None)
    with pytest.raises(MissingReader):
        pdf.read(canvas(tmp_path, lambda drawn: drawn.drawImage(picture, 0, 0, *A4)))


def test_a_large_picture_beside_words_is_a_doubt(tmp_path: Path) -> None:
    picture = ImageReader(Image.new("RGB", (300, 400), "gray"))

    def draw(drawn: Canvas) -> None:
        lines(drawn, "一、总则", *["人才" * 14] * 3)
        drawn.drawImage(picture, 100, 100, 300, 300)

    assert "unreadable" in {one.kind for one in pdf.read(canvas(tmp_path, draw)).doubts}


def test_it_takes_less_than_a_second_a_page(tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    file.write_bytes(print_text("人才政策支持发展资金项目建设单位。" * 300, GAZETTE).finish())
    begun = time.process_time()
    read = pdf.read(file)
    assert time.process_time() - begun < len(read.pages)


@pytest.mark.parametrize("box", [b"[ 9 9 9 9 ]", b"[ 700 0 0 -1 ]"])
def test_a_page_whose_box_is_empty_is_a_page(box: bytes, tmp_path: Path) -> None:
    file = canvas(tmp_path, lambda drawn: lines(drawn, "一、总则"))
    data = re.sub(rb"/MediaBox \[[^\]]*\]", b"/MediaBox " + box, file.read_bytes())
    file.write_bytes(data)
    with contextlib.suppress(UnreadableFile):
        assert pdf.read(file).pages[0].width > 0
