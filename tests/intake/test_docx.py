"""Word documents are read as a reader sees them in Word."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.intake.pages import Doubt, ReadText
from kg.intake.readers import docx
from kg.text.structure import read_structure
from tests.intake.word_files import cell, paragraph, run, table, word_file

LONG = "各区县人民政府、各有关单位应当按照本办法的规定做好人才引进工作并"


def read(folder: Path, body: str, parts: dict[str, str] | None = None, files: dict[str, bytes] | None = None) -> ReadText:
    return docx.read(word_file(folder / "a.docx", body, parts, files=files))


def lines(folder: Path, body: str, parts: dict[str, str] | None = None) -> list[str]:
    return read(folder, body, parts).text.splitlines()


def doubts(read: ReadText) -> list[tuple[str, str, str]]:
    """Kind, the words of the text, and what was found instead."""
    return [(doubt.kind, read.text[doubt.start : doubt.end], doubt.found) for doubt in read.doubts]


def test_paragraphs_are_lines_without_indents_and_blank_ones(tmp_path: Path) -> None:
    found = read(tmp_path, paragraph("　　第一条 为了 人才。") + paragraph(" ") + "<w:p/>" + paragraph("第二条\u00a0本办法\u200b。 "))
    assert found.text == "第一条 为了 人才。\n第二条 本办法。\n"
    assert found.reader == "docx" and not found.pages and not found.doubts


def test_a_document_of_python_docx(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.core_properties.title = "人才办法"
    made.add_heading("人才办法", 0)
    made.add_paragraph("甲", style="List Number")
    made.add_paragraph("乙", style="List Number")
    for own, text in zip(made.add_table(1, 2).rows[0].cells, "丙丁", strict=True):
        own.text = text
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.save(str(tmp_path / "a.docx"))
    found = docx.read(tmp_path / "a.docx")
    assert found.text == "人才办法\n1.甲\n2.乙\n丙\t丁\n" and found.stated == {"title": "人才办法"}


def test_tracked_changes_are_read_as_accepted_and_doubted(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('补贴')}<w:del><w:r><w:delText>十</w:delText></w:r></w:del><w:ins>{run('二十')}</w:ins>{run('万元。')}</w:p>"
        f"<w:p><w:moveFrom>{run('移走')}</w:moveFrom>{run('留下')}<w:moveTo>{run('移来')}</w:moveTo></w:p>"
    )
    found = read(tmp_path, body)
    assert found.text == "补贴二十万元。\n留下移来\n"
    assert doubts(found) == [("readings_differ", "二十", "十"), ("readings_differ", "", "移走"), ("readings_differ", "移来", "")]


def test_a_deleted_paragraph_mark_joins_and_a_deleted_paragraph_has_no_number(tmp_path: Path) -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    gone = f"<w:p><w:pPr>{mark}</w:pPr><w:del><w:r><w:delText>全文删去。</w:delText></w:r></w:del></w:p>"
    found = read(tmp_path, paragraph("第一条 甲", properties=mark) + paragraph("乙。") + gone + paragraph("第二条 丙。"))
    assert found.text == "第一条 甲乙。\n第二条 丙。\n"
    assert found.doubts == (Doubt(kind="readings_differ", start=8, end=8, found="全文删去。"),)


def test_deleted_rows_are_left_out(tmp_path: Path) -> None:
    gone = f"<w:trPr><w:del/></w:trPr>{cell('甲')}{cell('乙')}"
    found = read(tmp_path, table(cell("丙") + cell("丁"), gone))
    assert found.text == "丙\t丁\n" and doubts(found) == [("readings_differ", "", "甲 乙")]


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
    by_style, undone = run("密", '<w:rStyle w:val="h"/>'), run("开", '<w:rStyle w:val="h"/>')
    body = f"<w:p>{run('甲')}{run('隐', '<w:vanish/>')}{run('乙', '<w:vanish w:val=' + chr(34) + '0' + chr(34) + '/>')}{by_style}</w:p>"
    body += f"<w:p><w:pPr><w:pStyle w:val='p'/></w:pPr>{run('藏')}{undone}</w:p>" + paragraph("丙")
    found = read(tmp_path, body, {"styles": styles})
    assert found.text == "甲乙\n开丙\n"
    assert [found for kind, _, found in doubts(found) if kind == "hidden_text"] == ["隐", "密", "藏"]


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('separate')}{result}{mark.format('end')}"


def test_fields_show_their_result(tmp_path: Path) -> None:
    nested = field("IF 1", field("REF _1", run("第二条")) + run("款"))
    simple = f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>'
    open_ended = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("未完")}</w:p>'
    assert lines(tmp_path, f"<w:p>{run('见')}{nested}{simple}</w:p>{open_ended}") == ["见第二条款3", "未完"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"eq \o\ac(○,11)", "⑪"),
        (r" EQ \o\ac(○,甲)", "甲"),
        (r"eq \f(1,2)", "1/2"),
        (r'SYMBOL 82 \f "Wingdings 2" \s 12', "☑"),
        ("SYMBOL 0x4e01", "丁"),
    ],
)
def test_what_fields_draw_is_read(tmp_path: Path, code: str, shown: str) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = f"<w:p>{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('end')}{run('项')}</w:p>"
    assert lines(tmp_path, body) == [f"{shown}项"]


def test_a_form_shows_what_was_chosen(tmp_path: Path) -> None:
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
    choice = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="男"/><w:listEntry w:val="女"/></w:ddList></w:ffData></w:fldChar></w:r>'
    assert lines(tmp_path, f"<w:p>{box}{end}{run('是')}{choice}{end}</w:p>") == ["☑是女"]


def test_a_table_of_contents_is_no_body(tmp_path: Path) -> None:
    begin, _, end = field("TOC \\o", "｜").partition("｜")
    contents = f"<w:p>{begin}{run('第一章 总则')}<w:r><w:tab/></w:r>{run('1')}</w:p>{paragraph('第二章 附则 2')}<w:p>{end}</w:p>"
    found = read(tmp_path, paragraph("人才办法") + paragraph("目　录") + contents + paragraph("第一章 总则"))
    assert found.text == "人才办法\n第一章 总则\n"
    assert doubts(found) == [("furniture", "", "目　录第一章 总则 1第二章 附则 2")]
    control = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    control += f"<w:sdtContent>{paragraph('目录')}{paragraph('第一章 1')}</w:sdtContent></w:sdt>"
    assert lines(tmp_path, paragraph("人才办法") + control + paragraph("第一章 总则")) == ["人才办法", "第一章 总则"]


def test_what_stands_in_containers_is_read(tmp_path: Path) -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt><w:customXml>{paragraph('乙')}</w:customXml>"
    body += f"<w:p><w:hyperlink r:id='x'>{run('丙')}</w:hyperlink><w:smartTag>{run('丁')}</w:smartTag><w:sdt><w:sdtContent>{run('戊')}</w:sdtContent></w:sdt>"
    body += f"<w:bdo>{run('己')}</w:bdo><w:r><w:ruby><w:rt>{run('gēng')}</w:rt><w:rubyBase>{run('庚')}</w:rubyBase></w:ruby></w:r></w:p>"
    assert lines(tmp_path, body) == ["甲", "乙", "丙丁戊己庚"]


def test_characters_that_are_elements(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙\u00ad</w:t>"
    body += '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="宋体" w:char="4E01"/></w:r>'
    body += '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>o</w:t></w:r></w:p>'
    assert lines(tmp_path, body) == ["甲 乙-丙☑α丁□"]


def test_a_symbol_that_nobody_knows_is_doubted(tmp_path: Path) -> None:
    found = read(
        tmp_path, f'<w:p>{run("甲")}<w:r><w:sym w:font="Webdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F021"/></w:r></w:p>'
    )
    assert found.text == "甲☑\ufffd\n" and doubts(found) == [("unreadable", "\ufffd", "")]


def test_formulas_stand_in_the_line(tmp_path: Path) -> None:
    part = "<m:r><m:t>{}</m:t></m:r>"
    fraction = f"<m:f><m:num>{part.format('人数')}</m:num><m:den>{part.format('2')}</m:den></m:f>"
    assert lines(tmp_path, f"<w:p>{run('按')}<m:oMath>{fraction}{part.format('×3')}</m:oMath>{run('计')}</w:p>") == ["按人数/2×3计"]


BREAK = "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("before", "after", "alignment", "expected"),
    [
        ("一、甲。", "二、乙", "", ["一、甲。", "二、乙"]),
        ("某某市人民政府", "2024年1月1日", "", ["某某市人民政府", "2024年1月1日"]),
        ("某某市人民政府关于印发", "人才办法的通知", "center", ["某某市人民政府关于印发人才办法的通知"]),
        (LONG, "落实责任。", "", [f"{LONG}落实责任。"]),
        (LONG, "　　第二条 落实责任。", "", [LONG, "第二条 落实责任。"]),
        ("talent policy of the whole city", "for all", "", ["talent policy of the whole city for all"]),
    ],
)
def test_a_line_break_ends_a_line_unless_the_sentence_goes_on(
    tmp_path: Path, before: str, after: str, alignment: str, expected: list[str]
) -> None:
    properties = f'<w:pPr><w:jc w:val="{alignment}"/></w:pPr>' if alignment else ""
    assert lines(tmp_path, f"<w:p>{properties}{run(before)}{BREAK}{run(after)}</w:p>") == expected


def test_a_page_break_ends_a_line(tmp_path: Path) -> None:
    assert lines(tmp_path, f'<w:p>{run("附件")}<w:r><w:br w:type="page"/></w:r>{run("申请表")}</w:p>') == ["附件", "申请表"]


def test_doubts_stay_at_their_words_after_breaks_and_indents(tmp_path: Path) -> None:
    body = f"<w:p>{run('　　甲。')}{BREAK}{run('　乙')}<w:ins>{run('丙')}</w:ins>{run('丁')}</w:p>"
    assert doubts(read(tmp_path, body)) == [("readings_differ", "丙", "")]


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        table(
            cell("层次", merge="restart") + cell("补贴", span=2),
            cell("", merge="continue") + cell("生活") + cell("购房"),
            cell("博士", merge="restart") + cell("3万元") + cell("10万元"),
            cell("", merge="continue") + cell("4万元") + cell("12万元"),
            "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("合计") + cell("29万元"),
        ),
    )
    assert found == ["层次\t补贴\t补贴", "层次\t生活\t购房", "博士\t3万元\t10万元", "博士\t4万元\t12万元", "\t合计\t29万元"]


def test_paragraphs_of_a_cell_are_one_line_and_tables_in_it_follow(tmp_path: Path) -> None:
    inner = table(cell("子") + cell("丑"))
    assert lines(tmp_path, table(cell(paragraph("甲") + paragraph("乙") + inner) + cell("丙"))) == ["甲 乙\t丙", "子\t丑"]


def test_a_frame_of_one_cell_holds_lines(tmp_path: Path) -> None:
    frame = table(cell(paragraph("一、甲") + paragraph("二、乙") + table(cell("子") + cell("丑"))))
    assert lines(tmp_path, frame) == ["一、甲", "二、乙", "子\t丑"]
    assert lines(tmp_path, table(cell("填表说明", span=2), cell("甲") + cell("乙"))) == ["填表说明", "甲\t乙"]


def test_automatic_numbers_of_cells_are_read(tmp_path: Path) -> None:
    from tests.intake.word_files import level, numbering

    row = cell(paragraph(list_id=1, level=0)) + cell("甲")
    assert lines(tmp_path, table(row, row), {"numbering": numbering([level(0, "decimal", "%1")], {1: (0, "")})}) == ["1\t甲", "2\t甲"]


def test_notes_have_a_mark_and_stand_at_the_end(tmp_path: Path) -> None:
    body = f"<w:p>{run('人才')}<w:r><w:footnoteReference w:id='3'/></w:r>{run('补贴10')}<w:r><w:footnoteReference w:id='2'/></w:r>"
    body += f"<w:r><w:endnoteReference w:id='2'/></w:r><w:r><w:footnoteReference w:id='9' w:customMarkFollows='1'/><w:t>*</w:t></w:r></w:p>{paragraph('第二条')}"
    note = "<w:footnote w:id='{}'><w:p><w:r><w:footnoteRef/></w:r>{}</w:p>{}</w:footnote>"
    notes = (
        "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
        + note.format(2, run(" 万元"), "")
        + note.format(3, run(" 指"), paragraph("博士"))
    )
    ends = "<w:endnote w:id='2'>" + paragraph("尾注") + "</w:endnote>"
    found = lines(tmp_path, body, {"footnotes": notes, "endnotes": ends})
    assert found == ["人才[注1]补贴10[注2][注i]*", "第二条", "[注1] 指 博士", "[注2] 万元", "[注i] 尾注"]
    settings = "<w:footnotePr><w:numFmt w:val='decimalEnclosedCircleChinese'/><w:numStart w:val='2'/></w:footnotePr>"
    assert lines(tmp_path, body, {"footnotes": notes, "settings": settings})[0] == "人才[注②]补贴10[注③][注i]*"


BOX = "<w:txbxContent>{}</w:txbxContent>"
ANCHOR = '<wp:anchor><wp:positionV relativeFrom="{}"><wp:posOffset>{}</wp:posOffset></wp:positionV><a:graphic><a:graphicData><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>'


@pytest.mark.parametrize(("relative", "offset", "above"), [("page", 500, True), ("paragraph", -500, True), ("paragraph", 500, False)])
def test_text_boxes_are_read_once(tmp_path: Path, relative: str, offset: int, above: bool) -> None:
    box = BOX.format(paragraph("某某市人民政府文件"))
    drawing = f"<w:drawing>{ANCHOR.format(relative, offset, box)}</w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>'
    assert lines(tmp_path, f"<w:p>{both}{run('正文')}</w:p>") == (
        ["某某市人民政府文件", "正文"] if above else ["正文", "某某市人民政府文件"]
    )
    unknown = both.replace('"wps"', '"zzz"')
    assert lines(tmp_path, f"<w:p>{unknown}{run('正文')}</w:p>") == ["正文", "某某市人民政府文件"]


def test_word_art_is_read(tmp_path: Path) -> None:
    art = '<w:pict><v:shape><v:textpath string="某某市文件"/></v:shape></w:pict>'
    assert lines(tmp_path, f"<w:p><w:r>{art}</w:r></w:p>{paragraph('甲')}") == ["某某市文件", "甲"]


def test_headers_and_comments_are_no_text(tmp_path: Path) -> None:
    body = f"<w:p><w:commentRangeStart w:id='1'/>{run('甲')}<w:r><w:commentReference w:id='1'/></w:r></w:p>"
    parts = {"header": paragraph("内部"), "comments": f"<w:comment w:id='1'>{paragraph('请核')}</w:comment>"}
    assert lines(tmp_path, body, parts) == ["甲"]


PICTURE = '<w:r><w:drawing><wp:inline><wp:extent cx="{0}" cy="{0}"/><a:graphic><a:graphicData><a:blip r:embed="{1}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'


def test_a_large_picture_is_doubted_and_a_seal_is_not(tmp_path: Path) -> None:
    files = {"word/media/page.png": b"", "word/media/seal.png": b""}
    body = paragraph("甲") + f"<w:p>{PICTURE.format(5_000_000, 'page')}{PICTURE.format(1_500_000, 'seal')}</w:p>" + paragraph("乙")
    found = read(tmp_path, body, files=files)
    assert found.text == "甲\n乙\n"
    assert found.doubts == (Doubt(kind="unreadable", start=2, end=2, found="word/media/page.png"),)


def test_a_document_of_pictures_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"pictures alone \(2\)"):
        read(tmp_path, f"<w:p>{PICTURE.format(5_000_000, 'page') * 2}</w:p>")
    with pytest.raises(UnreadableFile, match="no words"):
        read(tmp_path, paragraph())


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx", f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("甲关于")}{BREAK}{run("乙")}</w:p>', {"styles": ""}
    )
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
            target.writestr(
                name,
                content.replace(b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"),
            )
    assert docx.read(strict).text == "甲关于乙\n"


def test_notes_are_no_clauses(tmp_path: Path) -> None:
    call = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    body = f"{paragraph('第一条 甲。')}<w:p>{run('第二条 乙')}{call}{run('。')}</w:p>{paragraph('（一）丙；')}{paragraph('（二）丁。')}"
    signature = paragraph("某某市人民政府") + paragraph("2024年1月1日")
    notes = {"footnotes": f"<w:footnote w:id='2'>{paragraph('见第五条。1.戊')}</w:footnote>"}
    for end in ("", signature):
        tree = read_structure(read(tmp_path, body + end, notes).text)
        assert [path for path in tree.clauses if path[0] == "a"] == ["a1", "a2", "a2-i1", "a2-i2"]
        assert "注1] 见" not in "".join(
            read(tmp_path, body + end, notes).text[a:b] for c in ("a1", "a2", "a2-i2") for a, b in tree.clauses[c].own
        )


def test_struck_words_are_read_and_doubted(tmp_path: Path) -> None:
    found = read(tmp_path, f"<w:p>{run('补贴')}{run('十', '<w:strike/>')}{run('二十万元')}</w:p>")
    assert found.text == "补贴十二十万元\n" and doubts(found) == [("readings_differ", "十", "")]


def test_a_raised_figure_joins_no_other_figure(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert lines(tmp_path, f"<w:p>{run('10')}{run('4', raised)}{run('m')}{run('2', raised)}</w:p>") == ["10⁴m2"]


PIECE = st.tuples(st.sampled_from(["kept", "inserted", "deleted", "hidden", "break", "blank"]), st.integers(1, 30))


@given(paragraphs=st.lists(st.lists(PIECE, max_size=8), min_size=1, max_size=4))
def test_doubts_stand_at_their_words(tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[tuple[str, int]]]) -> None:
    """Each word is a character of its own, repeated. Whatever is joined or stripped, what is doubtful is told at its place."""
    body, shown, words = paragraph("头。"), "头。", iter(range(0x4E00, 0x5E00))
    inserted, left_out = [], []
    for pieces in paragraphs:
        body += "<w:p>"
        for kind, length in pieces:
            word = chr(next(words)) * length
            match kind:
                case "break" | "blank":
                    body += "<w:r><w:br/></w:r>" if kind == "break" else run("　 ")
                case "deleted":
                    body += f"<w:del><w:r><w:delText>{word}</w:delText></w:r></w:del>"
                    left_out.append(word)
                case "hidden":
                    body += run(word, "<w:vanish/>")
                    left_out.append(word)
                case "inserted":
                    body += f"<w:ins>{run(word)}</w:ins>"
                    inserted.append(word)
                    shown += word
                case _:
                    body += run(word)
                    shown += word
        body += "</w:p>"
    found = docx.read(word_file(tmp_path_factory.mktemp("doubts") / "a.docx", body))
    assert "".join(found.text.split()) == shown
    for word in inserted:
        at = found.text.index(word[0])
        assert any(doubt.start <= at and at + len(word) <= doubt.end for doubt in found.doubts), word
    told = "".join(doubt.found for doubt in found.doubts if len(doubt.found) < 300)
    assert all(word in told for word in left_out) or any(len(doubt.found) == 300 for doubt in found.doubts)


@pytest.mark.parametrize("code", [r"eq \r(3,x)", "LISTNUM", "AUTONUM"])
def test_what_a_field_draws_and_nobody_reads_is_doubted(tmp_path: Path, code: str) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    found = read(tmp_path, f"<w:p>{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('end')}{run('项')}</w:p>")
    assert found.text == "\ufffd项\n" and doubts(found) == [("unreadable", "\ufffd", "")]


def test_objects_of_other_programs_are_doubted_and_diagrams_read(tmp_path: Path) -> None:
    table_ = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object>'
    chart = '<w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="x"/></w:drawing>'
    diagram = '<w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rIdsettings"/></w:drawing>'
    words = "<w:x><a:p><a:r><a:t>申请</a:t></a:r></a:p><a:p/><a:p><a:r><a:t>审</a:t></a:r><a:r><a:t>核</a:t></a:r></a:p></w:x>"
    found = read(tmp_path, f"<w:p><w:r>{table_}{chart}{diagram}</w:r>{run('流程')}</w:p><w:altChunk/>", {"settings": words})
    assert found.text == "流程\n申请\n审核\n"
    assert doubts(found) == [("unreadable", "", "Excel.Sheet.12"), ("unreadable", "", "chart"), ("unreadable", "", "altChunk")]
