"""Answers as CSV."""

from __future__ import annotations

import csv
import io

from kg.export.cells import cell
from kg.queries.runner import Answer


def csv_text(answer: Answer) -> str:
    """Comma-separated, a header, CRLF line ends (RFC 4180). A missing value is an empty cell, true and false are words."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_word(cell(row[column])) for column in answer.columns])
    return buffer.getvalue()


def _word(value: str | int | float | bool | None) -> str | int | float | None:
    return str(value).lower() if isinstance(value, bool) else value
