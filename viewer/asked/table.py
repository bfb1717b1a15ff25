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
from viewer.names import names
from viewer.opened import Opened

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
    """A column of the frame for each of the answer's. Unless `raw`, words stand for codes and names for ids."""
    comma, words = t("common.comma"), {True: t("common.true"), False: t("common.false")}
    columns: dict[str, list[Any]] = {}
    for column in answer.columns:
        values = [row[column] for row in answer.rows]
        said = {} if raw else said_of(graph, question, column, values)
        columns[column] = [_cell(value, said if raw else said | words, comma) for value in values]
    return pd.DataFrame(columns)


def said_of(graph: Opened, question: Question, column: str, values: list[Any]) -> dict[Any, str]:
    """Code or id -> what a reader sees in its place, for a column that holds such."""
    codes = {item for value in values for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)}
    if scheme := scheme_of(column, question.name):
        known = labels(graph, scheme)
        return {code: known.get(code, code) if scheme == RULES else beside(known.get(code, code), code) for code in codes}
    if type_ := things_of(column, question.name):
        return dict(names(graph, type_, codes))
    return {}


def _cell(value: Any, said: dict[Any, str], comma: str) -> Any:
    if isinstance(value, list | tuple):
        return comma.join(str(said.get(item, item)) if isinstance(item, str) else str(item) for item in value) or None
    return said.get(value, value) if isinstance(value, str | bool) else value


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


def _setting(question: Question, column: str, type_: str) -> Any:
    words = heading(column, question.name)
    if type_ == "number":
        return st.column_config.NumberColumn(words, help=column, format="localized")
    return st.column_config.Column(words, help=column, width=_WIDTHS.get(column))
