"""Briefs: every number can be had again by its question, every note stands in its source, Word and PDF say the same."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from lxml import etree

from kg.errors import InvalidArgument, UnknownFormat, UnknownValue
from kg.export.brief import brief_bytes, brief_of
from kg.export.brief.forms import FORMS
from kg.export.brief.model import Brief, Chart, Note, Section, Value, parts_of
from kg.export.brief.notes import numbered
from kg.graph import Graph
from kg.text.quotes import folded
from tests.commands import kg

DAY = "2026-11-30"
SUBJECTS = {
    "city": {"cities": ["云泽"]},
    "cities": {"cities": ["云泽", "雾岭"]},
    "agency": {"agency": "市人社局", "cities": ["云泽"]},
    "category": {"category": "博士"},
}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module", params=SUBJECTS)
def brief(graph: Graph, request: pytest.FixtureRequest) -> Brief:
    return brief_of(graph, **SUBJECTS[request.param], as_of=DAY)


def test_every_value_is_what_its_question_answers(graph: Graph, brief: Brief) -> None:
    values = [part for part in parts_of(brief) if isinstance(part, Value)]
    assert values
    answers = {}
    for question, parameters in {(value.question, value.parameters) for value in values}:
        asked = {name: list(given) if isinstance(given, tuple) else given for name, given in parameters}
        answers[question, parameters] = graph.answer(question, asked).rows
    for value in values:
        rows = [row for row in answers[value.question, value.parameters] if all(row[name] == wanted for name, wanted in value.where)]
        assert value.text == FORMS[value.form](rows), value
        assert value.form in ("count", "with_sum", "cities", "clauses") or len({FORMS[value.form]([row]) for row in rows}) == 1, value


def test_no_number_stands_in_a_sentence_of_its_own(brief: Brief) -> None:
    for section in brief.sections:
        own = [part for part in parts_of(Brief("", (), [section])) if isinstance(part, str)]
        assert not [words for words in own if re.search(r"\d", words)]


def test_every_note_stands_in_its_source(graph: Graph, brief: Brief) -> None:
    sources = [graph.source(row["document"]).text for row in graph.answer("documents").rows]
    notes = numbered(brief)
    assert sorted(notes.values()) == list(range(1, len(notes) + 1))
    for note in notes:
        assert any(folded(note.quote).replace(" ", "") in folded(text).replace(" ", "") for text in sources), note


def _text(document: object) -> str:
    return "".join(node.text or "" for node in document.element.body.iter("{*}t"))  # type: ignore[attr-defined]


def test_the_word_document_says_all_of_it(brief: Brief) -> None:
    document = Document(io.BytesIO(brief_bytes(brief, "docx")))
    text = _text(document)
    marks = numbered(brief)
    for section in brief.sections:
        for content in section.content:
            if not isinstance(content, Chart) and not hasattr(content, "rows"):
                said = "".join(
                    f"[{marks[part]}]" if isinstance(part, Note) else part.text if isinstance(part, Value) else part for part in content
                )
                assert said in text
    charts = [content for section in brief.sections for content in section.content if isinstance(content, Chart)]
    drawn = [part for part in document.part.package.iter_parts() if "drawingml.chart" in part.content_type]
    assert len(drawn) == len(charts)
    for part, chart in zip(sorted(drawn, key=lambda part: str(part.partname)), charts, strict=True):
        root = etree.fromstring(part.blob)
        shown = [point.findtext(f"{CHART}v") for point in root.iter(f"{CHART}pt") if point.getparent().tag == f"{CHART}numLit"]
        assert shown == [value.text.replace(",", "") for _, values in chart.series for value in values if value.text != "0"]


def test_the_pdf_says_the_same(brief: Brief) -> None:
    content = brief_bytes(brief, "pdf")
    assert content == brief_bytes(brief, "pdf")
    pages = pypdfium2.PdfDocument(content)
    text = "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages)
    assert brief.title in text
    for part in parts_of(brief):
        if isinstance(part, Value) and part.form in ("count", "money", "facts", "lead_assigned"):
            assert re.sub(r"\s", "", part.text) in text


def test_the_best_known_is_first_and_lists_are_short(graph: Graph) -> None:
    sections = brief_of(graph, cities=["云泽"], as_of=DAY).sections
    assert [section.heading[2:] for section in sections] == ["总体情况", "给什么", "谁来办", "发展目标", "需要留意"]
    assert all(isinstance(section, Section) for section in sections)


def test_what_cannot_be_written_is_told(graph: Graph) -> None:
    with pytest.raises(InvalidArgument, match="--city"):
        brief_of(graph)
    with pytest.raises(UnknownValue):
        brief_of(graph, cities=["大原"])
    with pytest.raises(UnknownValue):
        brief_of(graph, category="飞行员")
    with pytest.raises(UnknownFormat):
        brief_bytes(brief_of(graph, cities=["云泽"]), "odt")


def test_the_command_writes_the_file_that_its_ending_names(home: Path, tmp_path: Path) -> None:
    done = kg("brief", "--city", "云泽", "--out", "简报.pdf", home=home, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "简报.pdf written\n")
    assert (tmp_path / "简报.pdf").read_bytes().startswith(b"%PDF")
    refused = kg("brief", "--city", "云泽", "--out", "简报.odt", home=home, cwd=tmp_path)
    assert refused.returncode == 1 and "docx, pdf" in refused.stderr
