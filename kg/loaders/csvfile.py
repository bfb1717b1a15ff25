"""Curated CSV files, as Excel and editors save them: UTF-8 with or without byte order mark, or GB18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataIssue, nearest, shown

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}
_ENCODINGS = "UTF-8 (with or without byte order mark) or GB18030"


@dataclass(frozen=True)
class Row:
    """A row by column. `line` is its line in the file as a spreadsheet counts rows: the header is 1."""

    line: int
    cells: dict[str, str]


def decode(data: bytes) -> tuple[str | None, str]:
    """The text, and the encoding's name. The text is None where the encoding is none that we read."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return None, name
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None, _guess(data)
    return (text, "GB18030") if _is_simplified(text) else (None, _guess(data))


def _is_simplified(text: str) -> bool:
    """Big5 and Shift-JIS bytes often decode as GB18030 too, but into characters that simplified Chinese does not use."""
    foreign = [c for c in text if c > "\x7f"]
    rare = sum(not _in_gb2312(c) for c in foreign)
    return rare <= len(foreign) // 10 and "\x00" not in text


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "—·〔〕①②③④⑤⑥⑦⑧⑨⑩"
    return True


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return best.encoding if best else "an unknown encoding"


def read_rows(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> tuple[list[Row], list[DataIssue]]:
    """Rows of `path` with exactly `columns` (and perhaps `optional`), and what is wrong with its form."""
    name = str(path)
    if not path.is_file():
        return [], [DataIssue(name, None, None, "no such file", "a CSV file with the columns " + ", ".join(columns))]
    text, encoding = decode(path.read_bytes())
    if text is None:
        return [], [DataIssue(name, None, None, f"a file in {encoding}", _ENCODINGS)]
    try:
        lines = list(_numbered(text))
    except csv.Error as error:
        return [], [DataIssue(name, None, None, f"broken CSV ({error})", "comma-separated values")]
    if not lines:
        return [], [DataIssue(name, 1, None, "an empty file", "a header: " + ", ".join(columns))]
    header = [cell.strip() for cell in lines[0][1]]
    problems = list(_header_problems(name, header, columns, optional))
    if problems:
        return [], problems
    rows: list[Row] = []
    for line, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.append(DataIssue(name, line, None, f"{len(cells)} cells", f"{len(header)}, one for each column"))
            continue
        rows.append(Row(line, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return rows, problems


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    yield from enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1)


def _header_problems(name: str, header: list[str], columns: Sequence[str], optional: Sequence[str]) -> Iterator[DataIssue]:
    known = [*columns, *optional]
    for column in header:
        if column not in known:
            expected = "one of " + ", ".join(known)
            yield DataIssue(name, 1, column or None, f"unknown column {shown(column)}", expected, nearest(column, known))
        elif header.count(column) > 1:
            yield DataIssue(name, 1, column, "the column twice", "once")
    for column in columns:
        if column not in header:
            yield DataIssue(name, 1, column, "no such column", "the column " + column)


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    """Write UTF-8 with byte order mark, so that Excel shows Chinese. The file is replaced in one step."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    beside = path.with_suffix(".csv.new")
    beside.write_bytes(buffer.getvalue().encode("utf-8-sig"))
    beside.replace(path)
