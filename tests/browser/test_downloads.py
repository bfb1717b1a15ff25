"""Tables and pictures that are taken away speak the language of their page, and hold what the graph answers."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from kg.export.cells import cell
from kg.graph import Graph
from kg.text.quotes import as_read
from tests.browser.page_state import settled
from tests.browser.tabs import Open
from viewer.palette import DARK, LIGHT

SHEETS = {"zh": ["表格", "公开列与代码"], "en": ["Table", "Public columns"]}
HEADINGS = {
    "zh": ("城市", "机构（原文）", "任务", "角色", "算作", "依据", "原文", "文件", "条款"),
    "en": ("City", "Agency as written", "Task", "Role", "Counts as", "Basis", "Words of the text", "Document", "Clause"),
}
ROLES = {"zh": {"牵头", "责任", "配合", "监督"}, "en": {"lead", "responsible", "support", "oversight"}}
HAN = re.compile(r"[\u3400-\u9fff]")


def taken(page: Page, ending: str) -> bytes:
    """The first table of the page."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV" if ending == "csv" else re.compile("(下载|Download) Excel")).first.click()
    assert waiting.value.suggested_filename.endswith(f".{ending}")
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_has_the_words_of_the_page_and_the_public_columns(lang: str, open_page: Open, graph: Graph) -> None:
    answer = graph.answer("responsibilities", {"agency": "910100-human-resources"})
    page = open_page("questions", lang=lang, question="responsibilities", agency="910100-human-resources")
    book = load_workbook(io.BytesIO(taken(page, "xlsx")))
    assert book.sheetnames == SHEETS[lang]
    words, columns = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    assert columns[0] == tuple(answer.columns)
    assert columns[1:] == [tuple(cell(row[column]) for column in answer.columns) for row in answer.rows]
    assert words[0] == HEADINGS[lang]
    assert len(words) == len(columns) > 4
    role, quote, clause = ([row[at] for row in words[1:]] for at in (3, 6, 8))
    assert set(role) == ROLES[lang]
    assert quote == [as_read(row["quote"]) if "\n" in row["quote"] else row["quote"] for row in answer.rows]
    assert "2 建设人才公寓" in clause


def test_csv_has_the_public_columns_and_is_chinese_in_excel(open_page: Open, graph: Graph) -> None:
    answer = graph.answer("documents")
    content = taken(open_page("questions", question="documents", lang="en"), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert header == list(answer.columns)
    assert [row[header.index("title")] for row in rows] == [row["title"] for row in answer.rows]


def test_the_picture_as_a_page_and_its_tables_speak_english_where_the_page_does(open_page: Open) -> None:
    page = open_page("graph", lang="en", thing="program/yunque")
    page.get_by_text("Export", exact=True).click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Web page (HTML)").click()
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert '<html lang="en">' in saved and "<h1>Zhengmai Graph</h1>" in saved
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download Excel").last.click()
    header, *links = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).worksheets[0].iter_rows(values_only=True)
    assert header == ("From", "Relation", "To")
    assert links and not [row for row in links if HAN.search(str(row[1]))]


def test_a_figure_has_title_sources_and_version_on_white(open_page: Open, graph: Graph) -> None:
    page = open_page("agencies", lang="en", city="910100", tab="network", theme="dark")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Figure SVG").first.click()
    svg = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert waiting.value.suggested_filename.endswith(f"{graph.version}.svg")
    assert "agencies that share tasks" in svg
    assert f"Zhengmai version {graph.version}" in re.sub(r"</text>\s*<text[^>]*>", " ", svg)
    assert 'width="160.00mm"' in svg
    assert LIGHT["text"] in svg and DARK["text"] not in svg
