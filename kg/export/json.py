"""Answers as JSON: a list of objects with exactly the question's columns."""

from __future__ import annotations

import json

from kg.export.cells import plain
from kg.queries.runner import Answer


def json_text(answer: Answer) -> str:
    rows = [{column: plain(row[column]) for column in answer.columns} for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
