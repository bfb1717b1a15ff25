"""An answer in the format asked for, to a file or to standard output."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kg.errors import InvalidArgument, UnknownFormat
from kg.i18n import message
from kg.queries.runner import Answer

FORMATS = ("table", "csv", "json", "xlsx")


def answer_bytes(answer: Answer, format: str, *, for_file: bool = False) -> bytes:
    """The answer in `format`. CSV for a file begins with a byte order mark, so that Excel shows Chinese. Raises UnknownFormat."""
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
    if format == "xlsx" and out is None and sys.stdout.isatty():
        raise InvalidArgument(message("errors.invalid-argument.no_file"))
    content = answer_bytes(answer, format, for_file=out is not None)
    if out is not None:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
