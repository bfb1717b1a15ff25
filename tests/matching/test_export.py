"""A matching for the terminal and for print: the answer first, each offer with its reason and the words of the text."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import UnknownFormat
from kg.export.matching import matching_bytes
from kg.graph import Graph

ACADEMICIAN = {"category": "院士", "hire": "全职", "degree": "博士", "age": "50"}


@pytest.fixture(scope="module")
def text(graph: Graph) -> str:
    return matching_bytes(graph, graph.match(ACADEMICIAN, cities=["云泽", "雾岭"]), "table", every=True, language="zh").decode()


def test_the_answer_comes_first(text: str) -> None:
    person, yunze, county, wuling, ask_next, *_ = text.splitlines()
    assert person == "本人情况：最高学历 博士；来的方式 全职；年龄 50；符合 院士"
    starts = ("云泽市：按文本，符合 1 项，待定 ", "苇塘县：按文本，符合 0 项", "雾岭市：按文本，")
    assert all(line.startswith(start) for line, start in zip((yunze, county, wuling), starts, strict=True))
    assert ask_next.startswith("最该先答：")


def test_each_offer_says_why_in_the_words_of_the_text(text: str) -> None:
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if "yunze-2021-5/i1/funding/1" in line)
    assert lines[at : at + 3] == [
        "  [符合] 补贴 · 安家补贴 100万元  yunze-2021-5/i1/funding/1",
        "    各项条件都符合",
        "    「对全职引进的院士、领军人才，分别给予100万元、50万元安家补贴，由市财政局承担」",
    ]
    assert "规划期2021—2025年已满" in text and "其中 1 项所据文件有效，可以申请" in text


def test_word(graph: Graph) -> None:
    document = Document(io.BytesIO(matching_bytes(graph, graph.match(ACADEMICIAN, cities=["云泽"]), "docx", language="zh")))
    assert document.paragraphs[0].text == "人才适配"
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["待遇", "结果", "为什么", "原文"]
    assert document.tables[0].rows[1].cells[0].text == "补贴\n安家补贴 100万元"


def test_json_and_unknown_formats(graph: Graph) -> None:
    matching = graph.match(ACADEMICIAN, cities=["云泽"])
    assert json.loads(matching_bytes(graph, matching, "json")) == json.loads(json.dumps(matching.to_json()))
    with pytest.raises(UnknownFormat):
        matching_bytes(graph, matching, "pdf")


def test_the_command(home: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["match", "--home", str(home), "--city", "云泽", "--degree", "博士", "--complete", "--format", "json"])
    assert run.exit_code == 0 and json.loads(run.stdout)["person"] == {"degree": "doctor", "complete": "categories"}
    out = tmp_path / "a.docx"
    assert CliRunner().invoke(app, ["match", "--home", str(home), "--age", "40", "--format", "docx", "--out", str(out)]).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"
