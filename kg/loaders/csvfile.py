"""Curated CSV files, as Excel and editors save them. A file whose form is wrong has one fault, and no rows to have others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataIssue, nearest, shown
from kg.loaders.conflicts import conflict
from kg.loaders.encoding import READ, UnknownEncoding, decode

_SAVE_AS = "in Excel save it as “CSV UTF-8 (comma delimited)”"
_SEPARATORS = {";": "“;”", "\t": "tabs", "|": "“|”", "，": "“，”", "；": "“；”"}


@dataclass(frozen=True)
class Row:
    """A row by column. `line` is its line in the file as a spreadsheet counts rows: the header is 1."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path, columns: Sequence[str], optional: Sequence[str] = (), file: str = "") -> tuple[list[Row], list[DataIssue]]:
    """Rows of `path` with exactly `columns` (and perhaps `optional`), and what is wrong with its form. Messages call it `file`."""
    file = file or str(path)
    if not path.is_file():
        return [], [DataIssue(file, None, None, "no such file", "a CSV file with the columns " + ", ".join(columns))]
    try:
        text, _ = decode(path.read_bytes())
    except UnknownEncoding as error:
        return [], [DataIssue(file, None, None, f"a file in {error.name}", f"{READ}: {_SAVE_AS}")]
    if marker := conflict(text, file):
        return [], [marker]
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        expected = "comma-separated values, each quotation mark closed and doubled inside a cell"
        return [], [DataIssue(file, len(lines) + 1, None, f"broken CSV ({error})", expected)]
    if not lines:
        return [], [DataIssue(file, 1, None, "an empty file", "a header: " + ", ".join(columns))]
    header = [cell.strip() for cell in lines[0]]
    problems = list(_header_problems(file, text, header, columns, optional))
    return ([], problems) if problems else _rows(file, header, lines[1:])


def _rows(file: str, header: list[str], lines: list[list[str]]) -> tuple[list[Row], list[DataIssue]]:
    filled = [(number, cells) for number, cells in enumerate(lines, start=2) if any(cell.strip() for cell in cells)]
    uneven = [(number, len(cells)) for number, cells in filled if len(cells) != len(header)]
    if 1 < len(uneven) == len(filled):
        number, count = uneven[0]
        return [], [DataIssue(file, number, None, f"{count} cells, and no row with {len(header)}", f"{len(header)}, one for each column")]
    problems = [DataIssue(file, number, None, f"{count} cells", f"{len(header)}, one for each column") for number, count in uneven]
    rows = [
        Row(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        for number, cells in filled
        if len(cells) == len(header)
    ]
    return rows, problems


def _header_problems(file: str, text: str, header: list[str], columns: Sequence[str], optional: Sequence[str]) -> Iterator[DataIssue]:
    known = [*columns, *optional]
    if found := _other_dialect(text, header, known):
        yield DataIssue(file, 1, None, found, f"a header of cells separated by commas: {_SAVE_AS}")
        return
    unknown = [column for column in header if column not in known]
    if len(unknown) == len(header):
        yield DataIssue(file, 1, None, shown(", ".join(header)), "a header: " + ", ".join(columns))
        return
    missing = [column for column in columns if column not in header]
    for column in dict.fromkeys(header):
        if column not in known:
            close = nearest(column, missing) or nearest(column, known)
            missing = [other for other in missing if other != close]
            yield DataIssue(file, 1, column or None, f"unknown column {shown(column)}", "one of " + ", ".join(known), close)
        elif header.count(column) > 1:
            yield DataIssue(file, 1, column, "the column twice", "once")
    for column in missing:
        yield DataIssue(file, 1, column, "no such column", "the column " + column)


def _other_dialect(text: str, header: list[str], known: Sequence[str]) -> str | None:
    """What separates the cells where it is not the comma: a header of known columns shows it, or the line `sep=;` of Excel."""
    first = text.partition("\n")[0].strip()
    if re.match(r'"?sep=', first, re.IGNORECASE):
        return f"the line {shown(first)}, which only Excel reads"
    if sum(column in known for column in header) > 1:
        return None
    for separator, name in _SEPARATORS.items():
        if sum(cell.strip(' "') in known for cell in first.split(separator)) > 1:
            return f"cells separated by {name}"
    return None
