"""PDFs as offices print them come back as the text that was printed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from kg import paths
from kg.errors import UnreadableFile
from kg.intake.readers import pdf
from tests.intake.printing import Style, print_text

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


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(print_text("一、总则", GOVERNMENT).finish()[:300])
    with pytest.raises(UnreadableFile):
        pdf.read(file)
