"""The rows of an answer as a dataframe with one row selected."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.display.columns import heading
from viewer.display.rows import display_values, visible_columns
from viewer.i18n import t
from viewer.shared_graph import SharedGraph

_WIDTHS = {
    "quote": 480,
    "message": 480,
    "message_en": 480,
    "recipient": 200,
    "programs": 170,
    "categories": 130,
    "title": 320,
    "offer": 320,
}
SHARES = {"share"}
"""Parts of a whole, shown in per cent."""


def draw_table(graph: SharedGraph, question: Question, answer: Answer, *, raw: bool, chosen: int, key: str) -> int:
    """Draw it with row `chosen` selected. Returns the number of the row that is selected now.

    `raw` shows every column as the downloads have it.
    """
    columns = list(answer.columns) if raw else visible_columns(answer)
    event = st.dataframe(
        pd.DataFrame(display_values(graph, answer, question.name, columns, raw=raw)),
        key=key,
        column_order=columns,
        column_config={column: _setting(question, column, type_, raw=raw) for column, type_ in answer.columns.items()},
        hide_index=True,
        placeholder="",
        height=min(388, 38 + 35 * len(answer.rows)),
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [chosen]}},
        alt=t("questions.table", count=len(answer.rows)),
    )
    ticked = event["selection"]["rows"]
    return ticked[0] if ticked and ticked[0] < len(answer.rows) else chosen


def _setting(question: Question, column: str, type_: str, *, raw: bool) -> Any:
    words, about = heading(column, question.name), column if raw else None
    if type_ == "number":
        return st.column_config.NumberColumn(words, help=about, format="percent" if column in SHARES and not raw else "localized")
    return st.column_config.Column(words, help=about, width=_WIDTHS.get(column))
