"""Answers as CSV."""

from __future__ import annotations

import csv
import io

from kg.export.cells import cell
from kg.queries.runner import Answer


def csv_text(answer: Answer) -> str:
    """The answer as CSV with a header and CRLF line ends (RFC 4180). A missing value is an empty cell; booleans are `true` and `false`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_csv_value(cell(row[column])) for column in answer.columns])
    return buffer.getvalue()


def _csv_value(value: str | int | float | bool | None) -> str | int | float | None:
    return str(value).lower() if isinstance(value, bool) else value
