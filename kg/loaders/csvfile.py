"""Curated CSV files, as Excel and editors save them. A file whose form is wrong has one fault, and no rows to have others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataIssue, nearest, shown
from kg.i18n import Message, message
from kg.loaders.conflicts import conflict
from kg.loaders.encoding import UnknownEncoding, decode

_SEPARATORS: dict[str, Message | str] = {";": "“;”", "\t": message("issues.tabs"), "|": "“|”", "，": "“，”", "；": "“；”"}
_BROKEN = {"unexpected end of data": message("issues.csv.open_quotation"), "',' expected after '\"'": message("issues.csv.after_quotation")}
"""What the csv module says."""


@dataclass(frozen=True)
class Row:
    """A row by column. `line` is its line in the file as a spreadsheet counts rows: the header is 1."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path, columns: Sequence[str], optional: Sequence[str] = (), file: str = "") -> tuple[list[Row], list[DataIssue]]:
    """Rows of `path` with exactly `columns` (and perhaps `optional`), and what is wrong with its form. Messages call it `file`."""
    file = file or str(path)
    if not path.is_file():
        return [], [DataIssue(file, None, None, message("issues.found.no_file"), message("issues.expected.csv_file", columns=columns))]
    try:
        text, _ = decode(path.read_bytes())
    except UnknownEncoding as error:
        found = message("issues.found.encoding", encoding=error.name)
        return [], [DataIssue(file, None, None, found, message("issues.expected.encoding"))]
    if marker := conflict(text, file):
        return [], [marker]
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        found = message("issues.found.broken_csv", fault=_BROKEN.get(str(error), str(error)))
        return [], [DataIssue(file, len(lines) + 1, None, found, message("issues.expected.csv"))]
    if not lines:
        return [], [DataIssue(file, 1, None, message("issues.found.empty_file"), message("issues.expected.header", columns=columns))]
    header = [cell.strip() for cell in lines[0]]
    problems = list(_header_problems(file, text, header, columns, optional))
    return ([], problems) if problems else _rows(file, header, lines[1:])


def _rows(file: str, header: list[str], lines: list[list[str]]) -> tuple[list[Row], list[DataIssue]]:
    filled = [(number, cells) for number, cells in enumerate(lines, start=2) if any(cell.strip() for cell in cells)]
    uneven = [(number, len(cells)) for number, cells in filled if len(cells) != len(header)]
    expected = message("issues.expected.cells", wanted=len(header))
    if 1 < len(uneven) == len(filled):
        number, count = uneven[0]
        found = message("issues.found.cells_in_all_rows", count=count, wanted=len(header))
        return [], [DataIssue(file, number, None, found, expected)]
    problems = [DataIssue(file, number, None, message("issues.found.cells", count=count), expected) for number, count in uneven]
    rows = [
        Row(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        for number, cells in filled
        if len(cells) == len(header)
    ]
    return rows, problems


def _header_problems(file: str, text: str, header: list[str], columns: Sequence[str], optional: Sequence[str]) -> Iterator[DataIssue]:
    known = [*columns, *optional]
    if found := _other_dialect(text, header, known):
        yield DataIssue(file, 1, None, found, message("issues.expected.commas"))
        return
    unknown = [column for column in header if column not in known]
    if len(unknown) == len(header):
        yield DataIssue(file, 1, None, shown(", ".join(header)), message("issues.expected.header", columns=columns))
        return
    missing = [column for column in columns if column not in header]
    for column in dict.fromkeys(header):
        if column not in known:
            close = nearest(column, missing) or nearest(column, known)
            missing = [other for other in missing if other != close]
            unknown_column = message("issues.found.unknown_column", column=shown(column))
            yield DataIssue(file, 1, column or None, unknown_column, message("issues.expected.one_of", known=known), close)
        elif header.count(column) > 1:
            yield DataIssue(file, 1, column, message("issues.found.column_twice"), message("issues.expected.once"))
    for column in missing:
        yield DataIssue(file, 1, column, message("issues.found.no_column"), message("issues.expected.column", column=column))


def _other_dialect(text: str, header: list[str], known: Sequence[str]) -> Message | None:
    """What separates the cells where it is not the comma: a header of known columns shows it, or the line `sep=;` of Excel."""
    first = text.partition("\n")[0].strip()
    if re.match(r'"?sep=', first, re.IGNORECASE):
        return message("issues.found.sep_line", line=shown(first))
    if sum(column in known for column in header) > 1:
        return None
    for separator, name in _SEPARATORS.items():
        if sum(cell.strip(' "') in known for cell in first.split(separator)) > 1:
            return message("issues.found.separated_by", separator=name)
    return None
