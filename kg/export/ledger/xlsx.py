"""A ledger as an Excel workbook for printing on A4."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export.ledger.captions import AUTHOR, printable, title
from kg.export.ledger.rows import Ledger
from kg.export.ledger.sheet import SheetWriter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ALL_TASKS = "全部任务"
MAX_AGENCY_SHEETS = 60
"""Number of agencies up to which each gets its own sheet."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_LENGTH = 31


def xlsx_bytes(ledger: Ledger) -> bytes:
    """A workbook with a sheet of all tasks. A ledger of several agencies also has a sheet for each of the first MAX_AGENCY_SHEETS."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = AUTHOR, printable(title(ledger))
    shown = ledger.agencies[:MAX_AGENCY_SHEETS]
    rest = len(ledger.agencies) - len(shown)
    names = sheet_names([ALL_TASKS if ledger.agencies else ledger.name, *(agency.name for agency in shown)])
    writer = SheetWriter()

    def add(part: Ledger, *more: str) -> None:
        sheet: Worksheet = book.create_sheet(next(names))
        writer.write(sheet, part, more)

    add(ledger, *([f"另有 {rest} 个单位未单列工作表，可按单位导出。"] if rest else []))
    for agency in shown:
        add(ledger.for_agency(agency))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


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
