"""Documents that LibreOffice opens lose nothing on their way."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kg.errors import UnreadableFile
from kg.intake.read import read_file
from kg.intake.readers import docx
from tests.intake.word_files import cell, level, numbering, paragraph, run, table, word_file
from tests.office.conftest import Convert

FORMS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}


def policy(path: Path) -> Path:
    """A document with what offices put into theirs."""
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    articles = level(0, "chineseCountingThousand", "第%1条", more='<w:suff w:val="space"/>')
    body = paragraph("某某市人才引进办法", properties='<w:jc w:val="center"/>')
    for chapter in ("总体要求", "主要任务", "保障措施"):
        body += paragraph(chapter, list_id=1, level=0)
        body += "".join(paragraph(f"{chapter}之{part}，给予 10 万元“补贴”。", list_id=1, level=1) for part in "甲乙丙")
        body += paragraph(f"{chapter}的细则；", list_id=1, level=2)
    body += "".join(paragraph("为了人才工作，制定本办法。", list_id=2, level=0) for _ in range(12))
    body += f"<w:p>{run('博士')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('补贴')}<w:del><w:r><w:delText>十</w:delText></w:r></w:del><w:ins>{run('二十')}</w:ins>{run('万元。')}</w:p>"
    body += table(
        cell("层次", merge="restart") + cell("补贴", span=2),
        cell("", merge="continue") + cell("生活") + cell("购房"),
        cell("博士") + cell("3万元") + cell("10万元"),
    )
    body += paragraph("某某市人民政府") + paragraph("2024年1月1日") + paragraph("（此件公开发布）①㈠ ㎡ é € 𠮷")
    notes = f"<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>{run('指全日制博士。')}</w:p></w:footnote>"
    return word_file(path, body, {"numbering": numbering([levels, articles], {1: (0, ""), 2: (1, "")}), "footnotes": notes})


@pytest.mark.parametrize("kind", FORMS)
def test_a_document_of_another_format_has_the_same_text(tmp_path: Path, convert: Convert, kind: str) -> None:
    source = policy(tmp_path / "办法.docx")
    (made,) = convert([source], FORMS[kind])
    made = made.rename(made.with_suffix(".bin"))  # what it is stands in the file, not in its ending
    found, expected = read_file(made), docx.read(source)
    assert found.text == expected.text
    assert found.reader == "office" and "LibreOffice" in found.version
    assert [(doubt.kind, doubt.found) for doubt in found.doubts if kind != "odt"] == [("readings_differ", "十")] * (kind != "odt")


def test_what_libreoffice_does_not_open_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 {\\*\\" + b"{" * 5000)
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "a.rtf")


def test_a_macro_of_a_document_does_not_run(tmp_path: Path) -> None:
    """A text with a macro that is bound to its opening, and would leave a file."""
    trace = tmp_path / "ran"
    basic = f'Sub Main\n Open "{trace}" For Output As #1\n Print #1, "ran"\n Close #1\nEnd Sub'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in {"office": "office", "text": "text", "script": "script", "manifest": "manifest"}.items()
    )
    outside = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:library="http://openoffice.org/2000/library" xmlns:dom="http://www.w3.org/2001/xml-events"'
    target = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    event = f'<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="{target}" xlink:type="simple"/>'
    names = ("content.xml", "Basic/script-lc.xml", "Basic/Standard/script-lb.xml", "Basic/Standard/Module1.xml")
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in names)
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f'<manifest:manifest {spaces}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="application/vnd.oasis.opendocument.text"/>{entries}</manifest:manifest>',
        "content.xml": f"<office:document-content {spaces} {outside} office:version='1.2'><office:scripts><office:event-listeners>{event}"
        "</office:event-listeners></office:scripts><office:body><office:text><text:p>第一条</text:p></office:text></office:body></office:document-content>",
        "Basic/script-lc.xml": f'<library:libraries {outside}><library:library library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library {outside} library:name="Standard" library:readonly="false" '
        'library:passwordprotected="false"><library:element library:name="Module1"/></library:library>',
        "Basic/Standard/Module1.xml": f'<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
        f'script:language="StarBasic">{basic.replace(chr(34), "&quot;")}</script:module>',
    }
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert read_file(tmp_path / "a.odt").text == "第一条\n" and not trace.exists()


def test_word_as_xml_of_2003_is_read(tmp_path: Path) -> None:
    content = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'
    content += '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>第一条 人才</w:t></w:r></w:p></w:body></w:wordDocument>'
    (tmp_path / "a.doc").write_text(content, encoding="utf-8")
    assert read_file(tmp_path / "a.doc").text == "第一条 人才\n"
