"""Automatic numbers of Word documents are read as Word shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intake.docx.numerals import FORMS, written, written_custom
from kg.intake.readers import docx
from tests.intake.word_files import level, numbering, paragraph, start_at, word_file

POLICY = (
    level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.") + level(3, "decimal", "（%4）")
)
OUTLINE = "".join(level(place, "decimal", ".".join(f"%{above}" for above in range(1, place + 2))) for place in range(4))


def lines(path: Path, body: str, parts: dict[str, str]) -> list[str]:
    return docx.read(word_file(path / "a.docx", body, parts)).text.splitlines()


def numbered(path: Path, abstract: list[str], lists: dict[int, tuple[int, str]], places: list[tuple[int, int]]) -> list[str]:
    """The numbers of paragraphs of those lists and levels."""
    body = "".join(paragraph("｜", list_id=list_id, level=place) for list_id, place in places)
    return [line.removesuffix("｜") for line in lines(path, body, {"numbering": numbering(abstract, lists)})]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 9 10 11 20 21 99 101 110 1001"),
        ("decimalZero", "01 09 10 11 20 21 99 101 110 1001"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ２１ ９９ １０１ １１０ １００１"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 21 99 101 110 1001"),
        ("decimalEnclosedCircleChinese", "① ⑨ ⑩ 11 20 21 99 101 110 1001"),
        ("decimalEnclosedFullstop", "⒈ ⒐ ⒑ ⒒ ⒛ 21 99 101 110 1001"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 21 99 101 110 1001"),
        ("upperLetter", "A I J K T U UUUU WWWW FFFFF"),
        ("lowerLetter", "a i j k t u uuuu wwww fffff"),
        ("upperRoman", "I IX X XI XX XXI XCIX CI CX MI"),
        ("lowerRoman", "i ix x xi xx xxi xcix ci cx mi"),
        ("chineseCounting", "一 九 十 十一 二十 二十一 九十九 一○一 一一○ 一○○一"),
        ("chineseCountingThousand", "一 九 十 十一 二十 二十一 九十九 一百〇一 一百一十 一千〇一"),
        ("chineseLegalSimplified", "壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰零壹 壹佰壹拾 壹仟零壹"),
        ("ideographDigital", "一 九 一〇 一一 二〇 二一 九九 一〇一 一一〇 一〇〇一"),
        ("ideographTraditional", "甲 壬 癸 11 20 21 99 101 110 1001"),
        ("ideographZodiac", "子 申 酉 戌 20 21 99 101 110 1001"),
        ("taiwaneseCounting", "一 九 十 十一 二十 二十一 九十九 一○一 一一○ 一○○一"),
        ("taiwaneseCountingThousand", "一 九 十 十一 二十 二十一 九十九 一百零一 一百一十 一千零一"),
        ("japaneseCounting", "一 九 十 十一 二十 二十一 九十九 百一 百十 千一"),
        ("ordinal", "1st 9th 10th 11th 20th 21st 99th 101st 110th 1001st"),
        ("unheardOf", "1 9 10 11 20 21 99 101 110 1001"),
    ],
)
def test_counts_are_written_in_their_format(form: str, expected: str) -> None:
    for count, text in zip((1, 9, 10, 11, 20, 21, 99, 101, 110, 1001), expected.split(), strict=False):
        assert written(count, form) == text


@given(form=st.sampled_from(sorted(FORMS)), count=st.integers(0, 2**40))
def test_any_count_is_written(form: str, count: int) -> None:
    assert 0 < len(written(count, form)) < 60


def test_a_custom_format_is_padded() -> None:
    assert [written_custom(count, "001, 002, 003") for count in (1, 99, 1000)] == ["001", "099", "1000"]
    assert written_custom(7, "？") == "7"


def test_levels_restart_below_and_continue_beside(tmp_path: Path) -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 0), (1, 1), (1, 2), (1, 2), (1, 3)]
    expected = ["一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）", "1.", "2.", "（1）"]
    assert numbered(tmp_path, [POLICY], {1: (0, "")}, places) == expected


def test_a_number_of_several_levels(tmp_path: Path) -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert numbered(tmp_path, [OUTLINE], {1: (0, "")}, places) == ["1 ", "1.1 ", "1.2 ", "1.2.1 ", "2 ", "2.1 "]


def test_levels_that_are_passed_over_count_as_begun(tmp_path: Path) -> None:
    assert numbered(tmp_path, [OUTLINE], {1: (0, "")}, [(1, 1), (1, 0), (1, 2), (1, 1)]) == ["1.1 ", "2 ", "2.1.1 ", "2.2 "]


def test_lists_share_the_counts_of_their_abstract_list_and_start_anew_once(tmp_path: Path) -> None:
    lists = {1: (0, ""), 2: (0, ""), 3: (0, start_at(0, 5)), 4: (1, "")}
    places = [(1, 0), (2, 0), (4, 0), (3, 0), (3, 0), (1, 0), (3, 0)]
    assert numbered(tmp_path, [POLICY, OUTLINE], lists, places) == ["一、", "二、", "1 ", "五、", "六、", "七、", "八、"]


@pytest.mark.parametrize(
    ("restart", "expected"), [("0", "abcde"), ("1", "abcda"), ("2", "aba" + "ba"), ("3", "ababa"), (None, "ababa")], ids=str
)
def test_a_level_restarts_after_the_level_that_it_names(tmp_path: Path, restart: str | None, expected: str) -> None:
    third = level(2, "lowerLetter", "%3", more="" if restart is None else f'<w:lvlRestart w:val="{restart}"/>')
    abstract = level(0, "decimal", "%1") + level(1, "decimal", "%2") + third
    places = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2)]
    found = numbered(tmp_path, [abstract], {1: (0, "")}, places)
    assert "".join(found[place].strip() for place in (2, 3, 5, 6, 9)) == expected


def test_a_list_may_have_levels_of_its_own(tmp_path: Path) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "第%1章", start=3)}</w:lvlOverride>'
    assert numbered(tmp_path, [POLICY], {1: (0, own)}, [(1, 0), (1, 1), (1, 0)]) == ["第III章 ", "（一）", "第IV章 "]


def test_legal_numbers_are_decimal(tmp_path: Path) -> None:
    abstract = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "%1.%2", more="<w:isLgl/>")
    assert numbered(tmp_path, [abstract], {1: (0, "")}, [(1, 0), (1, 1), (1, 1)]) == ["第一章 ", "1.1 ", "1.2 "]


def test_a_start_of_zero_and_none(tmp_path: Path) -> None:
    abstract = [level(0, "decimal", "%1)", start=0), level(0, "decimal", "%1)", start=None), level(0, "decimal", "%1)", start=7)]
    assert numbered(tmp_path, abstract, {1: (0, ""), 2: (1, ""), 3: (2, "")}, [(1, 0), (1, 0), (2, 0), (3, 0)]) == ["0)", "1)", "0)", "7)"]


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [("第%1条", "tab", "第一条 ｜"), ("第%1条", "space", "第一条 ｜"), ("第%1条", "nothing", "第一条｜"), ("（%1）", "tab", "（一）｜")],
)
def test_what_separates_a_number_from_its_text(tmp_path: Path, text: str, suffix: str, expected: str) -> None:
    abstract = level(0, "chineseCountingThousand", text, more=f'<w:suff w:val="{suffix}"/>')
    body = paragraph("｜", list_id=1, level=0)
    assert lines(tmp_path, body, {"numbering": numbering([abstract], {1: (0, "")})}) == [expected]


@pytest.mark.parametrize(("text", "expected"), [("%1.", "1. 5万元"), ("%1", "1 5万元"), ("%1、", "1、5万元"), ("%1)", "1)5万元")])
def test_a_number_runs_into_no_figure(tmp_path: Path, text: str, expected: str) -> None:
    abstract = level(0, "decimal", text, more='<w:suff w:val="nothing"/>')
    assert lines(tmp_path, paragraph("5万元", list_id=1, level=0), {"numbering": numbering([abstract], {1: (0, "")})}) == [expected]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="own"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="without"/><w:basedOn w:val="2"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="5"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


def test_numbers_come_from_styles_and_those_they_are_based_on(tmp_path: Path) -> None:
    abstract = level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="1"/>') + level(
        1, "chineseCounting", "（%2）", more='<w:pStyle w:val="2"/>'
    )
    body = "".join(
        paragraph(text, style=style) for text, style in (("甲", "1"), ("乙", "2"), ("丙", "3"), ("丁", "4"), ("戊", "1"), ("己", ""))
    )
    body += paragraph("庚", style="1", list_id=0) + paragraph("辛", style="1", level=1) + paragraph("壬", style="none")
    parts = {"numbering": numbering([abstract], {1: (0, "")}), "styles": STYLES}
    assert lines(tmp_path, body, parts) == ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊", "己", "庚", "（一）辛", "壬"]


def test_a_list_takes_its_levels_from_a_numbering_style(tmp_path: Path) -> None:
    parts = {"styles": STYLES, "numbering": numbering(['<w:numStyleLink w:val="5"/>', POLICY], {1: (0, ""), 2: (1, "")})}
    body = paragraph("甲", list_id=1, level=0) + paragraph("乙", list_id=2, level=0) + paragraph("丙", list_id=1, level=1)
    assert lines(tmp_path, body, parts) == ["一、甲", "二、乙", "（一）丙"]


def test_what_has_no_number(tmp_path: Path) -> None:
    hidden = level(2, "decimal", "%3.", more="").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    abstract = level(0, "decimal", "%1.") + level(1, "none", "%2") + hidden
    body = "".join(
        paragraph("甲", list_id=list_id, level=place) for list_id, place in ((1, 0), (1, 1), (1, 2), (1, 5), (9, 0), (2, 0), (0, 0), (1, 0))
    )
    parts = {"numbering": numbering([abstract], {1: (0, ""), 2: (7, "")})}
    assert lines(tmp_path, body, parts) == ["1.甲", "甲", "甲", "甲", "甲", "甲", "甲", "2.甲"]


def test_bullets_are_characters(tmp_path: Path) -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl>'
    abstract = level(0, "bullet", "\uf06c").replace("</w:lvl>", font) + level(1, "bullet", "\uf0b7") + level(2, "bullet", "—")
    assert numbered(tmp_path, [abstract], {1: (0, "")}, [(1, 0), (1, 1), (1, 2)]) == ["● ", "•", "—"]


def test_circles_of_styles_and_lists_end(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b">'
    styles += '<w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:type="numbering" w:styleId="5"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    parts = {"styles": styles, "numbering": numbering(['<w:numStyleLink w:val="5"/>'], {1: (0, "")})}
    assert lines(tmp_path, paragraph("甲", style="a") + paragraph("乙", style="b"), parts) == ["甲", "乙"]


def test_empty_paragraphs_with_numbers_are_counted_and_shown(tmp_path: Path) -> None:
    parts = {"numbering": numbering([POLICY], {1: (0, "")})}
    body = paragraph(list_id=1, level=0) + paragraph("甲", list_id=1, level=0) + paragraph()
    assert lines(tmp_path, body, parts) == ["一、", "二、甲"]


def test_articles_run_through_all_chapters(tmp_path: Path) -> None:
    """As `w:lvlRestart` says; of a document that LibreOffice converted, which loses that, always."""
    for restart in ('<w:lvlRestart w:val="0"/>', ""):
        levels = (
            level(0, "chineseCounting", "第%1章")
            + level(1, "chineseCounting", "第%2条", more=restart)
            + level(2, "chineseCounting", "（%3）")
        )
        body = "".join(paragraph("甲", list_id=1, level=place) for place in (0, 1, 1, 2, 0, 1, 2))
        path = word_file(tmp_path / "a.docx", body, {"numbering": numbering([levels], {1: (0, "")})})
        expected = ["第一章 甲", "第一条 甲", "第二条 甲", "（一）甲", "第二章 甲", "第三条 甲", "（一）甲"]
        assert docx.read_converted(path).text.splitlines() == expected
        assert (docx.read(path).text.splitlines() == expected) == bool(restart)
