"""The tasks of one agency: its part in each, with whom, until when, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

import streamlit as st

from kg.analysis.duties import PARTS
from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.agencies.address import jumps, keep, kept, key
from viewer.agencies.city import City
from viewer.evidence import draw_evidence
from viewer.headings import heading
from viewer.i18n import t
from viewer.labels import label
from viewer.links import to_source
from viewer.opened import Opened, Row
from viewer.tables import draw_downloads

_ORDER = list(PARTS)


def own_rows(city: City, agency: str) -> list[Row]:
    """Its responsibilities, what it leads first, then in the order of the text; those under no task last."""
    order = {task: place for place, task in enumerate(city.tasks)}
    own = [row for row in city.responsibilities if row["agency"] == agency]
    return sorted(own, key=lambda row: (_strength(row), order.get(row["task"], len(order)), row["start"]))


def draw_tasks(graph: Opened, city: City, agency: str, own: Sequence[Row], name: str) -> None:
    """The table and the words of the chosen row, which is that of the address, else the first."""
    others = others_of(city, agency)
    named = {column: heading(column) for column in ("task", "role", "basis", "due", "quote")}
    leads, supports, link = t("agencies.leads_too"), t("agencies.supports_too"), t("agencies.source")
    chosen = next((place for place, row in enumerate(own) if row["id"] == kept("fact")), 0)
    event = st.dataframe(
        [
            {
                named["task"]: city.title_of(row["task"]) if row["task"] else t("agencies.under_no_task"),
                named["role"]: label(graph, "role", row["role"]),
                named["basis"]: label(graph, "basis", row["basis"]),
                leads: t("agencies.and").join(others[row["task"], "lead"]),
                supports: t("agencies.and").join(others[row["task"], "support"]),
                named["due"]: (city.tasks[row["task"]]["due"] if row["task"] in city.tasks else None) or t("agencies.not_written"),
                named["quote"]: " ".join(row["quote"].split()),
                link: to_source(row["id"]).address,
            }
            for row in own
        ],
        key=key(f"tasks.{agency}.{jumps()}"),
        hide_index=True,
        placeholder="",
        height=min(528, 38 + 35 * len(own)),
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [chosen]}},
        column_config={
            named["task"]: st.column_config.TextColumn(width=230),
            named["role"]: st.column_config.TextColumn(width=52),
            named["basis"]: st.column_config.TextColumn(width=76),
            leads: st.column_config.TextColumn(width=110),
            supports: st.column_config.TextColumn(width=230),
            named["due"]: st.column_config.TextColumn(width=64),
            named["quote"]: st.column_config.TextColumn(width=215),
            link: st.column_config.LinkColumn(display_text=t("agencies.to_source"), width=68),
        },
    )
    rows = event["selection"]["rows"]
    place = rows[0] if rows and rows[0] < len(own) else chosen
    keep("fact", own[place]["id"] if place else None)
    draw_words(graph, city, own[place])
    draw_downloads(Answer(find_question("responsibilities").columns, list(own)), name)


def draw_words(graph: Opened, city: City, row: Row) -> None:
    """The words of a row, and the ways from there."""
    title = city.title_of(row["task"]) if row["task"] else t("agencies.under_no_task")
    st.html(f'<div style="font-weight:650;font-size:1.02rem;color:var(--zm-text)">{escape(title)}</div>')
    draw_evidence(graph, row)


def others_of(city: City, agency: str) -> dict[tuple[str | None, str], list[str]]:
    """(task, role) -> the other agencies that have that role in it, by name; an implied one in brackets."""
    found: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for row in city.responsibilities:
        if row["agency"] != agency and row["task"]:
            name = city.name_of(row["agency"])
            said = name if row["basis"] == "assigned" else t("agencies.brackets", words=name)
            if said not in found[row["task"], row["role"]]:
                found[row["task"], row["role"]].append(said)
    return found


def _strength(row: Row) -> int:
    part = (row["role"], row["basis"])
    return _ORDER.index(part) if part in _ORDER else len(_ORDER)
