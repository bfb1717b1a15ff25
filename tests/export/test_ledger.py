"""The ledger: its cells are the answers of the questions, it prints as an office prints, nothing in it is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kg.errors import UnknownValue
from kg.export.citation import basis, clause_name
from kg.export.ledger import ledger_bytes, ledger_file_name
from kg.export.ledger.reading import read_ledger
from kg.export.ledger.rows import COLUMNS, Agency, Entry, Ledger
from kg.export.ledger.sheet import _line_count
from kg.export.ledger.xlsx import sheet_names, xlsx_bytes
from kg.graph import Graph

AGENCY = "910100-human-resources"
SHEET = "云泽市人力资源和社会保障局"
DOCUMENT = "yunze-2021-5"
HOSTILE = "<img src=x onerror=alert(1)>"

Cells = list[tuple[Any, ...]]


def sheets(content: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(content)).worksheets}


def header_of(sheet: Worksheet) -> int:
    return next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == COLUMNS[0])


def rows_of(sheet: Worksheet) -> Cells:
    return [tuple(value or "" for value in row) for row in sheet.iter_rows(min_row=header_of(sheet) + 1, values_only=True)]


def words_above(sheet: Worksheet) -> str:
    return "\n".join(str(row[0]) for row in sheet.iter_rows(max_row=header_of(sheet) - 1, max_col=1, values_only=True))


def table_of(content: bytes) -> Cells:
    [table] = Document(io.BytesIO(content)).tables
    return [tuple(cell.text for cell in row.cells) for row in table.rows][1:]


def told(graph: Graph, scope: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What the questions alone say of each task: title, document, assigned and implied leads and supporting by their registered names."""
    names = {row["agency"]: row["name"] for row in graph.answer("agencies").rows}
    tasks = {row["id"]: {**row, "lead": set(), "support": set(), "quotes": {row["quote"]}} for row in graph.answer("tasks", scope).rows}
    for row in graph.answer("responsibilities", scope).rows:
        if row["basis"] == "assigned" and row["task"] and row["effective_role"] in ("lead", "support"):
            mark = "（责任）" if row["role"] == "responsible" else ""
            tasks[row["task"]][row["effective_role"]].add(names[row["agency"]] + mark)
            tasks[row["task"]]["quotes"].add(row["quote"])
    return tasks


def assigned(cell: str) -> set[str]:
    return {line for line in cell.split("\n") if line and line != "未明确" and (not line.endswith("）") or line.endswith("（责任）"))}


def test_the_columns_are_those_of_an_office(graph: Graph) -> None:
    sheet = sheets(ledger_bytes(graph, agency=AGENCY))[SHEET]
    header = [cell.value for cell in sheet[header_of(sheet)]]
    assert header == [
        "序号", "任务", "牵头单位", "配合单位", "任务内容", "依据（文号·条款·原文）", "完成时限", "状态", "责任人", "进展情况", "备注", "任务标识",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "scope", [{"document": DOCUMENT}, {"city": "雾岭"}, {"city": "苇塘"}], ids=lambda scope: next(iter(scope.values()))
)
def test_every_task_with_its_agencies_as_the_questions_answer(graph: Graph, scope: dict[str, str]) -> None:
    tasks = told(graph, scope)
    documents = graph.answer("documents", scope).rows
    cited = {d["document"]: d["number"] or f"《{d['title']}》" for d in documents}
    excel = rows_of(sheets(ledger_bytes(graph, **scope))["全部任务"])
    said_due = {row["task"]: {"ongoing": "长期"}.get(row["due"], row["due"]) for row in graph.answer("progress", scope).rows}
    assert excel
    assert [row[-1] for row in excel] == list(tasks)
    assert [row[0] for row in excel] == list(range(1, len(tasks) + 1))
    for row in excel:
        task = tasks[row[-1]]
        assert row[1] == task["title"]
        assert assigned(row[2]) == task["lead"]
        assert ("未明确" in row[2].split("\n")) is not task["has_lead"]
        assert assigned(row[3]) == task["support"]
        assert row[6] == (said_due.get(row[-1]) or task["due"] or "")
        assert row[5].startswith(cited[task["document"]])
        said = "".join(row[5].split())
        assert all("".join(quote.split()) in said for quote in task["quotes"])
        assert row[10] == ""
    word = table_of(ledger_bytes(graph, **scope, format="docx"))
    assert [tuple(map(str, row)) for row in excel] == word


def test_two_tasks_of_a_clause_are_two_lines_each_with_its_bodies_and_words(graph: Graph) -> None:
    lines = {row[-1]: row for row in rows_of(sheets(ledger_bytes(graph, document="wuling-2023-6"))["全部任务"])}
    first, second = (lines[f"wuling-2023-6/a4/tasks/{number}"] for number in (1, 2))
    assert first[1:4] == ("优化人才服务", "市人社局（责任）", "各县区")
    assert second[1:4] == ("安排博士子女入学", "'市教育局'", "各县区\n市财政局（责任）")
    assert "责任单位：市财政局" in second[5] and "责任单位：市财政局" not in first[5]


def test_one_agency_has_exactly_its_tasks(graph: Graph) -> None:
    rows = graph.answer("responsibilities", {"agency": AGENCY}).rows
    excel = rows_of(sheets(ledger_bytes(graph, agency="市人社局", city="云泽"))[SHEET])
    assert {row[-1] for row in excel} == {row["task"] for row in rows if row["task"]}
    assert all("市人社局" in row[2] + row[3] for row in excel)
    assert ledger_bytes(graph, agency=SHEET)
    places = [row["start"] for row in graph.answer("tasks").rows if row["id"] in {r[-1] for r in excel}]
    assert places == sorted(places)


def test_what_is_implied_is_marked_and_explained(graph: Graph) -> None:
    sheet = sheets(ledger_bytes(graph, document=DOCUMENT))["全部任务"]
    names = {row["agency"]: row["name"] for row in graph.answer("agencies").rows}
    implied = [
        row for row in graph.answer("responsibilities", {"document": DOCUMENT, "role": "lead", "basis": "implied"}).rows if row["task"]
    ]
    cells = {row[-1]: row[2] for row in rows_of(sheet)}
    assert implied
    for row in implied:
        assert f"{names[row['agency']]}（行文所示）" in cells[row["task"]].split("\n")
    assert "（行文所示）的，文件没有明确分派" in words_above(sheet)
    assert "“未明确”指文件没有明确牵头单位" in words_above(sheet)


def test_another_role_is_named(graph: Graph) -> None:
    rows = graph.answer("responsibilities", {"document": "wuling-2023-6"}).rows
    sheet = sheets(ledger_bytes(graph, document="wuling-2023-6"))["全部任务"]
    cells = {cells[-1]: cells for cells in rows_of(sheet)}
    for row in rows:
        column = 2 if row["effective_role"] == "lead" else 3
        mark = {"responsible": "（责任）", "coordination": "（统筹）"}.get(row["role"])
        assert mark is None or mark in cells[row["task"]][column]
    assert {row["role"] for row in rows} >= {"responsible", "coordination"}
    assert "责任单位列入牵头单位栏" in words_above(sheet)


def test_responsibilities_under_no_task_are_counted_not_hidden(graph: Graph) -> None:
    without_task = [row for row in graph.answer("responsibilities", {"city": "雾岭"}).rows if row["task"] is None]
    assert without_task and f"另有 {len(without_task)} 条责任" in words_above(sheets(ledger_bytes(graph, city="雾岭"))["全部任务"])


def test_the_heading_names_agency_document_status_and_day(graph: Graph) -> None:
    words = words_above(sheets(ledger_bytes(graph, agency=AGENCY))[SHEET])
    assert words.startswith(f"{SHEET}人才工作任务台账")
    [document] = graph.answer("documents", {"document": DOCUMENT}).rows
    for part in (
        document["title"],
        document["number"],
        document["issued"],
        document["status_basis"],
        graph.manifest["built"][:10],
        graph.version,
    ):
        assert part in words


def test_each_agency_has_a_sheet_with_its_part(graph: Graph) -> None:
    found = sheets(ledger_bytes(graph, document=DOCUMENT))
    names = {row["agency"]: row["name"] for row in graph.answer("agencies").rows}
    with_tasks = {names[row["agency"]] for row in graph.answer("responsibilities", {"document": DOCUMENT}).rows if row["task"]}
    assert set(found) == {"目录", "全部任务", "目标与资金", "附注", "导出时的填报"} | with_tasks
    tasks = [name for name in found if name in with_tasks]
    kinds = {row["name"]: row["kind"] for row in graph.answer("agencies", {"city": "云泽"}).rows}
    order = [kinds.get(name) == "group" for name in tasks]
    assert list(found)[:3] == ["目录", "全部任务", "市人社局"] and order == sorted(order) and any(order)
    alone = rows_of(sheets(ledger_bytes(graph, agency=AGENCY, document=DOCUMENT))[SHEET])
    assert rows_of(found["市人社局"]) == alone


def test_excel_prints_on_a4(graph: Graph) -> None:
    for sheet in sheets(ledger_bytes(graph, city="云泽")).values():
        if sheet.sheet_state != "visible":
            continue
        header = header_of(sheet)
        assert sheet.freeze_panes == f"A{header + 1}"
        assert sheet.auto_filter.ref == f"A{header}:{get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert sheet.print_title_rows == f"${header}:${header}"
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (1, 0, True)
        assert "&P" in sheet.oddFooter.center.text
        for row in sheet.iter_rows(min_row=header + 1):
            assert all(cell.alignment.wrap_text and cell.border.left.style == "thin" and cell.font.name == "仿宋" for cell in row)
            assert 0 < sheet.row_dimensions[row[0].row].height <= 409


def test_word_prints_on_a4(graph: Graph) -> None:
    document = Document(io.BytesIO(ledger_bytes(graph, agency=AGENCY, format="docx")))
    [section] = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((297, 210), abs=0.5)
    [table] = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [instruction.text for instruction in section.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    fonts = {font.get(qn("w:eastAsia")) for font in document.element.body.iter(qn("w:rFonts"))}
    assert fonts == {"仿宋", "黑体"}
    margins = section.page_width - section.left_margin - section.right_margin
    assert sum(cell.width for cell in table.rows[1].cells) <= margins


def ledger_of(title: str, agencies: tuple[Agency, ...] = ()) -> Ledger:
    document = {
        "document": "d-1",
        "title": title,
        "number": None,
        "issuer": None,
        "issued": None,
        "status": "unknown",
        "status_basis": title,
    }
    entry = Entry(1, title, (title,), (title,), title, title, "d-1/a1/tasks/1", frozenset(a.id for a in agencies))
    return Ledger(title, (document,), (entry,), "v", "2026-11-20", {}, agencies)


@pytest.mark.parametrize("words", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", ' =HYPERLINK("http://x")', HOSTILE, "a\x07b\x0bc"])
def test_no_text_is_a_formula_or_breaks_the_file(words: str) -> None:
    from kg.export.ledger.docx import docx_bytes

    found = sheets(xlsx_bytes(ledger_of(words)))
    for sheet in found.values():
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").lstrip().startswith(("=", "+", "-", "@"))
    sheet = list(found.values())[1]
    expected = re.sub(r"[\x00-\x1f]", "\N{REPLACEMENT CHARACTER}", words)
    assert str(sheet.cell(header_of(sheet) + 1, 2).value).removeprefix("'") == expected
    [row] = table_of(docx_bytes(ledger_of(words)))
    assert row[1] == expected


def test_sheet_names_are_such_as_excel_takes() -> None:
    wanted = ["市人社局", "市人社局", "a/b:c", "", "'x'", "History", "甲" * 40, "甲" * 40, "ABC", "abc", "[x]*?\\"]
    found = list(sheet_names(wanted))
    assert len({name.lower() for name in found}) == len(wanted)
    for name in found:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.lower() != "history"


def test_more_agencies_than_sheets_is_told(monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    monkeypatch.setattr("kg.export.ledger.xlsx.MAX_AGENCY_SHEETS", 2)
    ledger = read_ledger(graph, city="云泽")
    found = sheets(xlsx_bytes(ledger))
    assert len(found) == 7
    assert f"另有 {len(ledger.agencies) - 2} 个单位未单列工作表" in words_above(found["全部任务"])


def test_an_agency_in_several_cities_needs_the_city(graph: Graph) -> None:
    with pytest.raises(UnknownValue, match="city: it is needed; expected one of 云泽市, 雾岭市, 霜桥市: each has 市财政局"):
        ledger_bytes(graph, agency="市财政局")
    with pytest.raises(UnknownValue, match=r"expected a place that has 市人社局: .*云泽市"):
        ledger_bytes(graph, agency="市人社局", city="苇塘")


def test_what_is_missing_or_unknown_is_told(graph: Graph) -> None:
    with pytest.raises(UnknownValue, match="agency: it is needed"):
        ledger_bytes(graph)
    with pytest.raises(UnknownValue, match="某某局"):
        ledger_bytes(graph, agency="某某局")
    with pytest.raises(ValueError, match="--format: found 'pdf'; expected one of xlsx, docx, ics"):
        ledger_bytes(graph, agency=AGENCY, format="pdf")


def test_a_ledger_over_cities_says_whose_agency_it_is(graph: Graph) -> None:
    ledger = read_ledger(graph, city="青梧")
    assert ledger.name == "霜桥市、苇塘县、雾岭市、云泽市"
    names = [name for entry in ledger.entries for name in (*entry.leads, *entry.supporting) if name != "未明确"]
    assert all(name.startswith(("霜桥市", "苇塘县", "雾岭市", "云泽市")) for name in names)


def test_clauses_are_cited_from_the_chapter_down() -> None:
    clauses = {
        "d/c2": {"number": "二", "heading": "主要任务", "parent": None},
        "d/c2-s1": {"number": "（一）", "heading": "改革", "parent": "d/c2"},
        "d/i3": {"number": "3", "heading": "评价", "parent": "d/c2-s1"},
        "d/d1": {"number": None, "heading": "坚持", "parent": "d/c2"},
    }
    assert clause_name("d/i3", clauses) == "二、（一）3."
    assert clause_name("d/d1", clauses) == "二、“坚持”"
    assert clause_name("d/none", clauses) == ""
    document = {"number": None, "title": "规划"}
    facts = [{"clause": "d/i3", "quote": "评\n\n价"}, {"quote": "评价"}, {"quote": "市民政局牵头"}, {"quote": "牵头"}]
    assert basis(document, facts[0], facts[1:], clauses) == "《规划》 · 二、（一）3.\n「评价」\n「市民政局牵头」"


def test_the_height_of_a_row_fits_chinese() -> None:
    assert _line_count("一二三四五", 12) == 1
    assert _line_count("一二三四五六", 10) == 2
    assert _line_count("a\nb", 10) == 2


def test_a_file_is_named_so_that_every_system_takes_it() -> None:
    assert ledger_file_name("a/b:c") == "任务台账-a－b－c.xlsx"
    assert ledger_file_name("云泽", "docx") == "任务台账-云泽.docx"
