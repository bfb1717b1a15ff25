"""OFD files come back as the text that stands on their pages, in the order of places, not of XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.intake.readers import ofd
from tests.intake.ofd_files import ofd_file, text_object
from tests.intake.printing import Style, print_text
from tests.intake.test_pdf import SOURCES, letters, wrong

MM = 25.4 / 72


def read(tmp_path: Path, data: bytes) -> ofd.ReadText:
    file = tmp_path / "printed.ofd"
    file.write_bytes(data)
    return ofd.read(file)


def lines(*texts: str, top: float = 40) -> list[str]:
    return [text_object(text, 30, top + 10 * n, 16 * MM) for n, text in enumerate(texts)]


@pytest.mark.parametrize("document", sorted(SOURCES, key=lambda name: len(SOURCES[name]))[:3])
def test_what_was_printed_is_read(document: str, tmp_path: Path) -> None:
    text = SOURCES[document]
    text = text[: text.index("\n", 5000)]
    found = read(tmp_path, print_text(text, Style(), ofd=True).finish())
    assert wrong(text, found.text) <= 0.001 * len(letters(text))
    assert {one.kind for one in found.doubts} <= {"line_gap"}


def test_places_order_the_text(tmp_path: Path) -> None:
    objects = lines("一、甲", "二、乙", "三、丙")
    assert read(tmp_path, ofd_file([[objects[::-1]]])).text == "一、甲\n二、乙\n三、丙\n"


def test_steps_and_matrices_place_characters(tmp_path: Path) -> None:
    size = 16 * MM
    scaled = text_object("人才政策", 30, 60, 1.0, [1, 1, 1], f' CTM="{size} 0 0 {size} 0 0"')
    found = read(tmp_path, ofd_file([[[*lines("第一条"), scaled]]]))
    assert found.text == "第一条\n人才政策\n"
    assert [round((one.right - one.left) * 210 / size, 1) for one in found.layout] == [3.0, 4.0]


@pytest.mark.parametrize(
    "rewrite",
    [
        (("http://www.ofdspec.org/2016", "http://www.ofdspec.org"),),
        (('xmlns:ofd="http://www.ofdspec.org/2016"', ""),),
        ((" Size=", " size="), (" Boundary=", " boundary="), (" X=", " x="), (" Y=", " y=")),
        (("Pages/Page_", "/Doc_0/Pages/Page_"),),
        (("Doc_0/Document.xml</", "doc_0\\document.xml</"),),
    ],
    ids=["namespace", "undeclared", "lower case", "absolute", "backslash"],
)
def test_what_producers_write_otherwise_is_read(rewrite: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    assert read(tmp_path, ofd_file([[lines("一、甲", "二、乙")]], rewrite=rewrite)).text == "一、甲\n二、乙\n"


def test_a_template_stands_on_its_pages(tmp_path: Path) -> None:
    template = [text_object("某某市人民政府公报", 80, 15, 9 * MM)]
    pages = [lines(f"第{n}条 内容", "续文") for n in "一二三"]
    assert "公报" not in read(tmp_path, ofd_file([pages], template=template)).text
    assert read(tmp_path, ofd_file([pages[:1]], template=lines("标题", top=25))).text == "标题\n第一条 内容\n续文\n"


def test_several_documents_are_said(tmp_path: Path) -> None:
    found = read(tmp_path, ofd_file([[lines("一、甲")], [lines("一、乙")]]))
    assert found.text == "一、甲\n一、乙\n"
    assert [(one.kind, one.start) for one in found.doubts if one.kind == "several_documents"] == [("several_documents", 4)]


def test_what_is_not_seen_is_no_text(tmp_path: Path) -> None:
    white = text_object("作废", 30, 80, 16 * MM, extra=' Alpha="0"')
    unseen = text_object("隐藏", 30, 90, 16 * MM, extra=' Visible="false"')
    found = read(tmp_path, ofd_file([[[*lines("一、甲"), white, unseen]]]))
    assert found.text == "一、甲\n"
    assert [(one.kind, one.found) for one in found.doubts] == [("hidden_text", "作废")]


@pytest.mark.parametrize(
    "data",
    [
        ofd_file([[[]]]),
        ofd_file([]),
        ofd_file([[lines("一、甲")]])[:200],
        ofd_file(
            [[lines("一、甲")]],
            rewrite=(("OFD.xml", "X.xml"), ("<ofd:Page ", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><ofd:Page ')),
        ),
    ],
    ids=["no words", "no document", "cut", "entity"],
)
def test_what_holds_no_text_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read(tmp_path, data)


@pytest.mark.parametrize("number", ["nan", "inf", "1e300", "-1e300", "g 999999999 1"])
def test_numbers_that_are_none_are_left_out(number: str, tmp_path: Path) -> None:
    text = text_object("人才政策", 30, 60, 16 * MM, [5, 5, 5]).replace('DeltaX="g 3 5.0000"', f'DeltaX="{number}"')
    assert read(tmp_path, ofd_file([[[*lines("一、甲"), text]]])).text.startswith("一、甲\n")
