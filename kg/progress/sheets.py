"""The rows of a ledger that came back as Excel: sheets by their columns, whatever was renamed, moved, sorted or added."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kg.errors import UnreadableFile
from kg.export.ledger.rows import COLUMNS, FACT_COLUMNS, FACT_ID, FACT_INPUT, INPUT, TASK_ID
from kg.export.ledger.xlsx import BASELINE, INDEX, NOTES
from kg.i18n import message
from kg.progress.doubts import Doubt
from kg.progress.vocabulary import column_named, folded

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_BYTES = 20 * 1024 * 1024
_IDS = re.compile(r"[a-z0-9-]+/[a-z0-9-]+/(tasks|targets|funding)/[0-9]+")
_HEADER_WITHIN = 80
"""Rows in which the header is looked for."""


@dataclass(frozen=True)
class LedgerRow:
    """`cells`: column of the ledger -> value, of those that are not empty; `places`: column -> its letter."""

    sheet: str
    row: int
    id: str
    """As written; empty where the row has none."""
    of_fact: bool
    cells: Mapping[str, Any]
    places: Mapping[str, str]

    def place(self, column: str) -> str:
        return f"{self.places.get(column, '')}{self.row}"

    def doubt(self, column: str, why: Any, taken: bool = False, read: object = None) -> Doubt:
        value = self.cells.get(column, "") if read is None else read
        return Doubt(self.sheet, self.place(column), self.id, str(value), why, taken)


def read_workbook(content: bytes, name: str) -> tuple[list[LedgerRow], list[Doubt]]:
    """The rows of all sheets that are tables of a ledger. Raises UnreadableFile where there is none, or the file is no workbook."""
    from openpyxl import load_workbook

    try:
        if len(content) > MAX_BYTES:
            raise ValueError(len(content))
        book, written = load_workbook(io.BytesIO(content), data_only=True), load_workbook(io.BytesIO(content))
    except Exception as error:  # openpyxl raises whatever it meets in a damaged file
        raise UnreadableFile(name, message("ledger.no_workbook"), message("ledger.no_workbook_remedy")) from error
    rows: list[LedgerRow] = []
    doubts: list[Doubt] = []
    untouched = _baseline(book[BASELINE]) if BASELINE in book.sheetnames else {}
    for sheet in book.worksheets:
        if sheet.title != BASELINE:
            doubts += _formulas(sheet, written[sheet.title])
            rows += [_touched(row, untouched) for row in _rows(sheet, doubts)]
    if not rows:
        raise UnreadableFile(name, message("ledger.no_table"), message("ledger.no_table_remedy"))
    return rows, doubts


def _baseline(sheet: Worksheet) -> dict[tuple[str, str], str]:
    """(id, column) -> what stood there when the ledger was written."""
    return {(str(row[0]), str(row[1])): folded(row[2]) for row in sheet.iter_rows(max_col=3, values_only=True)}


def _touched(row: LedgerRow, untouched: Mapping[tuple[str, str], str]) -> LedgerRow:
    """The row without the cells that are as they were written."""
    cells = {column: value for column, value in row.cells.items() if untouched.get((row.id, column)) != folded(_day(value))}
    return replace(row, cells=cells)


def _day(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else value


def _formulas(sheet: Worksheet, written: Worksheet) -> Iterator[Doubt]:
    """Formulas whose value nobody computed."""
    for number, row in enumerate(written.iter_rows(), start=1):
        for place, cell in enumerate(row, start=1):
            if cell.data_type == "f" and sheet.cell(number, place).value is None:
                yield Doubt(sheet.title, cell.coordinate, "", str(cell.value), message("ledger.doubt.formula"))


def _rows(sheet: Worksheet, doubts: list[Doubt]) -> Iterator[LedgerRow]:
    from openpyxl.utils import get_column_letter

    header = _header(sheet)
    if header is None:
        if sheet.title not in (INDEX, NOTES) and any(cell.value is not None for row in sheet.iter_rows() for cell in row):
            doubts += _not_read(sheet)
        return
    at, columns = header
    of_fact = FACT_ID in columns.values()
    doubts += _column_doubts(sheet, at, columns, of_fact)
    places = {column: letter for letter, column in columns.items()}
    id_column = FACT_ID if of_fact else TASK_ID
    for number, row in enumerate(sheet.iter_rows(min_row=at + 1), start=at + 1):
        values = {get_column_letter(place): cell.value for place, cell in enumerate(row, start=1) if str(_filled(cell.value)).strip()}
        cells = {columns[letter]: value for letter, value in values.items() if letter in columns}
        written = str(cells.get(id_column, "")).strip()
        for letter, value in values.items():
            if letter not in columns:
                doubts.append(Doubt(sheet.title, f"{letter}{number}", written, str(value), message("ledger.doubt.column_unknown")))
        if cells:
            yield LedgerRow(sheet.title, number, written, of_fact, cells, places)


def _not_read(sheet: Worksheet) -> Iterator[Doubt]:
    """A sheet that is no table of a ledger: each row is kept as a doubt."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        words = " | ".join(str(cell.value) for cell in row if cell.value is not None)
        if words:
            yield Doubt(sheet.title, f"A{number}", "", words, message("ledger.doubt.sheet_unknown"))


def _header(sheet: Worksheet) -> tuple[int, dict[str, str]] | None:
    """The row of the header, and letter -> column. Where nothing is called an id, the column that holds ids is it."""
    from openpyxl.utils import get_column_letter

    best: tuple[int, dict[str, str]] | None = None
    for number, row in enumerate(sheet.iter_rows(max_row=_HEADER_WITHIN), start=1):
        named: dict[str, str] = {}
        for place, cell in enumerate(row, start=1):
            column = _official(cell.value) or column_named(cell.value)
            if column and column not in named.values():
                named[get_column_letter(place)] = column
        if len(named) > max(2, len(best[1]) if best else 0):
            best = (number, named)
    if best is None:
        return None
    at, named = best
    if not {TASK_ID, FACT_ID} & set(named.values()):
        for row in sheet.iter_rows(min_row=at + 1, max_row=at + 20):
            for place, cell in enumerate(row, start=1):
                if match := _IDS.fullmatch(str(cell.value or "").strip()):
                    return at, {**named, get_column_letter(place): TASK_ID if match[1] == "tasks" else FACT_ID}
        return None
    return at, named


def _filled(value: Any) -> Any:
    return "" if value is None else value


def _official(heading: object) -> str | None:
    return next((column for column in (*COLUMNS, *FACT_COLUMNS) if folded(column) == folded(heading)), None)


def _column_doubts(sheet: Worksheet, at: int, columns: Mapping[str, str], of_fact: bool) -> Iterator[Doubt]:
    """Columns that are called otherwise, stand elsewhere, or are gone."""
    for letter, column in columns.items():
        heading = sheet[f"{letter}{at}"].value
        if folded(heading) != folded(column):
            why = message("ledger.doubt.column_renamed", column=column)
            yield Doubt(sheet.title, f"{letter}{at}", "", str(heading or ""), why, taken=True)
    wanted: Sequence[str] = FACT_COLUMNS if of_fact else COLUMNS
    if [column for column in wanted if column in columns.values()] != [column for column in columns.values() if column in wanted]:
        yield Doubt(sheet.title, f"A{at}", "", "", message("ledger.doubt.columns_moved"), taken=True)
    for column in FACT_INPUT if of_fact else INPUT:
        if column not in columns.values():
            yield Doubt(sheet.title, f"A{at}", "", "", message("ledger.doubt.column_missing", column=column), taken=True)
