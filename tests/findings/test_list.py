"""The list of findings goes to an office as Excel and comes back: a row a finding, answers taken, doubts told, nothing lost."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kg.errors import NoFindingList, UnknownValue
from kg.export.findings import finding_list_bytes, finding_list_file_name
from kg.export.findings.rows import COLUMNS
from kg.findings.returned import ReturnedList, read_returned
from kg.graph import Graph
from tests.commands import kg

PLAN = "wuling-2021-2025"
TODAY = datetime.date(2026, 12, 1)
Fill = Callable[[dict[str, dict[str, Any]]], ReturnedList]


@pytest.fixture
def written(graph: Graph, tmp_path: Path) -> Path:
    path = tmp_path / "体检清单.xlsx"
    path.write_bytes(finding_list_bytes(graph, {"document": PLAN}))
    return path


@pytest.fixture
def filled(graph: Graph, written: Path) -> Fill:
    """`filled({id: {heading: value}})`: what is read of the list when these cells are filled in."""

    def fill(cells: dict[str, dict[str, Any]]) -> ReturnedList:
        book = load_workbook(written)
        for sheet in book.worksheets[:2]:
            for row in sheet.iter_rows(min_row=2):
                for heading, value in cells.get(str(row[-1].value), {}).items():
                    row[COLUMNS.index(heading)].value = value
        book.save(written)
        return read_returned(graph, written, TODAY)

    return fill


def finding(graph: Graph, rule: str) -> Any:
    return next(row for row in graph.answer("finding_list", {"document": PLAN}).rows if row["rule"] == rule)


def test_a_row_says_all_that_an_office_needs(graph: Graph, written: Path) -> None:
    rows = list(load_workbook(written)["待处理"].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    told = next(dict(zip(COLUMNS, row, strict=True)) for row in rows if "part_exceeds_whole" in str(row[-1]))
    assert told["程度"] == "矛盾" and told["城市"] == "雾岭市"
    assert str(told["文件"]).startswith("《雾岭市")
    assert told["问题"] == "「高技能人才总量」2025年为6.1万人，大于其所属的「技能人才总量」5.5万人"
    assert told["验算"] == "6.1万人 > 5.5万人，多出6000人" and told["规则"] == "部分大于它所属的整体"
    assert "高技能人才" in str(told["原文"]) and "技能人才" in str(told["另一处原文"])
    assert str(told["可由谁处理"]).endswith("（印发机关）")
    assert [told[name] for name in ("处理意见", "处理说明", "处理人", "日期")] == [None] * 4


def test_open_findings_and_answered_ones_stand_apart_and_none_is_missing(graph: Graph, written: Path) -> None:
    book = load_workbook(written)
    ids = {name: [str(row[-1]) for row in book[name].iter_rows(min_row=2, values_only=True)] for name in ("待处理", "已答复")}
    listed = graph.answer("finding_list", {"document": PLAN}).rows
    assert ids["待处理"] == [row["id"] for row in listed if row["answer"] == "open"]
    assert ids["已答复"] == [row["id"] for row in listed if row["answer"] != "open"] and len(ids["已答复"]) == 4
    answered = [row[COLUMNS.index("处理意见")] for row in book["已答复"].iter_rows(min_row=2, values_only=True)]
    assert answered == ["待更正", "误报", "接受现状", "已知"]
    [choice] = book["待处理"].data_validations.dataValidation
    assert choice.formula1 == '"接受现状,已知,待更正,误报,未答复"'


def test_who_leads_the_task_may_mend_it(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(finding_list_bytes(graph, {"agency": "市住建局", "city": "云泽"}))
    menders = {str(row[COLUMNS.index("可由谁处理")]) for row in load_workbook(path)["待处理"].iter_rows(min_row=2, values_only=True)}
    assert menders and all("市住建局（牵头单位）" in words and "中共云泽市委办公室" in words for words in menders)
    with pytest.raises(UnknownValue):
        finding_list_bytes(graph, {"city": "无此市"})
    assert finding_list_file_name("云泽", None, "a/b") == "体检清单-云泽-a－b.xlsx"


def test_a_list_that_nobody_filled_says_nothing(filled: Fill) -> None:
    assert filled({}) == ReturnedList()


def test_answers_are_taken_as_people_write_them(graph: Graph, filled: Fill) -> None:
    whole, twice, base = (finding(graph, rule) for rule in ("part_exceeds_whole", "indicator_twice", "base_with_two_values"))
    returned = filled({
        whole["id"]: {"处理意见": "待更正：以表格为准", "处理人": "张三", "日期": datetime.datetime(2026, 11, 30)},
        twice["id"]: {"处理意见": "未答复", "处理说明": "须再核对", "处理人": "张三", "日期": "2026年3月5日"},
        base["id"]: {"处理意见": "接受现状", "处理说明": "- 两套口径", "处理人": "张三"},
    })  # fmt: skip
    assert returned.doubts == []
    assert {(row["rule"], given.answer, given.reason, given.date) for row, given in returned.answers} == {
        ("part_exceeds_whole", "to_be_corrected", "以表格为准", "2026-11-30"),
        ("indicator_twice", "open", "须再核对", "2026-03-05"),
        ("base_with_two_values", "accepted", "- 两套口径", "2026-12-01"),
    }


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ({"处理意见": "同意", "处理人": "张三", "处理说明": "x"}, "findings.no_label"),
        ({"处理意见": "误报", "处理人": "张三"}, "findings.no_reason"),
        ({"处理意见": "误报", "处理说明": "x"}, "findings.nobody"),
        ({"处理意见": "误报", "处理说明": "x", "处理人": "张三", "日期": "2026-02-30"}, "findings.no_day"),
        ({"处理说明": "只写了说明"}, "findings.no_answer"),
        ({"体检标识": "wuling-2021-2025/x", "处理意见": "误报"}, "findings.unknown"),
    ],
)
def test_a_row_in_doubt_is_told_and_keeps_none_of_the_others_back(graph: Graph, filled: Fill, cells: dict[str, Any], doubt: str) -> None:
    good = {"处理意见": "已知", "处理说明": "x", "处理人": "李四"}
    returned = filled({finding(graph, "part_exceeds_whole")["id"]: cells, finding(graph, "base_with_two_values")["id"]: good})
    assert [told.key for told in returned.doubts] == [doubt] and "待处理" in returned.doubts[0].text("zh")
    assert [row["rule"] for row, _ in returned.answers] == ["base_with_two_values"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"id,name\n"])
def test_a_file_that_is_no_list_is_told(graph: Graph, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(NoFindingList):
        read_returned(graph, path, TODAY)
    Workbook().save(path)
    with pytest.raises(NoFindingList):
        read_returned(graph, path, TODAY)


def test_the_commands(home: Path, data: Path, tmp_path: Path, graph: Graph) -> None:
    listed = kg("health", "list", "--document", PLAN, "--out", "list.xlsx", home=home, cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    id_ = finding(graph, "part_exceeds_whole")["id"]
    answered = kg(
        "--lang",
        "en",
        "health",
        "answer",
        id_,
        "待更正",
        "--reason",
        "以表格为准",
        "--by",
        "张三",
        "--data",
        str(data),
        home=home,
        cwd=tmp_path,
    )
    assert answered.stdout.startswith("1 answers added"), answered.stderr
    row = (data / "documents" / PLAN / "answers.csv").read_text(encoding="utf-8-sig").splitlines()[-1]
    assert row.startswith("part_exceeds_whole,") and ",to_be_corrected,以表格为准,张三," in row
    unknown = kg(
        "--lang", "zh", "health", "answer", "x", "known", "--reason", "x", "--by", "x", "--data", str(data), home=home, cwd=tmp_path
    )
    assert unknown.returncode == 1 and "没有体检发现“x”" in unknown.stderr
    book = load_workbook(tmp_path / "list.xlsx")
    book["待处理"].cell(2, COLUMNS.index("处理意见") + 1).value = "同意"
    book.save(tmp_path / "list.xlsx")
    returned = kg("--lang", "zh", "health", "import", "list.xlsx", "--data", str(data), home=home, cwd=tmp_path)
    assert returned.returncode == 1 and "应以下列之一开头" in returned.stderr and "记入 0 项答复" in returned.stdout
