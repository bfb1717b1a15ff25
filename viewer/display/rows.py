"""Rows of an answer for readers: names for ids, labels for codes, the most informative columns first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.queries.runner import Answer
from kg.text.quotes import as_read
from viewer.display.codes import label
from viewer.display.columns import column_entity_type, column_scheme, heading
from viewer.display.conditions import conditions_of
from viewer.display.entities import entity_names, part_name
from viewer.i18n import language, t
from viewer.shared_graph import SharedGraph

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
    "places",
    "fact_ids",
    "upper_clause",
    "iri",
    "item",
    "finding",
    "x",
    "y",
}
_INFERRED, _CONDITIONS = "inferred", "conditions"
_REDUNDANT_WITH = {
    "agency": ("name", "agency_name"),
    "partner": ("name",),
    "cited": ("cited_title",),
    "document": ("quote", "title"),
    "suggested_agency": ("suggested_agency_name",),
    "kind": ("kind_name",),
    "source": ("source_name",),
    "relation": ("relation_name",),
    "target": ("target_name",),
}
"""Column -> columns that make it redundant."""
_ENGLISH = "_en"
"""How the column ends that says in English what the one without it says in Chinese."""
_BOTH = "label"
"""Of the vocabularies both languages are shown."""
_PLACES = {"other_quote": ("other_clause",), "quote": ("document", "clause")}
"""Columns with the place of a quote, which a downloaded table needs beside it."""
_FIRST = (
    "rank", "city", "category", "indicator", "program", "name", "agency_name", "title", "task_title", "message", "message_en",
    "indicator_name", "kind", "instrument", "role",
    "recipient", "text", "what", "purpose", "comparator", "value", "value_min", "value_max", "amount_min", "amount_max", "value_text",
    "rate_min", "rate_max", "unit", "as_written", "year", "target_year", "per", "period",
)  # fmt: skip
_LAST = ("other_quote", "quote", "document")


def display_answer(graph: SharedGraph, answer: Answer, question: str) -> Answer:
    """The same rows as a reader sees them. Columns go by their headings; where two have the same, by their names as well."""
    visible = visible_columns(answer)
    shown = list(dict.fromkeys(place for column in visible for place in (column, *_PLACES.get(column, ())) if place in answer.columns))
    values = display_values(graph, answer, question, shown)
    headings = {column: heading(column, question) for column in shown}
    often = Counter(headings.values())
    unlike = {column: f"{words} ({column})" if often[words] > 1 else words for column, words in headings.items()}
    rows = [{words: values[column][i] for column, words in unlike.items()} for i in range(len(answer.rows))]
    return Answer({words: answer.columns[column] for column, words in unlike.items()}, rows)


def display_values(graph: SharedGraph, answer: Answer, question: str, columns: Sequence[str], *, raw: bool = False) -> dict[str, list[Any]]:
    """Column -> what each row shows in it. Unless `raw`, words stand for codes and names for ids."""
    comma, words = t("common.comma"), {True: t("common.true"), False: t("common.false")}
    shown: dict[str, list[Any]] = {}
    for column in columns:
        values = [row[column] for row in answer.rows]
        if column == _CONDITIONS and "id" in answer.columns and not raw:
            asked = conditions_of(graph, answer.rows)
            shown[column] = [asked.get(row["id"]) for row in answer.rows]
            continue
        labels = {} if raw else _labels_of(graph, question, column, values)
        shown[column] = [_cell(value, {}, comma) if raw else _cell(_on_one_line(value), labels | words, comma) for value in values]
    return shown


def _labels_of(graph: SharedGraph, question: str, column: str, values: list[Any]) -> dict[Any, str]:
    """Code or id -> its label or name, for a column of codes or ids."""
    codes = {item for value in values for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)}
    if column == _INFERRED:
        return {name: heading(name, question) for name in codes}
    if scheme := column_scheme(column, question):
        return {code: label(graph, scheme, code) for code in codes}
    if type_ := column_entity_type(column, question):
        found = entity_names(graph, type_, codes)
        return {id_: part_name(name) for id_, name in found.items()}
    return {}


def _on_one_line(value: Any) -> Any:
    return as_read(value) if isinstance(value, str) and ("\n" in value or "\t" in value) else value


def _cell(value: Any, labels: dict[Any, str], comma: str) -> Any:
    if isinstance(value, list | tuple):
        return comma.join(str(labels.get(item, item)) if isinstance(item, str) else str(item) for item in value) or None
    return labels.get(value, value) if isinstance(value, str | bool) else value


def _other_language(answer: Answer) -> set[str]:
    """The columns that say in the other language what the reader is told in theirs."""
    both = [column for column in answer.columns if f"{column}{_ENGLISH}" in answer.columns and column != _BOTH]
    if language() == "zh":
        return {f"{column}{_ENGLISH}" for column in both}
    return {column for column in both if all(row[f"{column}{_ENGLISH}"] for row in answer.rows)}


def visible_columns(answer: Answer) -> list[str]:
    """The columns that hold something for a reader: names first, the words of the text last."""
    present = [column for column in answer.columns if not answer.rows or any(row[column] not in (None, []) for row in answer.rows)]
    hidden = _TECHNICAL | _other_language(answer)
    hidden |= {column for column, others in _REDUNDANT_WITH.items() if not set(others).isdisjoint(present)}
    middle = len(_FIRST)
    return sorted(
        (column for column in present if column not in hidden),
        key=lambda c: _FIRST.index(c) if c in _FIRST else middle + 1 + _LAST.index(c) if c in _LAST else middle,
    )
