"""Answers as Excel workbooks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.export.cells import cell, display_width
from kg.queries.runner import Answer

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MIN_WIDTH, _MAX_WIDTH = 10, 60
"""Column widths, in half-width characters."""


def xlsx_bytes(sheets: Mapping[str, Answer]) -> bytes:
    """A workbook with one sheet for each answer, by sheet name. Headers are frozen and have filters; text is wrapped."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, answer in sheets.items():
        _fill(book.create_sheet(name[:31]), answer)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, answer: Answer) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(list(answer.columns))
    for header in sheet[1]:
        header.font = Font(bold=True)
        header.fill = PatternFill("solid", fgColor="DDE6F0")
    wrap = Alignment(wrap_text=True, vertical="top")
    for i, row in enumerate(answer.rows, start=2):
        for j, column in enumerate(answer.columns, start=1):
            value = cell(row[column])
            if isinstance(value, str):
                value = ILLEGAL_CHARACTERS_RE.sub("", value)
            target = sheet.cell(i, j, value)
            target.alignment = wrap
            if isinstance(value, str):
                target.data_type = "s"
    for j, column in enumerate(answer.columns, start=1):
        texts = (column, *(str(cell(row[column])) for row in answer.rows if row[column] is not None))
        longest = max(display_width(line) for text in texts for line in text.split("\n"))
        sheet.column_dimensions[get_column_letter(j)].width = min(_MAX_WIDTH, max(_MIN_WIDTH, longest + 3))
    sheet.freeze_panes = "A2"
    if answer.rows:
        sheet.auto_filter.ref = sheet.dimensions
