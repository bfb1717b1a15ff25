"""Plain texts: every encoding and line end that Chinese texts come in, wrapped lines, what nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.intake.charset import decode_text
from kg.intake.readers.text import read

TEXT = "云川市人才安居若干措施\n第一条 为吸引各类人才来云川创新创业，根据有关规定，结合我市实际，制定本措施。\n（一）给予10万元补贴；\n"
TRADITIONAL = (
    "雲川市人才安居若干措施\n第一條 為吸引各類人才來雲川創新創業，根據有關規定，結合我市實際，制定本措施。\n（一）給予10萬元補貼；\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gb18030", "gbk", "gb2312", "hz"]
WITH_MARKS = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]
LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\n\r\n"]

clauses = st.lists(
    st.builds(
        "{}{}，由市{}局会同有关部门给予{}万元补贴，有效期{}年。".format,
        st.sampled_from(["第一条 ", "（二）", "三、", "4.", ""]),
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, codec="gb2312"), min_size=1, max_size=20),
        st.sampled_from(["科技", "财政", "人力资源和社会保障"]),
        st.integers(1, 500),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


def read_bytes(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    return read(path).text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_told_by_the_bytes(encoding: str, tmp_path: Path) -> None:
    assert read_bytes(tmp_path, TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gbk", "gb18030", "utf-16-le"])
def test_traditional_texts_too(encoding: str, tmp_path: Path) -> None:
    assert read_bytes(tmp_path, TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_a_mark_of_gb18030_is_no_character(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, ("\ufeff" + TEXT).encode("gb18030")) == TEXT


@settings(max_examples=60, deadline=None)
@given(clauses=clauses, encoding=st.sampled_from(ENCODINGS), end=st.sampled_from(LINE_ENDS[:3]))
def test_clauses_survive_every_encoding_and_line_end(
    clauses: list[str], encoding: str, end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wanted = "".join(f"{clause}\n" for clause in clauses)
    assert read_bytes(tmp_path_factory.mktemp("text"), wanted.replace("\n", end).encode(encoding)) == wanted


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200), encoding=st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_any_characters_survive_an_encoding_with_a_mark(text: str, encoding: str) -> None:
    assume(not text.startswith("\0"))  # the mark of UTF-16 and a NUL are the mark of UTF-32
    decoded = decode_text(text.encode(encoding))
    assert decoded is not None and decoded.text == text and not decoded.broken


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_every_line_end_is_one(end: str, tmp_path: Path) -> None:
    assert read_bytes(tmp_path, TEXT.replace("\n", end).encode()) == TEXT


def test_indents_blank_lines_and_unseen_characters_go(tmp_path: Path) -> None:
    written = "\ufeff　　第一条\u200b 甲\n\n \t\n\t乙\u00ad丙\u202a\n\t博士\t10万元\n丁　戊  \n"
    assert read_bytes(tmp_path, written.encode()) == "第一条 甲\n乙丙\n\t博士\t10万元\n丁　戊\n"


@pytest.mark.parametrize("indent", ["　　", "", "  "])
def test_wrapped_lines_are_joined(indent: str, tmp_path: Path) -> None:
    first = "为贯彻落实国家人才强国战略，加快集聚各类优秀人才，服务高质量发展，根据上级文件精神，结合我市实际，现就进一步加强人才工作提出如下意见，请结合实际认真贯彻执行到位"
    second = "市人力资源和社会保障局负责统筹协调全市人才引进工作，会同有关部门按照职责分工落实各项支持政策，并于每年年底前将落实情况向市委人才工作领导小组办公室书面报告"
    paragraphs = [f"{indent}{first}。", f"{indent}{second}。"]
    wrapped = ["云川市人才工作意见"] + [part[at : at + 20] for part in paragraphs for at in range(0, len(part), 20)]
    assert read_bytes(tmp_path, "\n".join(wrapped).encode()) == f"云川市人才工作意见\n{first}。\n{second}。\n"


def test_lines_that_were_not_wrapped_stay(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, (TEXT * 5).encode()) == TEXT * 5
    table = "序号\t单位\t金额\n" * 5
    assert read_bytes(tmp_path, table.encode()) == table


def test_a_damaged_text_is_read_and_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = (TEXT * 5).encode()
    path.write_bytes(data[:40] + b"\xff" + data[40:])
    found = read(path)
    assert [found.text[doubt.start : doubt.end] for doubt in found.doubts] == ["\ufffd"] and found.doubts[0].kind == "unreadable"
    assert found.text.replace("\ufffd", "") == TEXT * 5


def test_marks_of_pages_are_places_to_look_at(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条 甲。\n— 1 —\n第二条 乙。\n第 2 页 共 3 页\n", encoding="utf-8")
    found = read(path)
    assert [(doubt.kind, doubt.found) for doubt in found.doubts] == [("furniture", "— 1 —"), ("furniture", "第 2 页 共 3 页")]


@pytest.mark.parametrize(
    "data",
    ["Добрый день, как дела".encode("koi8-r"), "これはテストの文章です。".encode("shift-jis"), bytes(range(128, 256)) * 3],
    ids=["russian", "japanese", "any"],
)
def test_an_encoding_in_doubt_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="save it as UTF-8"):
        read_bytes(tmp_path, data)
