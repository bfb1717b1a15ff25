"""A list of findings as an Excel workbook: open ones, answered ones, and what the rules say."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.export.cells import display_width, escape_formula
from kg.export.findings.rows import ANSWER, COLUMNS, ID, FindingList
from kg.export.office import AUTHOR, FONT, HEADING_FONT, printable

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

OPEN_SHEET, ANSWERED_SHEET, NOTES_SHEET = "待处理", "已答复", "说明"
WIDTHS = (5, 6, 9, 20, 18, 26, 28, 28, 26, 22, 20, 11, 20, 9, 11, 14)
"""Column widths, in half-width characters."""
_RULE_COLUMNS, _RULE_WIDTHS = ("程度", "规则", "说明", "发现数"), (8, 28, 80, 8)
_SIZE, _LINE_HEIGHT, _MAX_HEIGHT = 10, 14.0, 409.0
_NOTES = (
    "“待处理”表一行一项发现，矛盾在前。请填“处理意见”（从下拉列表中选一项）、“处理说明”“处理人”“日期”（如 2026-12-01），其余各列请勿改动。",
    "处理意见：已知，知道有此问题，尚未决定怎样处理；接受现状，有此问题，说明理由后不再更正；待更正，将更正文件；误报，文件没有这个问题。"
    "“未答复”收回以前的答复。",
    "矛盾由运算或两处原文证明，但哪一处有误，规则并不知道，请对照原文。缺口是文件没有写明的内容，不等于失职，其他文件可能另有规定。提示仅供留意。",
    "填好后由管理人员导入：kg health import 文件名.xlsx。已有的答复不会丢失，后一次为准。",
)


def workbook_bytes(findings: FindingList) -> bytes:
    """The workbook. Text is never stored as a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = AUTHOR, "体检清单"
    for name, rows in ((OPEN_SHEET, findings.open), (ANSWERED_SHEET, findings.answered)):
        sheet: Worksheet = book.create_sheet(name)
        _table(sheet, COLUMNS, WIDTHS, rows, 1)
        _choices(sheet, findings.answers, len(rows) + 1)
        _print_layout(sheet)
    _notes(book.create_sheet(NOTES_SHEET), findings)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(sheet: Worksheet, columns: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str | int]], top: int) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Side
    from openpyxl.utils import get_column_letter

    side = Side(style="thin", color="A0A0A0")
    border, wrap = Border(left=side, right=side, top=side, bottom=side), Alignment(wrap_text=True, vertical="top")
    head, body, small = _font(HEADING_FONT, _SIZE), _font(FONT, _SIZE), _font(FONT, 7, "808080")
    for column, (name, width) in enumerate(zip(columns, widths, strict=True), start=1):
        cell = sheet.cell(top, column, name)
        cell.font, cell.border, cell.alignment, cell.fill = head, border, wrap, PatternFill("solid", fgColor="E8EDF3")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row, start=1):
            words = escape_formula(printable(value)) if isinstance(value, str) else value
            cell = sheet.cell(number, column, words or None)
            cell.font, cell.border, cell.alignment = small if columns[column - 1] == ID else body, border, wrap
            if isinstance(words, str) and words:
                cell.data_type = "s"
        texts = [(str(value), width) for value, width, name in zip(row, widths, columns, strict=True) if name != ID]
        sheet.row_dimensions[number].height = min(_MAX_HEIGHT, _LINE_HEIGHT * max(_lines(*text) for text in texts) + 4)


def _font(name: str, size: int, color: str | None = None) -> Font:
    from openpyxl.styles import Font

    return Font(name=name, size=size, color=color)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(display_width(part) / (width - 1))) for part in text.split("\n"))


def _choices(sheet: Worksheet, answers: Sequence[str], last: int) -> None:
    """A list to choose from in the column of answers; a reason may follow one after a colon."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", formula1=f'"{",".join(answers)}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    letter = get_column_letter(COLUMNS.index(ANSWER) + 1)
    choice.add(f"{letter}2:{letter}{max(2, last)}")


def _print_layout(sheet: Worksheet) -> None:
    """A4 landscape, fitted to the width, with header and page number on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows = "A2", sheet.dimensions, "1:1"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "第 &P 页，共 &N 页"


def _notes(sheet: Worksheet, findings: FindingList) -> None:
    from openpyxl.styles import Alignment

    counted = f"待处理 {len(findings.open)} 项，已答复 {len(findings.answered)} 项"
    lines = [counted + (f"；图谱版本 {findings.version}" if findings.version else "") + "。", *_NOTES]
    for number, line in enumerate(lines, start=1):
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(_RULE_COLUMNS))
        cell = sheet.cell(number, 1, line)
        cell.font, cell.alignment = _font(FONT, 11), Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = 16.0 * _lines(line, sum(_RULE_WIDTHS) - 10)
    _table(sheet, _RULE_COLUMNS, _RULE_WIDTHS, findings.rules, len(lines) + 2)
