"""All values of the selected row: what the width of a column cuts off in the table can be read here."""

from __future__ import annotations

from kg.export.cells import plain_number
from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.display.columns import heading
from viewer.display.rows import display_values, visible_columns
from viewer.html import draw_html
from viewer.pages.questions.result_table import SHARES
from viewer.shared_graph import SharedGraph

_IN_EVIDENCE = {"quote", "other_quote", "status_basis"}
"""Shown by the evidence below."""


def draw_row(graph: SharedGraph, question: Question, answer: Answer, chosen: int) -> None:
    draw_html("questions/row_details.html", values=row_values(graph, question, answer, chosen))


def row_values(graph: SharedGraph, question: Question, answer: Answer, chosen: int) -> list[tuple[str, str]]:
    """Heading and value of every visible column that holds something."""
    row = Answer(answer.columns, [answer.rows[chosen]])
    values = display_values(graph, row, question.name, visible_columns(row))
    return [
        (heading(column, question.name), _figure(column, float(value)) if answer.columns[column] == "number" else str(value))
        for column, [value] in values.items()
        if column not in _IN_EVIDENCE
    ]


def _figure(column: str, value: float) -> str:
    return f"{value:.0%}" if column in SHARES else f"{plain_number(value):,}"
