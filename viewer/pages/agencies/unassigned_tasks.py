"""Tasks that nobody is assigned to lead, with the suggested owner, marked as a suggestion."""

from __future__ import annotations

from typing import Any

import streamlit as st

from viewer.components.downloads import draw_row_downloads
from viewer.components.html_table import Cell, Column, draw_table, source_cell
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.links import to_source
from viewer.pages.agencies.city import City
from viewer.pages.agencies.state import key
from viewer.shared_graph import Row, SharedGraph


def draw_unassigned_tasks(graph: SharedGraph, city: City, name: str) -> None:
    tasks = [row for row in city.tasks.values() if not row["has_lead"]]
    if not tasks:
        st.caption(t("agencies.all_led", count=len(city.tasks)) if city.tasks else t("agencies.no_tasks"))
        return
    found = [city.suggestions.get(row["task"]) for row in tasks]
    st.caption(t("agencies.nobody_means", count=len(tasks), suggested=sum(row is not None for row in found)))
    titles = _titles(graph, [row for row in found if row])
    columns = [
        Column(heading("task"), width=12),
        Column(t("agencies.suggested_owner"), t("agencies.suggestion_help"), width=8),
        Column(heading("probability"), t("agencies.probability_help"), number=True),
        Column(t("agencies.rests_on"), width=12),
        Column(heading("quote"), width=4),
    ]
    rows = [
        [
            Cell(city.title_of(task["task"])),
            Cell(_owner(graph, row)),
            Cell(f"{row['probability']:.0%}" if row else ""),
            Cell(t("agencies.and").join(titles.get(other, other) for other in row["rests_on"]) if row else ""),
            source_cell(to_source(task["id"])),
        ]
        for task, row in zip(tasks, found, strict=True)
    ]
    draw_table(columns, rows, key("nobody"))
    draw_row_downloads(graph, [row for row in found if row], name, "suggestions")


def _owner(graph: SharedGraph, row: Row | None) -> str:
    if row is None:
        return t("agencies.no_suggestion")
    who = row["suggested_agency_name"] or label(graph, "agency-function", row["suggested_function"])
    return t("agencies.suggestion", who=who)


def _titles(graph: SharedGraph, rows: list[Row]) -> dict[str, Any]:
    """The titles of the tasks that suggestions rest on, wherever they stand."""
    documents = sorted({task.split("/")[0] for row in rows for task in row["rests_on"]})
    return {task["task"]: task["title"] for document in documents for task in graph.answer("tasks", document=document).rows}
