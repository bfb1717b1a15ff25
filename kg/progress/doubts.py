"""Doubts about a ledger that came back: where, what was read, what became of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from kg.export.cells import escape_formula
from kg.i18n import Message, message


@dataclass(frozen=True)
class Doubt:
    """`taken`: whether what was read counts all the same. `why`: a message `ledger.doubt.<name>`."""

    sheet: str
    cell: str
    """Such as `H12`; empty for a whole sheet."""
    id: str
    """The task, target or offer; empty where that is not known."""
    read: str
    why: Message
    taken: bool = False

    @property
    def told(self) -> Message:
        where = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        if not self.read:
            return message("ledger.told_short", where=where, why=self.why)
        return message("ledger.told", where=where, read=" ".join(self.read.split())[:60], why=self.why)


COLUMNS = ("工作表", "单元格", "标识", "读到", "说明", "是否采用")


def doubts_csv(doubts: Iterable[Doubt]) -> bytes:
    """All doubts as CSV for Excel, every value in full: what was not taken is kept here."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for doubt in doubts:
        taken = "已采用" if doubt.taken else "未采用"
        writer.writerow(map(escape_formula, (doubt.sheet, doubt.cell, doubt.id, doubt.read, doubt.why.text("zh"), taken)))
    return buffer.getvalue().encode("utf-8-sig")
