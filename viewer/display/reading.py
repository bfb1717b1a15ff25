"""An answer as a table for reading: few columns, whole words, figures with their units, the words of the text beside the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.export.cells import plain_number
from kg.model.facts import FACT_KINDS
from kg.queries.runner import Answer
from viewer.display.conditions import conditions_of
from viewer.display.rows import display_values, visible_columns
from viewer.display.values import fact_value
from viewer.shared_graph import SharedGraph

SHARES = {"share"}
"""Parts of a whole, shown in per cent."""
FIGURE, CONDITIONS = "figure", "conditions"
"""Columns that are made of others, or of the rows of another question."""
WITH_CONDITIONS = ("offers", "funding", "measures")
"""Questions whose rows are offers."""
_FIGURES = (
    ("amount_min", "amount_max", "rate_min", "rate_max", "value_text"),
    ("value_min", "value_max", "comparator", "unit", "value_text"),
)
"""Columns that together are one figure: a table with the first two of them shows `figure` instead."""
_BESIDE_QUOTE = 4
"""So many columns leave room for the quote."""
_REST = {
    "document", "status", "issued", "source", "mention", "basis", "period_start", "period_end", "places", "severity", "other_quote",
    "inferred", "per", "period",
}  # fmt: skip
"""Told by the details of a row."""


@dataclass(frozen=True)
class ReadingTable:
    """`columns` -> what each row shows in it; `numbers` are those whose values are numbers."""

    columns: dict[str, list[str]]
    numbers: frozenset[str]


def reading_table(graph: SharedGraph, whole: Answer, question: str, some: int) -> ReadingTable:
    """The first `some` rows. The columns are those of the whole answer."""
    columns, answer = reading_columns(whole, question), whole.page(some, 0)
    plain = [column for column in columns if column in answer.columns]
    shown = display_values(graph, answer, question, plain)
    found = {column: _values(graph, answer, question, column, shown.get(column)) for column in columns}
    numbers = frozenset(column for column in plain if answer.columns[column] in ("number", "integer"))
    return ReadingTable({column: values for column, values in found.items() if any(values)}, numbers)


def _values(graph: SharedGraph, answer: Answer, question: str, column: str, shown: list[Any] | None) -> list[str]:
    if shown is not None:
        return [written(column, value) for value in shown]
    if column == FIGURE:
        kind = question if question in FACT_KINDS else "funding"
        return [fact_value(graph, kind, {"value_text": None, **row}) for row in answer.rows]
    asked = conditions_of(graph, answer.rows)
    return [asked.get(row["id"], "") for row in answer.rows]


def reading_columns(answer: Answer, question: str) -> list[str]:
    """The most informative columns, the quote last; without quotes every column that holds something. One city needs no column."""
    several = answer.total > len(answer.rows) or len({row.get("city") for row in answer.rows}) > 1
    visible = [column for column in visible_columns(answer) if column != "city" or several]
    for figures in _FIGURES:
        if set(figures[:2]) <= answer.columns.keys():
            first = next((column for column in visible if column in figures), None)
            visible = [FIGURE if column == first else column for column in visible if column == first or column not in figures]
    if "quote" not in answer.columns:
        return visible
    telling = [column for column in visible if column not in _REST | {"quote", CONDITIONS}][:_BESIDE_QUOTE]
    conditions = [CONDITIONS] if question in WITH_CONDITIONS else []
    return [*telling, *conditions, *(["other_quote"] if "other_quote" in visible else []), "quote"]


def written(column: str, value: object) -> str:
    """Also of a single value of the details."""
    if value is None:
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:.0%}" if column in SHARES else f"{plain_number(float(value)):,}"
    return str(value)
