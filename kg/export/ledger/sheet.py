"""One worksheet of a ledger: styles, row heights and print layout for A4."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.export.cells import display_width, escape_formula
from kg.export.ledger.captions import FONT, HEADING_FONT, preface, printable, title
from kg.export.ledger.rows import COLUMNS, Ledger

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (6, 20, 19, 27, 10, 50, 18, 12, 12)
"""Column widths, in half-width characters of the body font."""
_CENTRED = (1, 5)
_TITLE, _BODY, _NOTE, _ID = 18, 11, 10, 8
"""Font sizes, in points."""
_LINE_HEIGHT = 1.4
"""Line height, as a multiple of the font size."""
_MAX_ROW_HEIGHT = 409.0
"""The limit of Excel, in points."""
_GREY = "666666"
_GB2312_CHARSET = 134
"""The charset by which Excel chooses a substitute font."""


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
        self._left, self._centre = alignment("left"), alignment("center")
        self._fill = PatternFill("solid", fgColor="E8EDF3")
        side = Side(style="thin", color="808080")
        self._border = Border(left=side, right=side, top=side, bottom=side)

    def write(self, sheet: Worksheet, ledger: Ledger, more: Iterable[str] = ()) -> None:
        """Write title, documents and notes over the whole width, then the table. `more` are additional notes."""
        lines = [title(ledger), *preface(ledger), *more]
        for row, line in enumerate(lines, start=1):
            _write_cell(sheet, row, 1, line, self._heading if row == 1 else self._note, self._centre if row == 1 else self._left)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
            sheet.row_dimensions[row].height = _row_height([(line, sum(WIDTHS))], _TITLE if row == 1 else _NOTE)
        header = len(lines) + 1
        for column, name in enumerate(COLUMNS, start=1):
            cell = _write_cell(sheet, header, column, name, self._header, self._centre)
            cell.fill, cell.border = self._fill, self._border
        sheet.row_dimensions[header].height = 30
        for row, entry in enumerate(ledger.entries, start=header + 1):
            self._write_entry(sheet, row, entry.cells)
        _set_print_layout(sheet, header, header + len(ledger.entries))

    def _write_entry(self, sheet: Worksheet, row: int, values: tuple[str | int, ...]) -> None:
        for column, value in enumerate(values, start=1):
            font = self._id if column == len(COLUMNS) else self._body
            cell = _write_cell(sheet, row, column, value, font, self._centre if column in _CENTRED else self._left)
            cell.border = self._border
        *texts, id_ = zip(map(str, values), WIDTHS, strict=True)
        sheet.row_dimensions[row].height = max(_row_height(texts, _BODY), _row_height([id_], _ID))


def _write_cell(sheet: Worksheet, row: int, column: int, value: str | int, font: Font, alignment: Alignment) -> Cell | MergedCell:
    """Write a value. Text is never stored as a formula; empty text leaves the cell empty."""
    content = escape_formula(printable(value)) if isinstance(value, str) else value
    cell = sheet.cell(row, column, content or None)
    if isinstance(content, str) and content:
        cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    return cell


def _set_print_layout(sheet: Worksheet, header: int, last: int) -> None:
    """A4 landscape, fitted to the page width, with the table header and page number on every page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    end = get_column_letter(len(COLUMNS))
    for column, width in enumerate(WIDTHS, start=1):
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
    lines = max(_line_count(text, width * _BODY / size) for text, width in texts)
    return min(_MAX_ROW_HEIGHT, lines * size * _LINE_HEIGHT + size)


def _line_count(text: str, width: float) -> int:
    """The number of lines of `text` in a column of `width` half-width characters, with a margin."""
    return sum(max(1, math.ceil(display_width(part) / (width * 0.94 - 1))) for part in text.split("\n"))
