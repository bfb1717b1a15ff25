"""A ledger as an Excel workbook for printing on A4 and for filling in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export.cells import escape_formula
from kg.export.ledger.captions import title
from kg.export.ledger.rows import COLUMNS, FACT_COLUMNS, FACT_ID, FACT_INPUT, INPUT, Ledger
from kg.export.ledger.sheet import SheetWriter
from kg.export.office import AUTHOR, printable

if TYPE_CHECKING:
    from openpyxl import Workbook

INDEX, ALL_TASKS, FACTS, NOTES = "目录", "全部任务", "目标与资金", "附注"
BASELINE = "导出时的填报"
"""A hidden sheet: what stood in the columns to fill in, so that a cell that nobody touched is no statement when the ledger comes back."""
MAX_AGENCY_SHEETS = 60
"""Number of agencies up to which each gets its own sheet."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_LENGTH = 31
_FACT_WIDTHS = (6, 24, 8, 70, 12, 14, 16, 16)
_HOW = (
    ("完成时限", "写作 2026-12-31、2026年12月底、12月底前均可；没有期限的写“长期”。"),
    ("状态", "从下拉列表中选择。"),
    ("责任人", "写明姓名或科室。"),
    ("进展情况、备注", "照实填写。留空表示这一次没有新的说法，不会抹去以前的填报。"),
    ("目标与资金", "目标填已达到的数值，单位如表；资金填累计已支付的万元数。"),
    ("任务标识、数据标识", "固定不变，据此收回台账，请勿改动；行可以排序，也可以只留部分行。"),
    ("收回", "kg ledger import 文件名.xlsx，或在查看器的“督办”页上传。读不出的内容逐格列明，不会丢失。"),
)


def xlsx_bytes(ledger: Ledger) -> bytes:
    """An index, all tasks, a sheet for each of the first MAX_AGENCY_SHEETS agencies, targets and money, notes on the sources."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = AUTHOR, printable(title(ledger))
    shown = ledger.agencies[:MAX_AGENCY_SHEETS]
    rest = len(ledger.agencies) - len(shown)
    first = ALL_TASKS if ledger.agencies else ledger.name
    index, *names, facts, notes = sheet_names([INDEX, first, *(agency.name for agency in shown), FACTS, NOTES])
    writer = SheetWriter()
    contents: list[tuple[str, str, int]] = []
    book.create_sheet(index)
    for name, part in zip(names, (ledger, *map(ledger.for_agency, shown)), strict=True):
        more = [f"另有 {rest} 个单位未单列工作表，可按单位导出。"] if rest and part is ledger else []
        writer.write(book.create_sheet(name), part, more)
        contents.append((name, title(part), len(part.entries)))
    if ledger.facts:
        rows = [line.cells(number) for number, line in enumerate(ledger.facts, start=1)]
        sheet = book.create_sheet(facts)
        writer.table(sheet, [f"{ledger.name}目标与资金"], FACT_COLUMNS, _FACT_WIDTHS, rows, FACT_INPUT, FACT_ID)
        contents.append((facts, f"{ledger.name}目标与资金", len(rows)))
    _write_notes(book, writer, ledger, notes)
    contents.append((notes, "依据文件与填写说明", len(ledger.documents)))
    _write_index(book, writer, ledger, index, contents)
    _write_baseline(book, ledger)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_index(book: Workbook, writer: SheetWriter, ledger: Ledger, name: str, contents: list[tuple[str, str, int]]) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    rows = [(number, *line) for number, line in enumerate(contents, start=1)]
    header = writer.table(book[name], [title(ledger)], ("序号", "工作表", "内容", "行数"), (6, 24, 60, 10), rows)
    for number, (target, _, _) in enumerate(contents, start=1):
        quoted = target.replace("'", "''")
        cell = book[name].cell(header + number, 2)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
        cell.font = writer.link


def _write_notes(book: Workbook, writer: SheetWriter, ledger: Ledger, name: str) -> None:
    rows = [
        (
            number,
            document["title"],
            document["number"] or "无文号",
            document["issuer"] or "",
            document["issued"] or "文本未载",
            f"{ledger.statuses.get(document['status'], document['status'])}（{document['status_basis']}）",
            ledger.addresses.get(document["document"], ""),
        )
        for number, document in enumerate(ledger.documents, start=1)
    ]
    lines = ["附注：依据文件与填写说明", *(f"{what}：{how}" for what, how in _HOW), "填报的内容是单位的说法，不是文件的内容。"]
    columns = ("序号", "文件", "文号", "发文机关", "印发日期", "效力", "来源网址")
    writer.table(book.create_sheet(name), lines, columns, (6, 44, 22, 22, 14, 36, 40), rows)


def _write_baseline(book: Workbook, ledger: Ledger) -> None:
    """Id, column and value of each cell to fill in that is not empty."""
    sheet = book.create_sheet(BASELINE)
    sheet.sheet_state = "veryHidden"
    tasks = ((entry.task, column, value) for entry in ledger.entries for column, value in zip(COLUMNS, entry.cells, strict=True))
    facts = ((line.fact, column, value) for line in ledger.facts for column, value in zip(FACT_COLUMNS, line.cells(0), strict=True))
    for id_, column, value in (*tasks, *facts):
        if column in (*INPUT, *FACT_INPUT) and value != "":
            sheet.append([id_, column, escape_formula(printable(str(value)))])


def sheet_names(wanted: list[str]) -> Iterator[str]:
    """Valid sheet names for Excel: at most 31 characters, none of []:*?/\\, no apostrophe at either end, unique ignoring case."""
    taken = {"history"}  # reserved by Excel
    for name in wanted:
        clean = _FORBIDDEN.sub("－", name).strip().strip("'") or "－"
        candidate, number = clean[:_NAME_LENGTH].rstrip("'"), 1
        while candidate.lower() in taken:
            number += 1
            candidate = f"{clean[: _NAME_LENGTH - len(str(number)) - 2]}（{number}）"
        taken.add(candidate.lower())
        yield candidate
