"""All values of the selected row that hold something."""

from __future__ import annotations

from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.display.columns import heading
from viewer.display.reading import written
from viewer.display.rows import display_values, visible_columns
from viewer.html import draw_html
from viewer.shared_graph import SharedGraph

_IN_EVIDENCE = {"quote", "other_quote", "status_basis"}
"""Shown by the evidence below."""


def draw_row(graph: SharedGraph, question: Question, answer: Answer, chosen: int) -> None:
    draw_html("questions/row_details.html", values=row_values(graph, question, answer, chosen))


def row_values(graph: SharedGraph, question: Question, answer: Answer, chosen: int) -> list[tuple[str, str]]:
    """Heading and value of every visible column that holds something."""
    row = Answer(answer.columns, [answer.rows[chosen]])
    values = display_values(graph, row, question.name, visible_columns(row))
    return [(heading(column, question.name), written(column, value)) for column, [value] in values.items() if column not in _IN_EVIDENCE]
