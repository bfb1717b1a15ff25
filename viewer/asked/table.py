"""The rows of an answer as a table for readers: names beside ids, words beside codes, the telling columns first."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.headings import heading, scheme_of, things_of
from viewer.i18n import language, t
from viewer.labels import RULES, labels
from viewer.names import name_of
from viewer.opened import Opened, Row

_TECHNICAL = {
    "id",
    "clause",
    "start",
    "end",
    "context",
    "inferred",
    "city_code",
    "task",
    "other_id",
    "other_clause",
    "other_start",
    "other_end",
    "upper_clause",
    "iri",
}
_OTHER_LANGUAGE = {"zh": "message_en", "en": "message"}
_WIDTHS = {"quote": 480, "message": 480, "message_en": 480, "recipient": 200, "programs": 170, "categories": 130, "title": 320}
_FIRST = ("rank", "city", "name", "agency_name", "title", "task_title", "message", "message_en")
_LAST = ("other_quote", "quote", "document")


def draw_table(graph: Opened, question: Question, answer: Answer, *, raw: bool, chosen: int, key: str) -> int:
    """Draw it, row `chosen` ticked. The number of the row that is ticked now.

    `raw` shows every column as the downloads have it.
    """
    frame = frame_of(graph, question, answer, raw=raw)
    event = st.dataframe(
        frame,
        key=key,
        column_order=list(answer.columns) if raw else telling_columns(frame),
        column_config={column: _setting(question, column, type_) for column, type_ in answer.columns.items()},
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


def frame_of(graph: Opened, question: Question, answer: Answer, *, raw: bool) -> pd.DataFrame:
    rows = answer.rows if raw else [readable(graph, question, row) for row in answer.rows]
    return pd.DataFrame([{c: _one_cell(v) for c, v in row.items()} for row in rows], columns=list(answer.columns))


def readable(graph: Opened, question: Question, row: Row) -> Row:
    """A row with words for codes and names for ids; what has neither stays."""
    return {column: _readable(graph, question.name, column, value) for column, value in row.items()}


def _readable(graph: Opened, question: str, column: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_readable(graph, question, column, item) for item in value]
    if not isinstance(value, str):
        return t(f"common.{str(value).lower()}") if isinstance(value, bool) else value
    if scheme := scheme_of(column, question):
        words = labels(graph, scheme).get(value, value)
        return words if scheme == RULES else beside(words, value)
    if type_ := things_of(column, question):
        return name_of(graph, type_, value)
    return value


def beside(words: str, code: str) -> str:
    """`补贴 subsidy`; only the words where the code says no more."""
    return words if "".join(words.lower().replace("-", " ").split()) == code.replace("_", "") else f"{words} {code}"


def telling_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that hold something for a reader: names first, the words of the text last."""
    named = "name" in frame or "agency_name" in frame
    hidden = _TECHNICAL | {_OTHER_LANGUAGE[language()]} | ({"agency"} if named else set()) | ({"document"} if "quote" in frame else set())
    columns = [str(c) for c in frame if c not in hidden and frame[c].notna().any()]
    middle = len(_FIRST)
    return sorted(columns, key=lambda c: _FIRST.index(c) if c in _FIRST else middle + 1 + _LAST.index(c) if c in _LAST else middle)


def _one_cell(value: Any) -> Any:
    return t("common.comma").join(map(str, value)) or None if isinstance(value, list | tuple) else value


def _setting(question: Question, column: str, type_: str) -> Any:
    words = heading(column, question.name)
    if type_ == "number":
        return st.column_config.NumberColumn(words, help=column, format="localized")
    return st.column_config.Column(words, help=column, width=_WIDTHS.get(column))
