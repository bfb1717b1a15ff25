"""The tasks of one agency: its role in each, with whom, until when, with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kg.analysis.duties import PARTS
from kg.export.text import one_line
from viewer.components.downloads import draw_row_downloads
from viewer.components.evidence import draw_evidence
from viewer.components.html_table import Cell, Column, draw_table, source_cell
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.html import draw_html
from viewer.i18n import t
from viewer.links import Link, to_source
from viewer.pages.agencies.city import ASSIGNED, City
from viewer.pages.agencies.state import AgenciesState, key
from viewer.shared_graph import Row, SharedGraph

_ORDER = list(PARTS)


def own_rows(city: City, agency: str) -> list[Row]:
    """Its responsibilities, what it leads first, then in the order of the text; those under no task last."""
    order = {task: place for place, task in enumerate(city.tasks)}
    own = [row for row in city.responsibilities if row["agency"] == agency]
    return sorted(own, key=lambda row: (_strength(row), order.get(row["task"], len(order)), row["start"]))


def draw_tasks(graph: SharedGraph, city: City, agency: str, own: Sequence[Row], name: str) -> None:
    """The table, and the evidence of the selected row: that of the address, else the first."""
    others = others_of(city, agency)
    chosen = next((place for place, row in enumerate(own) if row["id"] == AgenciesState.current().fact), 0)
    st.caption(t("agencies.tasks_mean"))
    columns = [
        Column(heading("task"), width=12),
        Column(heading("role"), width=2.5),
        Column(heading("basis"), width=4.5),
        Column(t("agencies.leads_too"), width=6),
        Column(t("agencies.supports_too"), width=16),
        Column(heading("due"), width=3.5),
        Column(heading("quote"), width=14),
        Column(t("agencies.source"), width=4),
    ]
    rows = [
        [
            Cell(_title(city, row), Link("agencies", {"fact": row["id"]}, selects=True)),
            Cell(label(graph, "role", row["role"])),
            Cell(label(graph, "basis", row["basis"])),
            Cell(t("agencies.and").join(others[row["task"], "lead"])),
            Cell(t("agencies.and").join(others[row["task"], "support"])),
            Cell((city.tasks[row["task"]]["due"] if row["task"] in city.tasks else None) or t("agencies.not_written")),
            Cell(one_line(row["quote"])),
            source_cell(to_source(row["id"])),
        ]
        for row in own
    ]
    if row := draw_table(columns, rows, key(f"tasks.{agency}"), chosen=chosen, short=True):
        fact = row.params["fact"]
        replace(AgenciesState.current(), fact=fact if fact != own[0]["id"] else None).save()
        st.rerun(scope="fragment")
    draw_words(graph, city, own[chosen])
    draw_row_downloads(graph, own, name, "responsibilities")


def _title(city: City, row: Row) -> str:
    return city.title_of(row["task"]) if row["task"] else t("agencies.under_no_task")


def draw_words(graph: SharedGraph, city: City, row: Row) -> None:
    """The evidence of a row, with links."""
    draw_html("agencies/task_title.html", title=_title(city, row))
    draw_evidence(graph, row)


def others_of(city: City, agency: str) -> dict[tuple[str | None, str], list[str]]:
    """(task, effective role) -> the other agencies that have that role in it, by name; implied ones last, in brackets."""
    found: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for row in sorted(city.responsibilities, key=lambda row: row["basis"] != ASSIGNED):
        place, name = (row["task"], row["effective_role"]), city.name_of(row["agency"])
        if row["agency"] == agency or not row["task"] or name in found[place]:
            continue
        shown = name if row["basis"] == ASSIGNED else t("agencies.brackets", words=name)
        if shown not in found[place]:
            found[place].append(shown)
    return found


def _strength(row: Row) -> int:
    part = (row["effective_role"], row["basis"])
    return _ORDER.index(part) if part in _ORDER else len(_ORDER)
