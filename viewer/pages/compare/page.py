"""政策对比: places and documents side by side, their sums, goals, instruments, talent classes and clauses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from viewer.components.message import show_invalid, show_message
from viewer.errors import run_page
from viewer.i18n import t
from viewer.pages.compare.classes_view import draw_classes
from viewer.pages.compare.clauses_view import draw_clauses
from viewer.pages.compare.gaps_view import draw_gaps
from viewer.pages.compare.goals_view import draw_goals
from viewer.pages.compare.money_view import draw_money
from viewer.pages.compare.places import Place, choose_places, saved
from viewer.pages.compare.state import VIEWS, CompareState, View, arrive, key
from viewer.pages.compare.table_view import draw_table
from viewer.shared_graph import SharedGraph

DRAWN: Mapping[View, Callable[[SharedGraph, CompareState, Sequence[Place]], None]] = {
    "table": draw_table,
    "money": draw_money,
    "goals": draw_goals,
    "gaps": draw_gaps,
    "classes": draw_classes,
    "clauses": draw_clauses,
}


def choose_view(state: CompareState) -> View:
    st.session_state.setdefault(key("view"), state.view)
    chosen = st.segmented_control(
        t("compare.view"), VIEWS, key=key("view"), required=True, format_func=lambda view: t(f"compare.view_{view}"), width="stretch"
    )
    return chosen or state.view


def draw(graph: SharedGraph) -> None:
    state = arrive()
    st.header(t("pages.compare"), anchor=False)
    view = choose_view(state)
    chosen = choose_places(graph, state)
    show_invalid(state)
    cities = saved(graph, chosen)
    state = replace(state, view=view, cities=cities, cell=state.cell if view == state.view else None, invalid=())
    if not chosen:
        state.save()
        show_message(t("compare.choose_some"))
        return
    DRAWN[view](graph, state, chosen)


run_page(draw)
