"""The partners of an agency: how many tasks it shares with each, and which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import streamlit as st

from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.html_table import Cell, Column, draw_table
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.pages.agencies.state import key, to_agency_here
from viewer.shared_graph import Row, SharedGraph

_COLUMNS: Mapping[str, Any] = {"partner": "string", "name": "string", "kind": "string", "shared": "integer", "tasks": "list"}


def partners_of(city: City, agency: str, *, implied: bool) -> list[Row]:
    """The agencies that share tasks with this one, those that share most first, groups last."""
    rows = city.counted(implied=implied)
    tasks = {row["task"] for row in rows if row["agency"] == agency}
    shared: dict[str, list[str]] = defaultdict(list)
    for task, partner in sorted({(row["task"], row["agency"]) for row in rows if row["task"] in tasks and row["agency"] != agency}):
        shared[partner].append(task)
    found = [
        {"partner": partner, "name": city.name_of(partner), "kind": city.agencies[partner]["kind"], "shared": len(tasks), "tasks": tasks}
        for partner, tasks in shared.items()
    ]
    return sorted(found, key=lambda row: (city.is_group(row["partner"]), -row["shared"], row["partner"]))


def draw_partners(graph: SharedGraph, city: City, found: list[Row], name: str) -> None:
    if not found:
        st.caption(t("agencies.alone_here"))
        return
    count = sum(not city.is_group(row["partner"]) for row in found)
    st.caption(t("agencies.company_means", count=count, groups=len(found) - count))
    columns = [Column(heading("agency"), width=10), Column(heading("kind"), width=8), Column(t("agencies.shared_tasks"), number=True)]
    rows = [
        [
            Cell(row["name"], to_agency_here(row["partner"])),
            Cell(label(graph, "agency-kind", row["kind"])),
            Cell(str(row["shared"])),
            Cell(t("agencies.and").join(city.title_of(task) for task in row["tasks"])),
        ]
        for row in found
    ]
    draw_table([*columns, Column(heading("task"), width=16)], rows, key("company"))
    draw_downloads(graph, Answer(_COLUMNS, found), name, "company")
