"""What the tasks that an agency leads hold: documents owed, money, targets; each with its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.agencies.city import City
from viewer.headings import heading, scheme_of
from viewer.i18n import t
from viewer.labels import label
from viewer.links import to_source
from viewer.opened import Opened, Row
from viewer.tables import draw_downloads

SHOWN: dict[str, tuple[str, ...]] = {
    "promises": ("title", "task", "known_as", "issued", "quote"),
    "funding": ("task", "kind", "recipient", "purpose", "tier", "amount_min", "amount_max", "value_text", "period", "quote"),
    "targets": ("task", "indicator_name", "value_min", "value_max", "value_text", "unit", "target_year", "quote"),
}
"""Question -> the columns that tell most."""
_WIDTHS = {"title": 300, "task": 190, "quote": 300, "recipient": 150, "purpose": 130, "tier": 80, "indicator_name": 200}


def draw_owed(graph: Opened, city: City, question: str, rows: Sequence[Row], name: str) -> None:
    """Rows of `question`, all in tasks that the agency is assigned to lead."""
    if not rows:
        st.caption(t(f"agencies.no_{question}"))
        return
    columns = [column for column in SHOWN[question] if column == "known_as" or any(row.get(column) not in (None, "") for row in rows)]
    link = t("agencies.source")
    settings: dict[str, Any] = {
        heading(column, question): st.column_config.Column(width=width) for column, width in _WIDTHS.items() if column in columns
    }
    for column in columns:
        if find_question(question).columns.get(column) == "number":
            settings[heading(column, question)] = st.column_config.NumberColumn(format="localized", width=90)
    st.caption(t(f"agencies.{question}_mean", count=len(rows)))
    st.dataframe(
        [
            {link: to_source(row["id"]).address}
            | {heading(column, question): _shown(graph, city, question, column, row) for column in columns}
            for row in rows
        ],
        column_order=[*(heading(column, question) for column in columns[:-1]), link, heading(columns[-1], question)],
        hide_index=True,
        placeholder="",
        height=min(563, 38 + 35 * len(rows)),
        column_config=settings | {link: st.column_config.LinkColumn(display_text=t("agencies.to_source"), width=70)},
    )
    asked = find_question(question).columns
    draw_downloads(Answer(asked, [{column: row.get(column) for column in asked} for row in rows]), name)


def held_by(rows: Sequence[Row], tasks: set[str]) -> list[Row]:
    return [row for row in rows if row["task"] in tasks]


def promised(graph: Opened, city: City, agency: str) -> list[Row]:
    """What the question `promises` says of the documents that the agency owes, with their tasks."""
    tasks = {row["id"]: row["task"] for row in city.deliverables}
    rows = [row for row in graph.answer("promises", agency=agency).rows if agency in row["agencies"]]
    return [row | {"task": tasks.get(row["id"])} for row in rows]


def _shown(graph: Opened, city: City, question: str, column: str, row: Row) -> Any:
    value = row.get(column)
    special: dict[str, Callable[[], Any]] = {
        "task": lambda: city.title_of(value) if value else None,
        "known_as": lambda: value or t("agencies.not_known"),
        "quote": lambda: " ".join(str(value).split()),
    }
    if column in special:
        return special[column]()
    scheme = scheme_of(column, question)
    return label(graph, scheme, value) if scheme else value
