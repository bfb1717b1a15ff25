"""A ledger as an Excel workbook that prints on A4."""

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

ALL = "全部任务"
MOST_SHEETS = 60
"""So many agencies get a sheet of their own; a workbook with more is no help."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_LENGTH = 31


def xlsx_bytes(ledger: Ledger) -> bytes:
    """A sheet of all tasks; where the ledger is not one agency's, a sheet for each of the busiest agencies after it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = AUTHOR, printable(title(ledger))
    shown = ledger.agencies[:MOST_SHEETS]
    rest = len(ledger.agencies) - len(shown)
    names = sheet_names([ALL if ledger.agencies else ledger.name, *(agency.name for agency in shown)])
    writer = SheetWriter()

    def add(part: Ledger, *more: str) -> None:
        sheet: Worksheet = book.create_sheet(next(names))
        writer.write(sheet, part, more)

    add(ledger, *([f"另有 {rest} 个单位未单列工作表，可按单位导出。"] if rest else []))
    for agency in shown:
        add(ledger.of(agency))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_names(wanted: list[str]) -> Iterator[str]:
    """Names that Excel takes: at most 31 characters, none of []:*?/\\, no apostrophe at an end, none twice whatever its case."""
    taken = {"history"}  # Excel keeps this one for itself
    for name in wanted:
        clean = _FORBIDDEN.sub("－", name).strip().strip("'") or "－"
        candidate, number = clean[:_NAME_LENGTH].rstrip("'"), 1
        while candidate.lower() in taken:
            number += 1
            candidate = f"{clean[: _NAME_LENGTH - len(str(number)) - 2]}（{number}）"
        taken.add(candidate.lower())
        yield candidate
