"""The list of findings comes back from an office: an Excel file of which some rows were answered."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from kg.errors import NoFindingList, reading
from kg.export.findings.rows import ANSWER, BY, DATE, ID, REASON, answer_codes
from kg.findings.answering import GivenAnswer, Row
from kg.i18n import Message, message
from kg.interface import KnowledgeGraph
from kg.model.finding_answer import OPEN

_LINES_BEFORE_HEADER = 20
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_REASON_AFTER = re.compile(r"[:：，,。；;]\s*")


@dataclass
class ReturnedList:
    """What a list says: answers to findings, which are rows of the question `findings`; and why rows cannot be taken."""

    answers: list[tuple[Row, GivenAnswer]] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)


def read_returned(graph: KnowledgeGraph, path: Path, today: datetime.date) -> ReturnedList:
    """The answers of a filled list. Rows without an answer, and rows that say what is published, are left out.

    An answer stands in 处理意见: a label, or a label and the reason after it. Without a date it is of `today`.
    Raises NoFindingList, CannotRead.
    """
    codes, returned = answer_codes(graph), ReturnedList()
    findings = {str(row["id"]): row for row in graph.answer("findings").rows}
    for sheet, number, cells in _rows(path):
        if not cells[ANSWER]:
            if cells[REASON]:
                returned.doubts.append(message("findings.no_answer", sheet=sheet, row=number, reason=cells[REASON]))
            continue
        finding = findings.get(cells[ID])
        if finding is None:
            returned.doubts.append(message("findings.unknown", sheet=sheet, row=number, finding=cells[ID]))
        elif isinstance(given := _answer(cells, codes, today), GivenAnswer):
            if not _published(finding, given):
                returned.answers.append((finding, given))
        else:
            known = [name for name, code in codes.items() if name != code]
            told = {"said": cells[ANSWER], "date": cells[DATE], "known": known}
            returned.doubts.append(message(f"findings.{given}", sheet=sheet, row=number, **told))
    return returned


def _rows(path: Path) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """Sheet, row and cells by heading, of every sheet with the headings of a list."""
    known = False
    for title, rows in _sheets(path):
        at = next((i for i, row in enumerate(rows[:_LINES_BEFORE_HEADER]) if {ID, ANSWER} <= set(row)), None)
        if at is None:
            continue
        known = True
        for number, row in enumerate(rows[at + 1 :], start=at + 2):
            cells = dict.fromkeys((ANSWER, REASON, BY, DATE, ID), "") | dict(zip(rows[at], row, strict=False))
            if cells[ID]:
                yield title, number, cells
    if not known:
        raise NoFindingList(str(path))


def _sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with reading(path):
            sheets = load_workbook(path, read_only=True, data_only=True).worksheets
            return [(sheet.title, [list(map(_text, row)) for row in sheet.iter_rows(values_only=True)]) for sheet in sheets]
    except (InvalidFileException, BadZipFile, SyntaxError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise NoFindingList(str(path)) from error  # no workbook, or one whose XML is broken


def _answer(cells: Mapping[str, str], codes: Mapping[str, str], today: datetime.date) -> GivenAnswer | str:
    """The answer of a row, or the name of what it lacks."""
    label = next((name for name in sorted(codes, key=len, reverse=True) if cells[ANSWER].startswith(name)), None)
    if label is None:
        return "no_label"
    after = _REASON_AFTER.sub("", cells[ANSWER].removeprefix(label), count=1).strip("（）() ")
    reason = "；".join(filter(None, [after, cells[REASON]]))
    day = _day(cells[DATE]) if cells[DATE] else today.isoformat()
    if not reason:
        return "no_reason"
    if not cells[BY]:
        return "nobody"
    return GivenAnswer(codes[label], reason, cells[BY], day) if day else "no_day"


def _day(written: str) -> str | None:
    """A day as people write it: 2026-12-01, 2026.12.1, 2026年12月1日."""
    if match := _DAY.match(written):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            return None
    return None


def _published(finding: Row, given: GivenAnswer) -> bool:
    return (finding["answer"], finding["answer_reason"], finding["answered_by"]) == (given.answer, given.reason, given.by) or (
        given.answer == finding["answer"] == OPEN
    )


def _text(cell: Any) -> str:
    """The words of a cell; an apostrophe that keeps a spreadsheet from reading a formula is none of them."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.strftime("%Y-%m-%d")
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text
