"""What the tasks that an agency leads hold: documents to be issued, funding, targets; each with its quote."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kg.export.text import one_line
from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.html_table import Cell, Column, draw_table, source_cell
from viewer.display.codes import label
from viewer.display.columns import column_scheme, heading
from viewer.i18n import t
from viewer.links import to_source
from viewer.pages.agencies.city import City
from viewer.pages.agencies.state import key
from viewer.shared_graph import Row, SharedGraph

SHOWN: dict[str, tuple[str, ...]] = {
    "promises": ("title", "task", "known_as", "quote"),
    "funding": ("task", "kind", "recipient", "purpose", "tier", "amount_min", "amount_max", "value_text", "period", "quote"),
    "targets": ("task", "indicator_name", "value_min", "value_max", "value_text", "unit", "target_year", "quote"),
}
"""Question -> the columns that are shown."""
_WIDTHS = {"title": 14, "task": 10, "quote": 18, "recipient": 6, "purpose": 6, "indicator_name": 9, "kind": 3.5, "tier": 4, "period": 3.5}
"""The least, in letters."""


def draw_obligations(graph: SharedGraph, city: City, question: str, rows: Sequence[Row], name: str) -> None:
    """Rows of `question`, all in tasks that the agency is assigned to lead."""
    if not rows:
        st.caption(t(f"agencies.no_{question}"))
        return
    asked = find_question(question).columns
    shown = [column for column in SHOWN[question] if column == "known_as" or any(row.get(column) not in (None, "") for row in rows)]
    columns = [Column(heading(column, question), number=asked.get(column) == "number", width=_WIDTHS.get(column, 0)) for column in shown]
    st.caption(t(f"agencies.{question}_mean", count=len(rows)))
    draw_table(
        [*columns, Column(t("agencies.source"), width=4)],
        [[*(Cell(_shown(graph, city, question, column, row)) for column in shown), source_cell(to_source(row["id"]))] for row in rows],
        key(question),
    )
    draw_downloads(graph, Answer(asked, [{column: row.get(column) for column in asked} for row in rows]), name, question)


def held_by(rows: Sequence[Row], tasks: set[str]) -> list[Row]:
    return [row for row in rows if row["task"] in tasks]


def promised(graph: SharedGraph, city: City, agency: str) -> list[Row]:
    """The rows of `promises` for the agency, each with its task."""
    tasks = {row["id"]: row["task"] for row in city.deliverables}
    rows = [row for row in graph.answer("promises", agency=agency).rows if agency in row["agencies"]]
    return [row | {"task": tasks.get(row["id"])} for row in rows]


def _shown(graph: SharedGraph, city: City, question: str, column: str, row: Row) -> str:
    value = row.get(column)
    if column == "known_as":
        return str(value or t("agencies.not_known"))
    if value is None:
        return ""
    if column == "task":
        return city.title_of(value)
    if column != "target_year" and isinstance(value, int | float):
        return f"{value:,.12g}"
    scheme = column_scheme(column, question)
    return label(graph, scheme, value) if scheme else one_line(str(value))
