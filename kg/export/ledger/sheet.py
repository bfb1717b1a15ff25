"""Worksheets of a ledger: styles, row heights, columns to fill in, and print layout for A4."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.export.cells import display_width, escape_formula
from kg.export.ledger.captions import preface, title
from kg.export.ledger.rows import COLUMNS, INPUT, TASK_ID, Ledger
from kg.export.office import FONT, HEADING_FONT, printable

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (6, 20, 17, 24, 38, 44, 12, 10, 10, 24, 12, 12)
"""Column widths, in half-width characters of the body font."""
CENTRED = ("序号", "完成时限", "状态", "类别", "单位")
_TITLE, _BODY, _NOTE, _ID = 18, 11, 10, 8
"""Font sizes, in points."""
_LINE_HEIGHT = 1.4
"""Line height, as a multiple of the font size."""
_MAX_ROW_HEIGHT = 409.0
"""The limit of Excel, in points."""
_GREY = "666666"
_GB2312_CHARSET = 134
"""The charset by which Excel chooses a substitute font."""
Value = str | int | float


class SheetWriter:
    """Writes sheets with one set of styles."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        def font(name: str, size: int, color: str | None = None) -> Font:
            return Font(name=name, size=size, color=color, charset=_GB2312_CHARSET)

        def alignment(horizontal: str) -> Alignment:
            return Alignment(horizontal=horizontal, vertical="center", wrap_text=True)

        self._heading, self._note = font(HEADING_FONT, _TITLE), font(FONT, _NOTE)
        self._header, self._body, self._id = font(HEADING_FONT, _BODY), font(FONT, _BODY), font(FONT, _ID, _GREY)
        self.link = Font(name=FONT, size=_BODY, color="0563C1", underline="single", charset=_GB2312_CHARSET)
        self._left, self._centre = alignment("left"), alignment("center")
        self._fill = PatternFill("solid", fgColor="E8EDF3")
        self._input = PatternFill("solid", fgColor="FFF9E5")
        side = Side(style="thin", color="808080")
        self._border = Border(left=side, right=side, top=side, bottom=side)

    def write(self, sheet: Worksheet, ledger: Ledger, more: Iterable[str] = ()) -> None:
        """Write title, documents and notes over the whole width, then the table of tasks. `more` are additional notes."""
        rows = [entry.cells for entry in ledger.entries]
        header = self.table(sheet, [title(ledger), *preface(ledger), *more], COLUMNS, WIDTHS, rows, INPUT, TASK_ID)
        _offer_choices(sheet, header, header + len(rows), ledger.states)

    def table(
        self,
        sheet: Worksheet,
        lines: Sequence[str],
        columns: Sequence[str],
        widths: Sequence[float],
        rows: Sequence[Sequence[Value]],
        inputs: Sequence[str] = (),
        id_column: str = "",
    ) -> int:
        """Write `lines`, the first as the title, then a table. `inputs` are the columns to fill in. Returns the row of the header."""
        for row, line in enumerate(lines, start=1):
            _write_cell(sheet, row, 1, line, self._heading if row == 1 else self._note, self._centre if row == 1 else self._left)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(columns))
            sheet.row_dimensions[row].height = _row_height([(line, sum(widths))], _TITLE if row == 1 else _NOTE)
        header = len(lines) + 1
        for column, name in enumerate(columns, start=1):
            cell = _write_cell(sheet, header, column, name, self._header, self._centre)
            cell.fill, cell.border = self._fill, self._border
        sheet.row_dimensions[header].height = 30
        for row, values in enumerate(rows, start=header + 1):
            for column, (name, value) in enumerate(zip(columns, values, strict=True), start=1):
                font = self._id if name == id_column else self._body
                cell = _write_cell(sheet, row, column, value, font, self._centre if name in CENTRED else self._left)
                cell.border = self._border
                if name in inputs:
                    cell.fill = self._input
            sized = [(str(value), width) for name, value, width in zip(columns, values, widths, strict=True) if name != id_column]
            ids = [(str(value), width) for name, value, width in zip(columns, values, widths, strict=True) if name == id_column]
            sheet.row_dimensions[row].height = max(_row_height(sized, _BODY), _row_height(ids, _ID))
        _set_print_layout(sheet, header, header + len(rows), widths)
        return header


def _offer_choices(sheet: Worksheet, header: int, last: int, states: Sequence[str]) -> None:
    """A list to choose the state from, and a hint how to write a day. Other words may be written too."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if not states or last == header:
        return
    due, state = (get_column_letter(COLUMNS.index(name) + 1) for name in INPUT[:2])
    choices = DataValidation(type="list", formula1='"' + ",".join(states) + '"', allow_blank=True, errorStyle="warning")
    choices.prompt, choices.showInputMessage = "请从列表中选择", True
    day = DataValidation(type="custom", formula1="TRUE", allow_blank=True)
    day.prompt, day.showInputMessage = "如 2026-12-31、2026年12月底；没有期限的写“长期”", True
    for column, validation in ((state, choices), (due, day)):
        sheet.add_data_validation(validation)
        validation.add(f"{column}{header + 1}:{column}{last}")


def _write_cell(sheet: Worksheet, row: int, column: int, value: Value, font: Font, alignment: Alignment) -> Cell | MergedCell:
    """Write a value. Text is never stored as a formula; empty text leaves the cell empty."""
    content = escape_formula(printable(value)) if isinstance(value, str) else value
    cell = sheet.cell(row, column, None if content == "" else content)
    if isinstance(content, str) and content:
        cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    return cell


def _set_print_layout(sheet: Worksheet, header: int, last: int, widths: Sequence[float]) -> None:
    """A4 landscape, fitted to the page width, with the table header and page number on every page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    end = get_column_letter(len(widths))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{end}{last}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_area = f"A1:{end}{last}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "第 &P 页，共 &N 页"


def _row_height(texts: Iterable[tuple[str, float]], size: int) -> float:
    """The height of a row in points. `texts` are its cell texts with the widths of their columns."""
    lines = max((_line_count(text, width * _BODY / size) for text, width in texts), default=1)
    return min(_MAX_ROW_HEIGHT, lines * size * _LINE_HEIGHT + size)


def _line_count(text: str, width: float) -> int:
    """The number of lines of `text` in a column of `width` half-width characters, with a margin."""
    return sum(max(1, math.ceil(display_width(part) / (width * 0.94 - 1))) for part in text.split("\n"))
