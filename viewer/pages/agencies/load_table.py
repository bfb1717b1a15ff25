"""The loads as a table, with what they are made of."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.display.codes import labels
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.pages.agencies.state import go_to, key
from viewer.shared_graph import Row, SharedGraph

_FIRST = ("rank", "name", "load")
_LEFT_OUT = ("agency", "city")


def draw_load_table(graph: SharedGraph, city: City, loads: Sequence[Row], name: str) -> None:
    """Draw a row for each of `loads` (of `agency_load`). Selecting a row shows that agency."""
    columns = find_question("agency_load").columns
    shown = {column: heading(column, "agency_load") for column in dict.fromkeys((*_FIRST, *columns)) if column not in _LEFT_OUT}
    kinds = labels(graph, "agency-kind")
    st.caption(t("agencies.load_table_means"))
    chosen = key("load_table")
    st.dataframe(
        [
            {words: kinds.get(row["kind"], row["kind"]) if column == "kind" else row[column] for column, words in shown.items()}
            for row in loads
        ],
        key=chosen,
        hide_index=True,
        placeholder="",
        column_config={heading("name"): st.column_config.TextColumn(width=180)},
        height=min(738, 38 + 35 * len(loads)),
        on_select=lambda: _picked(chosen, [str(row["agency"]) for row in loads], city.code),
        selection_mode="single-row",
    )
    draw_downloads(graph, Answer(columns, list(loads)), name, "agency_load")


def _picked(table: str, agencies: Sequence[str], city: str) -> None:
    rows = st.session_state[table]["selection"]["rows"]
    if rows and rows[0] < len(agencies):
        go_to("agency", city, agencies[rows[0]])
