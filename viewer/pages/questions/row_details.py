"""The row that is ticked, in full: what the width of a column cuts off can be read here."""

from __future__ import annotations

from html import escape

import streamlit as st

from kg.export.cells import plain_number
from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.display.columns import heading
from viewer.display.rows import display_values, visible_columns
from viewer.pages.questions.result_table import SHARES
from viewer.shared_graph import SharedGraph

_IN_THE_CARD = {"quote", "other_quote", "status_basis"}
"""Told by the evidence below it."""
_STYLE = """<style>
.zm-row {display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .45rem 1.4rem}
.stHtml dl.zm-row {margin: 0 0 .4rem; padding: 0; line-height: 1.6}
.zm-row dt {color: var(--zm-quiet); font-size: .8rem}
.zm-row dd {margin: 0; overflow-wrap: anywhere; color: var(--zm-text); font-size: .92rem}
.zm-row .long {grid-column: span 2}
.zm-row .longer {grid-column: 1 / -1}
@media (max-width: 640px) {.stHtml dl.zm-row {grid-template-columns: 1fr 1fr}}
</style>"""
_LONG, _LONGER = 24, 80
"""So many characters take two columns, and the whole width."""


def draw_row(graph: SharedGraph, question: Question, answer: Answer, chosen: int) -> None:
    st.html(_STYLE + row_html(graph, question, answer, chosen))


def row_html(graph: SharedGraph, question: Question, answer: Answer, chosen: int) -> str:
    """Every telling column that holds something, with its heading. Every text is escaped."""
    row = Answer(answer.columns, [answer.rows[chosen]])
    items = ""
    for column, [value] in display_values(graph, row, question.name, visible_columns(row)).items():
        if column in _IN_THE_CARD:
            continue
        words = _figure(column, float(value)) if answer.columns[column] == "number" else str(value)
        width = "longer" if len(words) > _LONGER else "long" if len(words) > _LONG else ""
        items += f'<div class="{width}"><dt>{escape(heading(column, question.name))}</dt><dd>{escape(words)}</dd></div>'
    return f'<dl class="zm-row">{items}</dl>'


def _figure(column: str, value: float) -> str:
    return f"{value:.0%}" if column in SHARES else f"{plain_number(value):,}"
