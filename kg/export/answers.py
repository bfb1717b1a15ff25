"""Answers as bytes in a given format, written to a file or to standard output."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kg.errors import InvalidArgument, UnknownFormat, writing
from kg.i18n import message
from kg.queries.runner import Answer

FORMATS = ("table", "csv", "json", "xlsx")


def answer_bytes(answer: Answer, format: str, *, for_file: bool = False) -> bytes:
    """The answer in `format`, one of FORMATS. Raises UnknownFormat.

    CSV for a file begins with a byte order mark, so that Excel reads it as UTF-8. A table is as wide as the terminal.
    """
    match format:
        case "csv":
            from kg.export.csv import csv_text

            return csv_text(answer).encode("utf-8-sig" if for_file else "utf-8")
        case "json":
            from kg.export.json import json_text

            return json_text(answer).encode()
        case "xlsx":
            from kg.export.xlsx import xlsx_bytes

            return xlsx_bytes({"answer": answer})
        case "table":
            from kg.export.text import answer_text

            return answer_text(answer, shutil.get_terminal_size((200, 40)).columns).encode()
        case _:
            raise UnknownFormat(format, FORMATS)


def write_answer(answer: Answer, format: str, out: Path | None) -> None:
    """Write the answer to `out`, or to standard output. Raises UnknownFormat, InvalidArgument for a workbook on a terminal, OSError."""
    if format == "xlsx" and out is None and sys.stdout.isatty():
        raise InvalidArgument(message("errors.invalid-argument.no_file"))
    write_bytes(answer_bytes(answer, format, for_file=out is not None), out)


def write_bytes(content: bytes, out: Path | None) -> None:
    """Write to `out`, or to standard output. Raises OSError."""
    if out is not None:
        with writing(out):
            out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
