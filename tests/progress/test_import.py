"""An office fills the ledger in and it comes back: everything is taken or told, in order of nothing but the ids."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kg.build.pipeline import build
from kg.errors import UnreadableFile
from kg.graph import Graph
from kg.progress.doubts import doubts_csv
from kg.progress.importing import Imported, import_ledger
from tests.progress.filled import Form

DOCUMENT = "yunze-2021-5"
CLOUD, FLATS, RATING, FAIR = (f"{DOCUMENT}/i{number}/tasks/1" for number in (1, 2, 3, 4))
GOAL, MONEY = f"{DOCUMENT}/c1-s2/targets/1", f"{DOCUMENT}/i1/funding/1"
DAY = date(2026, 6, 1)


def taken(graph: Graph, data: Path, content: bytes, **options: bool) -> Imported:
    return import_ledger(graph, data, content, "台账.xlsx", by="市人社局", on=DAY, **options)


def why(done: Imported) -> dict[str, bool]:
    """Kind of doubt -> whether what was read counts."""
    return {doubt.why.key.removeprefix("ledger.doubt."): doubt.taken for doubt in done.doubts}


def test_five_rows_come_back_and_two_are_overdue(data: Path, own_home: Path, graph: Graph) -> None:
    form = Form(graph, DOCUMENT)
    form.fill(CLOUD, 完成时限="2026年6月底前", 责任人="王五", 进展情况="名单已公示")
    form.fill(RATING, 完成时限=datetime(2026, 7, 15), 状态="进行中")
    form.fill(FAIR, 完成时限="长期", 状态="推进中", 备注="每年一届")
    form.fill(GOAL, "目标与资金", 已达到=11.5).fill(MONEY, "目标与资金", 已支付="1,200")
    done = taken(graph, data, form.bytes())
    assert (len(done.entries), done.doubts) == (5, [])
    build(data, own_home)
    later = Graph(own_home)
    assert {row["task"] for row in later.answer("overdue", {"on": "2026-08-01", "document": DOCUMENT}).rows} == {CLOUD, RATING}
    [fair] = later.answer("progress", {"on": "2026-08-01", "task": FAIR}).rows
    assert (fair["due"], fair["state"], fair["text"], fair["last_by"]) == ("ongoing", "in_progress", "（备注：每年一届）", "市人社局")
    said = {row["fact"]: row for row in later.answer("progress_entries", {"document": DOCUMENT}).rows if row["fact"]}
    assert (said[GOAL]["reached"], said[MONEY]["paid"], said[MONEY]["task"]) == (11.5, 12_000_000, CLOUD)
    again = Form(later, DOCUMENT)
    assert [again.tasks.cell(again.row(CLOUD, again.tasks), place).value for place in (7, 9, 10)] == ["2026-06-30", "王五", "名单已公示"]
    assert taken(later, data, again.bytes()).entries == []


def test_rows_are_appended_and_taken_in_twice_a_file_adds_nothing(data: Path, graph: Graph) -> None:
    path = data / "progress" / f"{DOCUMENT}.csv"
    before = path.read_bytes()
    content = Form(graph, DOCUMENT).fill(CLOUD, 责任人="王五").bytes()
    assert len(taken(graph, data, content).entries) == 1
    after = path.read_bytes()
    assert after.startswith(before) and after.count(b"\n") == before.count(b"\n") + 1
    assert taken(graph, data, content).entries == [] and path.read_bytes() == after


def test_a_day_without_a_year_is_not_put_off_when_the_file_comes_again(data: Path, graph: Graph) -> None:
    content = Form(graph, DOCUMENT).fill(CLOUD, 完成时限="9月30日前").bytes()
    assert taken(graph, data, content).entries[0].due == "2026-09-30"
    again = import_ledger(graph, data, content, "台账.xlsx", by="市人社局", on=date(2026, 12, 1))
    assert not again.entries and not again.doubts


def test_an_untouched_cell_is_no_statement_though_others_said_more_meanwhile(data: Path, graph: Graph) -> None:
    """Two offices take the same ledger; the second leaves the row of the first as it was."""
    first, second = (Form(graph, DOCUMENT) for _ in range(2))
    assert taken(graph, data, first.fill(CLOUD, 完成时限="2027-03-01").bytes()).entries[0].due == "2027-03-01"
    done = taken(graph, data, second.fill(RATING, 责任人="赵六").bytes())
    assert [(entry.task, entry.owner, entry.due) for entry in done.entries] == [(RATING, "赵六", None)]


def test_what_cannot_be_taken_is_told_and_kept_and_the_rest_is_taken(data: Path, graph: Graph) -> None:
    form = Form(graph, DOCUMENT)
    form.fill(CLOUD, 完成时限="尽快", 责任人="王五").fill(RATING, 状态="快了", 进展情况="征求意见").fill(
        FAIR, 状态="已完成", 进展情况="尚未开幕"
    )
    form.fill(FLATS, 状态="进行中").fill(GOAL, "目标与资金", 已达到="十来万").fill(MONEY, "目标与资金", 已达到=3)
    done = taken(graph, data, form.bytes())
    assert why(done) == dict.fromkeys(
        ("due_unreadable", "state_unreadable", "state_contradicts", "state_back", "number_unreadable", "wrong_kind"), False
    )
    assert {(entry.task, entry.owner, entry.text) for entry in done.entries} == {
        (CLOUD, "王五", None), (RATING, None, "征求意见"), (FAIR, None, "尚未开幕"),
    }  # fmt: skip
    kept = doubts_csv(done.doubts).decode("utf-8-sig")
    assert all(words in kept for words in ("尽快", "快了", "十来万", CLOUD, "未采用"))


def test_strict_and_dry_take_nothing(data: Path, graph: Graph) -> None:
    before = (data / "progress" / f"{DOCUMENT}.csv").read_bytes()
    content = Form(graph, DOCUMENT).fill(CLOUD, 完成时限="尽快", 责任人="王五").bytes()
    for done in (taken(graph, data, content, strict=True), taken(graph, data, content, dry=True)):
        assert (len(done.entries), done.written) == (1, False)
    assert (data / "progress" / f"{DOCUMENT}.csv").read_bytes() == before


def reordered(book: Workbook) -> None:
    """Columns are moved and renamed, rows sorted, one added without an id, one with an unknown id, a column and a sheet added."""
    sheet = book["全部任务"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(number for number, row in enumerate(rows) if row[0] == "序号")
    header, body = rows[at], rows[at + 1 :]
    order = [11, 7, 6, 9, 1, 2, 8, 10]
    named = {"完成时限": "办结时限", "进展情况": "工作进展"}
    new = book.create_sheet("汇总")
    new.append([*(named.get(header[place], header[place]) for place in order), "分管领导"])
    for row in reversed(body):
        new.append([*(row[place] for place in order), "周局长"])
    new.append([None, "进行中", None, "没有标识的一行"])
    new.append([f"{DOCUMENT}/i99/tasks/1", "进行中"])
    for name in book.sheetnames:
        if name not in ("汇总", "导出时的填报"):
            del book[name]
    book.create_sheet("通讯录").append(["张三", "12345"])


def test_columns_rows_and_sheets_may_be_other_than_they_were(data: Path, graph: Graph) -> None:
    form = Form(graph, DOCUMENT).fill(CLOUD, 完成时限="11月底前", 进展情况="已评审").change(reordered)
    done = taken(graph, data, form.bytes())
    assert why(done) == {
        "column_renamed": True, "columns_moved": True, "column_unknown": False, "id_missing": False, "id_unknown": False,
        "sheet_unknown": False, "due_assumed": True,
    }  # fmt: skip
    [entry] = done.entries
    assert (entry.task, entry.due, entry.text) == (CLOUD, "2026-11-30", "已评审")
    assert {doubt.read for doubt in done.doubts} >= {"周局长", "没有标识的一行", "张三 | 12345"}


def test_words_of_the_document_are_not_the_offices_to_change(data: Path, graph: Graph) -> None:
    done = taken(graph, data, Form(graph, DOCUMENT).fill(CLOUD, 任务="实施云雀工程", 责任人="王五").bytes())
    assert why(done) == {"words_edited": True} and done.entries[0].owner == "王五"


def test_a_row_whose_words_are_another_tasks_is_not_taken(data: Path, graph: Graph) -> None:
    done = taken(graph, data, Form(graph, DOCUMENT).fill(CLOUD, 任务="改进人才评价", 责任人="王五").bytes())
    assert why(done) == {"row_shifted": False} and not done.entries


def test_the_same_task_on_several_sheets(data: Path, graph: Graph) -> None:
    """What differs is not taken, but words are kept side by side."""
    form = Form(graph, DOCUMENT).fill(CLOUD, 状态="暂缓", 完成时限="2027-01-01", 进展情况="甲")
    done = taken(graph, data, form.fill(CLOUD, "市人社局", 状态="已完成", 完成时限="2027-01-01", 进展情况="乙").bytes())
    [entry] = done.entries
    assert (entry.state, entry.due, entry.text) == (None, "2027-01-01", "全部任务：甲；市人社局：乙")
    assert why(done) == {"differs": False} and {doubt.read for doubt in done.doubts} == {"suspended", "done"}


def test_a_formula_is_never_lost_nor_one_in_our_files(data: Path, graph: Graph) -> None:
    form = Form(graph, DOCUMENT).fill(CLOUD, 进展情况="=1+1").fill(RATING, 进展情况="+86 已联系")
    done = taken(graph, data, form.bytes())
    assert why(done) == {"formula": False}
    assert [entry.text for entry in done.entries] == ["'+86 已联系"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a,b\r\n", "other"], ids=["empty", "damaged", "csv", "no ledger"])
def test_what_is_no_ledger_is_refused_whole(data: Path, graph: Graph, content: bytes | str) -> None:
    if isinstance(content, str):
        book, buffer = Workbook(), io.BytesIO()
        book.worksheets[0].append(["姓名", "电话"])
        book.save(buffer)
        content = buffer.getvalue()
    with pytest.raises(UnreadableFile, match=r"台账\.xlsx: it"):
        taken(graph, data, content)


def test_the_ledger_offers_choices_and_says_what_it_holds(graph: Graph) -> None:
    form = Form(graph, DOCUMENT)
    lists = [rule for rule in form.tasks.data_validations.dataValidation if rule.type == "list"]
    assert [rule.formula1 for rule in lists] == ['"未启动,进行中,已完成,暂缓,不再实施"']
    assert form.book["导出时的填报"].sheet_state == "veryHidden"
    content = form.tasks.cell(form.row(FLATS, form.tasks), 5).value
    assert "出台文件：《云泽市人才公寓管理办法》" in content and "资金：高校毕业生入住的，租金全额减免" in content
    index = form.book["目录"]
    links = {cell.value: cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink}
    assert links.keys() == set(form.book.sheetnames) - {"目录", "导出时的填报"} and links["附注"] == "'附注'!A1"
    assert load_workbook(io.BytesIO(form.bytes()))["附注"].max_row > 7
