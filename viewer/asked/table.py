"""The rows of an answer as a table for readers: names for ids, words for codes, the telling columns first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kg.queries.catalog import Question
from kg.queries.runner import Answer
from viewer.headings import heading, scheme_of, things_of
from viewer.i18n import language, t
from viewer.labels import label
from viewer.names import names
from viewer.opened import Opened
from viewer.source.clauses import UNNUMBERED

_TECHNICAL = {
    "id",
    "clause",
    "start",
    "end",
    "context",
    "city_code",
    "task",
    "other_id",
    "other_clause",
    "other_start",
    "other_end",
    "upper_clause",
    "iri",
}
_INFERRED = "inferred"
_TOLD_BY = {
    "agency": ("name", "agency_name"),
    "partner": ("name",),
    "program": ("name",),
    "category": ("name",),
    "indicator": ("indicator_name",),
    "cited": ("cited_title",),
    "document": ("quote", "title"),
    "suggested_agency": ("suggested_agency_name",),
}
"""What need not be shown beside what tells it."""
_OTHER_LANGUAGE = {"zh": "message_en", "en": "message"}
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
_FIRST = (
    "rank", "city", "name", "agency_name", "title", "task_title", "message", "message_en", "indicator_name", "kind", "instrument", "role",
    "recipient", "text", "what", "purpose", "comparator", "value", "value_min", "value_max", "amount_min", "amount_max", "value_text",
    "rate_min", "rate_max", "unit", "as_written", "year", "target_year", "per", "period",
)  # fmt: skip
_LAST = ("other_quote", "quote", "document")


def draw_table(graph: Opened, question: Question, answer: Answer, *, raw: bool, chosen: int, key: str) -> int:
    """Draw it, row `chosen` ticked. The number of the row that is ticked now.

    `raw` shows every column as the downloads have it.
    """
    columns = told(graph, question, answer, raw=raw)
    event = st.dataframe(
        pd.DataFrame(columns),
        key=key,
        column_order=list(answer.columns) if raw else telling_columns(columns),
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


def told(graph: Opened, question: Question, answer: Answer, *, raw: bool) -> dict[str, list[Any]]:
    """Column -> what each row shows in it. Unless `raw`, words stand for codes and names for ids."""
    comma, words = t("common.comma"), {True: t("common.true"), False: t("common.false")}
    columns: dict[str, list[Any]] = {}
    for column in answer.columns:
        values = [row[column] for row in answer.rows]
        said = {} if raw else said_of(graph, question, column, values)
        columns[column] = [_cell(value, said if raw else said | words, comma) for value in values]
    return columns


def said_of(graph: Opened, question: Question, column: str, values: list[Any]) -> dict[Any, str]:
    """Code or id -> what a reader sees in its place, for a column that holds such."""
    codes = {item for value in values for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)}
    if column == _INFERRED:
        return {name: heading(name, question.name) for name in codes}
    if scheme := scheme_of(column, question.name):
        return {code: label(graph, scheme, code) for code in codes}
    if type_ := things_of(column, question.name):
        found = names(graph, type_, codes)
        return {id_: t(f"source.part.{name}") if name in UNNUMBERED else name for id_, name in found.items()}
    return {}


def _cell(value: Any, said: dict[Any, str], comma: str) -> Any:
    if isinstance(value, list | tuple):
        return comma.join(str(said.get(item, item)) if isinstance(item, str) else str(item) for item in value) or None
    return said.get(value, value) if isinstance(value, str | bool) else value


def telling_columns(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """The columns that hold something for a reader: names first, the words of the text last."""
    held = [column for column, values in columns.items() if any(value is not None for value in values)]
    hidden = _TECHNICAL | {_OTHER_LANGUAGE[language()]}
    hidden |= {column for column, others in _TOLD_BY.items() if not set(others).isdisjoint(held)}
    middle = len(_FIRST)
    return sorted(
        (column for column in held if column not in hidden),
        key=lambda c: _FIRST.index(c) if c in _FIRST else middle + 1 + _LAST.index(c) if c in _LAST else middle,
    )


def _setting(question: Question, column: str, type_: str, *, raw: bool) -> Any:
    words, about = heading(column, question.name), column if raw else None
    if type_ == "number":
        return st.column_config.NumberColumn(words, help=about, format="percent" if column in SHARES and not raw else "localized")
    return st.column_config.Column(words, help=about, width=_WIDTHS.get(column))
