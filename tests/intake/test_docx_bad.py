"""Whatever a Word document holds, it is read, or refused with a sentence, within bounds."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.errors import UnreadableFile
from kg.intake.readers import docx
from tests.intake.word_files import NAMESPACES, cell, level, numbering, paragraph, run, start_at, table, word_file

SECONDS = 20
"""Of CPU time, for what takes well under one."""


def whole(path: Path) -> Path:
    """A document with everything that is read."""
    body = "".join(paragraph(text, list_id=1, level=place) for place, text in enumerate("甲乙丙"))
    body += f"<w:p>{run('丁')}<w:r><w:footnoteReference w:id='2'/><w:br/></w:r>{run('戊', '<w:vanish/>')}<w:ins>{run('己')}</w:ins></w:p>"
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body += f"<w:p>{mark.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{mark.format('separate')}{run('目录')}{mark.format('end')}</w:p>"
    body += table(cell("庚", merge="restart") + cell("辛", span=2), cell("", merge="continue") + cell("壬") + cell("癸")) + paragraph(
        "子", style="s"
    )
    box = f"<w:pict><v:shape style='width:10pt;height:20pt'><v:textbox><w:txbxContent>{paragraph('丑')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    body += f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>{box}</w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    levels = level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="s"/>') + level(1, "decimal", "%1.%2") + level(2, "bullet", "\uf0b7")
    parts = {
        "numbering": numbering([levels], {1: (0, start_at(0, 2))}),
        "styles": '<w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="t"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="t"/></w:style>',
        "footnotes": f"<w:footnote w:id='2'>{paragraph('注')}</w:footnote>",
        "settings": "<w:footnotePr><w:numStart w:val='1'/></w:footnotePr>",
    }
    return word_file(path, body, parts)


def read_or_refused(path: Path) -> str | None:
    try:
        found = docx.read(path)
    except UnreadableFile as error:
        assert error.told("zh") != error.told("en")
        return None
    assert all(0 <= doubt.start <= doubt.end <= len(found.text) for doubt in found.doubts)
    assert all(line.strip() for line in found.text.split("\n")[:-1]) and found.text.endswith("\n")
    return found.text


VALUES = ("", "-1", "0", "3", "7", "99999999999", "restart", "continue", "%9", "true", "none", "s", "begin", "end", "😀")


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
def test_a_document_with_parts_of_it_changed_is_read_or_refused(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    random = Random(seed)
    path = whole(tmp_path_factory.mktemp("bad") / "a.docx")
    changed = path.with_name("b.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, _changed(source.read(name), random) if name.startswith("word/") else source.read(name))
    read_or_refused(changed)


def _changed(content: bytes, random: Random) -> bytes:
    root = etree.fromstring(content)
    for _ in range(random.randint(0, 6)):
        elements = [element for element in root.iter() if element is not root]
        if not elements:
            break
        element, other = random.choice(elements), random.choice(elements)
        parent = element.getparent()
        match random.randrange(5):
            case 0:
                parent.remove(element)
            case 1:
                element.tag = other.tag
            case 2 if element.attrib:
                element.set(random.choice(list(element.attrib)), random.choice(VALUES))
            case 3:
                parent.insert(random.randrange(len(parent) + 1), etree.fromstring(etree.tostring(element)))
            case 4 if element not in other.iterancestors() and element is not other:
                other.append(element)
    return etree.tostring(root)


@settings(max_examples=60)
@given(place=st.floats(0, 1), junk=st.binary(max_size=8))
def test_a_broken_file_is_read_or_refused(place: float, junk: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = whole(tmp_path_factory.mktemp("bad") / "a.docx")
    content = path.read_bytes()
    at = int(place * len(content))
    path.write_bytes(content[:at] + junk + content[at + len(junk) :])
    read_or_refused(path)
    path.write_bytes(content[:at])
    assert place > 0.99 or read_or_refused(path) is None


def timed(path: Path) -> str | None:
    started = time.process_time()
    text = read_or_refused(path)
    assert time.process_time() - started < SECONDS
    return text


def test_xml_that_is_nested_too_deep_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 5000
    assert timed(word_file(tmp_path / "a.docx", deep)) is None
    for outer, inner in (("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:customXml>", "</w:customXml>")):
        depth = 240 // outer.count("<")
        assert timed(word_file(tmp_path / "b.docx", outer * depth + paragraph("甲") + inner * depth)) == "甲\n"
    boxes = "<w:p><w:r><w:pict><w:txbxContent>"
    assert timed(word_file(tmp_path / "c.docx", boxes * 48 + paragraph("甲") + "</w:txbxContent></w:pict></w:r></w:p>" * 48)) == "甲\n"


@pytest.mark.parametrize("span", [1, 63, 999_999_999])
def test_merged_cells_repeat_within_bounds(tmp_path: Path, span: int) -> None:
    first = cell("长" * 10_000, merge="restart", span=span) + cell("甲")
    text = timed(word_file(tmp_path / "a.docx", table(first, *[cell("", merge="continue", span=span) + cell("乙") + cell("丙")] * 2000)))
    assert text and 2001 < len(text) < 2_000_000


def test_chains_of_styles_and_labels_are_bounded(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{place}"><w:basedOn w:val="s{place + 1}"/><w:rPr><w:color w:val="{place}"/></w:rPr></w:style>'
        for place in range(20_000)
    )
    parts = {"styles": styles, "numbering": numbering([level(0, "upperLetter", "%1" * 50_000, start=999_999)], {1: (0, "")})}
    text = timed(word_file(tmp_path / "a.docx", paragraph("甲", style="s0", list_id=1, level=0) * 2000, parts))
    assert text and len(text) < 10_000_000


def test_many_breaks_fields_notes_and_changes_are_read_soon(tmp_path: Path) -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    calls = "<w:r><w:footnoteReference w:id='2'/></w:r>" * 5000
    body = f"<w:p>{run('长' * 30) + '<w:r><w:br/></w:r>'}{(run('长' * 30) + '<w:r><w:br/></w:r>') * 5000}</w:p><w:p>{field * 5000}{run('甲')}</w:p>"
    body += f"<w:p>{calls}</w:p><w:p>{('<w:ins>' + run('乙') + '</w:ins>' + run('丙')) * 3000}</w:p>"
    assert timed(word_file(tmp_path / "a.docx", body, {"footnotes": f"<w:footnote w:id='2'>{paragraph('注' * 10_000)}</w:footnote>"}))


@pytest.mark.parametrize("target", ["../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x", "%2e%2e/x", ""])
def test_relationships_that_lead_nowhere_are_left_alone(tmp_path: Path, target: str) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("甲", list_id=1, level=0))
    kinds = ("styles", "numbering", "footnotes", "settings")
    links = "".join(
        f'<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for kind in kinds
    )
    members = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    }
    assert timed(rewritten(path, members)) == "甲\n"


def test_a_package_without_relationships_is_read_and_one_without_a_document_refused(tmp_path: Path) -> None:
    assert timed(rewritten(word_file(tmp_path / "a.docx", paragraph("甲")), {"_rels/.rels": None})) == "甲\n"
    for content in (None, f"<w:styles {NAMESPACES}/>", "<html/>"):
        path = rewritten(word_file(tmp_path / "b.docx", paragraph("甲")), {"word/document.xml": content})
        with pytest.raises(UnreadableFile, match="holds no Word document"):
            docx.read(path)


def rewritten(path: Path, members: dict[str, str | None]) -> Path:
    """The archive with some of its members changed or, for none, left out."""
    with zipfile.ZipFile(path) as source:
        kept = {name: source.read(name) for name in source.namelist() if name not in members}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in [*kept.items(), *members.items()]:
            if content is not None:
                target.writestr(name, content)
    return path
