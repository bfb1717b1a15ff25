"""A ledger as an office fills it in."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kg.export.ledger import ledger_bytes
from kg.export.ledger.rows import COLUMNS, FACT_COLUMNS
from kg.interface import KnowledgeGraph


@cache
def _ledger(graph: KnowledgeGraph, document: str) -> bytes:
    return ledger_bytes(graph, document=document)


class Form:
    """The workbook that `kg ledger` writes for a document, opened."""

    def __init__(self, graph: KnowledgeGraph, document: str) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(_ledger(graph, document)))
        self.tasks: Worksheet = self.book["全部任务"]

    def header(self, sheet: Worksheet) -> int:
        return next(number for number, row in enumerate(sheet.iter_rows(max_col=1, values_only=True), start=1) if row[0] == "序号")

    def row(self, id_: str, sheet: Worksheet) -> int:
        return next(number for number, row in enumerate(sheet.iter_rows(values_only=True), start=1) if row[-1] == id_)

    def fill(self, id_: str, sheet: str = "全部任务", **cells: Any) -> Form:
        """Write into the row of a task, target or offer, by column."""
        columns = FACT_COLUMNS if sheet == "目标与资金" else COLUMNS
        page = self.book[sheet]
        number = self.row(id_, page)
        for column, value in cells.items():
            page.cell(number, columns.index("已支付（万元）" if column == "已支付" else column) + 1).value = value
        return self

    def change(self, how: Callable[[Workbook], object]) -> Form:
        how(self.book)
        return self

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()
