"""The rows of an answer: a table for reading whose rows choose, or every column as the downloads have it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kg.export.text_width import wide
from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.components.html_table import Cell, Column, draw_table
from viewer.display.columns import heading
from viewer.display.reading import ReadingTable, reading_table
from viewer.display.rows import display_values
from viewer.i18n import t
from viewer.links import Link
from viewer.shared_graph import SharedGraph

PAGE = 50
"""So many rows are drawn at first, and more with each wish for more."""
_WIDTHS = {"quote": 15.0, "other_quote": 12.0, "message": 14.0, "message_en": 14.0, "text": 11.0, "title": 11.0, "what": 8.0}
_SHORT = 6.5
"""The least width of a column, in letters; less only where its words are shorter."""


def wanted_rows(key: str) -> int:
    """So many rows of the table `key` the reader wants to see."""
    return int(st.session_state.get(f"{key}.some", PAGE))


def draw_rows_table(graph: SharedGraph, question: Question, answer: Answer, chosen: int, key: str) -> int | None:
    """Draw the first rows, up to number `chosen` at least, which is marked. Returns the number of the row that was clicked."""
    some = max(wanted_rows(key), -(-(chosen + 1) // PAGE) * PAGE)
    table = reading_table(graph, answer, question.name, some)
    columns = [
        Column(heading(name, question.name), number=name in table.numbers, width=_width(name, words))
        for name, words in table.columns.items()
    ]
    clicked = draw_table(columns, _cells(table, min(some, len(answer.rows))), f"{key}.table", chosen=chosen)
    if some < answer.total:
        words = t("questions.more", shown=some, count=f"{answer.total:,}")
        st.button(words, key=f"{key}.more", on_click=_more, args=(f"{key}.some", some), type="tertiary", icon=":material/expand_more:")
    return int(clicked.params["row"]) if clicked else None


def _width(name: str, words: Sequence[str]) -> float:
    return min(_WIDTHS.get(name, _SHORT), max(map(wide, words), default=0) + 0.4)


def _cells(table: ReadingTable, count: int) -> list[list[Cell]]:
    first, *others = table.columns.values()
    return [[Cell(first[row] or "—", _choice(row)), *(Cell(words[row]) for words in others)] for row in range(count)]


def _choice(row: int) -> Link:
    return Link("questions", {"row": str(row)}, selects=True)


def _more(key: str, some: int) -> None:
    st.session_state[key] = some + PAGE


def draw_raw(graph: SharedGraph, question: Question, answer: Answer) -> None:
    """Every column with ids and codes."""
    columns = list(answer.columns)
    st.dataframe(
        pd.DataFrame(display_values(graph, answer, question.name, columns, raw=True)),
        column_order=columns,
        column_config={column: st.column_config.Column(heading(column, question.name), help=column) for column in columns},
        hide_index=True,
        placeholder="",
        height=min(560, 38 + 35 * len(answer.rows)),
        alt=t("questions.table", count=len(answer.rows)),
    )
