"""Tasks that nobody is assigned to lead, with the suggested owner, marked as a suggestion."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.agencies.city import City
from viewer.headings import heading
from viewer.i18n import t
from viewer.labels import label
from viewer.links import to_source
from viewer.opened import Opened, Row
from viewer.tables import draw_downloads


def draw_nobody(graph: Opened, city: City, name: str) -> None:
    tasks = [row for row in city.tasks.values() if not row["has_lead"]]
    if not tasks:
        st.caption(t("agencies.all_led", count=len(city.tasks)) if city.tasks else t("agencies.no_tasks"))
        return
    found = [city.suggestions.get(row["task"]) for row in tasks]
    st.caption(t("agencies.nobody_means", count=len(tasks), suggested=sum(row is not None for row in found)))
    titles = _titles(graph, [row for row in found if row])
    link, owner, rests = heading("quote"), t("agencies.suggested_owner"), t("agencies.rests_on")
    st.dataframe(
        [
            {
                heading("task"): city.title_of(task["task"]),
                owner: _owner(graph, row),
                heading("score", "suggestions"): row["score"] if row else None,
                rests: t("agencies.and").join(titles.get(other, other) for other in row["rests_on"]) if row else "",
                link: to_source(task["id"]).address,
            }
            for task, row in zip(tasks, found, strict=True)
        ],
        hide_index=True,
        placeholder="",
        height=min(563, 38 + 35 * len(tasks)),
        column_config={
            heading("task"): st.column_config.TextColumn(width=300),
            owner: st.column_config.TextColumn(help=t("agencies.suggestion_help"), width=170),
            heading("score", "suggestions"): st.column_config.NumberColumn(help=t("agencies.score_help"), width=70),
            rests: st.column_config.TextColumn(width=400),
            link: st.column_config.LinkColumn(display_text=t("agencies.to_source"), width=90),
        },
    )
    draw_downloads(Answer(find_question("suggestions").columns, [row for row in found if row]), name)


def _owner(graph: Opened, row: Row | None) -> str:
    if row is None:
        return t("agencies.no_suggestion")
    who = row["suggested_agency_name"] or label(graph, "agency-function", row["suggested_function"])
    return t("agencies.suggestion", who=who)


def _titles(graph: Opened, rows: list[Row]) -> dict[str, Any]:
    """The titles of the tasks that suggestions rest on, wherever they stand."""
    documents = sorted({task.split("/")[0] for row in rows for task in row["rests_on"]})
    return {task["task"]: task["title"] for document in documents for task in graph.answer("tasks", document=document).rows}
