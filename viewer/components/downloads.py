"""Download buttons of a table: CSV and Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from kg.export.answers import answer_bytes
from kg.export.xlsx import xlsx_bytes
from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.display.rows import display_answer
from viewer.i18n import in_current_language, t
from viewer.shared_graph import Row, SharedGraph

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_downloads(graph: SharedGraph, answer: Answer | Callable[[], Answer], name: str, question: str) -> None:
    """Draw two buttons that give all rows of `answer` as `<name>.csv` and `<name>.xlsx`, made when they are pressed.

    Both have the public columns; the workbook has, on its first sheet, what a reader sees. Columns mean what they mean in `question`.
    """
    row = st.container(horizontal=True, width="content")
    for format, mime, make in (("csv", "text/csv", _csv), ("xlsx", _XLSX, _xlsx)):
        row.download_button(
            t(f"common.download_{format}"),
            in_current_language(partial(make, graph, answer, question)),
            f"{name}.{format}",
            mime,
            key=f"{name}.{format}",
            on_click="ignore",
            help=t("common.download_help"),
            icon=":material/download:",
        )


def draw_row_downloads(graph: SharedGraph, rows: Sequence[Row], name: str, question: str) -> None:
    """As `draw_downloads`, of some rows of the public `question`."""
    draw_downloads(graph, Answer(find_question(question).columns, list(rows)), name, question)


def _csv(graph: SharedGraph, answer: Answer | Callable[[], Answer], question: str) -> bytes:
    return answer_bytes(_made(answer), "csv", for_file=True)


def _xlsx(graph: SharedGraph, answer: Answer | Callable[[], Answer], question: str) -> bytes:
    made = _made(answer)
    return xlsx_bytes({t("common.sheet_words"): display_answer(graph, made, question), t("common.sheet_columns"): made})


def _made(answer: Answer | Callable[[], Answer]) -> Answer:
    return answer() if callable(answer) else answer
