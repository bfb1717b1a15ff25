"""Answers as JSON: a list of objects with exactly the question's columns."""

from __future__ import annotations

import json

from kg.export.cells import json_value
from kg.queries.runner import Answer


def json_text(answer: Answer) -> str:
    """The rows of the answer as JSON, indented by one space."""
    rows = [{column: json_value(row[column]) for column in answer.columns} for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
