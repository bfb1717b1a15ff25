"""Place, agency and days: what the page is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from viewer.components.select import select, selected
from viewer.display.places import agency_of_address, held_places, place_of_address
from viewer.i18n import t
from viewer.pages.progress.state import PAGE, ProgressState
from viewer.shared_graph import SharedGraph

_CHOICES = 300
"""So many agencies of all cities are there to choose, those with most overdue; of a city there are all."""


def resolved(graph: SharedGraph, state: ProgressState) -> ProgressState:
    """The state with ids for what its address names. Raises UnknownValue for what there is none of."""
    if state.city:
        state = replace(state, city=place_of_address(graph, state.city))
    if state.agency:
        state = replace(state, agency=agency_of_address(graph, state.agency, state.city))
    return state


def draw_filters(graph: SharedGraph, state: ProgressState) -> None:
    """A box for each; a choice changes the address and nothing else."""
    cities = held_places(graph)
    involved = graph.answer("agency_progress", {name: value for name, value in state.filters.items() if name in ("city", "on")}).rows
    agencies = {
        row["agency"]: row["name"] if state.city else f"{row['city']} {row['name']}" for row in involved[: None if state.city else _CHOICES]
    }
    columns = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    for column, (name, options) in zip(columns, (("city", cities), ("agency", agencies)), strict=False):
        key = ProgressState.key(name)
        chosen = st.session_state[key] = getattr(state, name)
        known = options | ({chosen: chosen} if chosen not in (None, *options) else {})
        with column:
            select(
                t(f"progress.{name}"), key, known, clearable=True, placeholder=t(f"progress.any_{name}"), on_change=partial(_narrow, name)
            )
    for column, name in zip(columns[2:], ("on", "since"), strict=True):
        key = ProgressState.key(name)
        st.session_state[key] = getattr(state, name) or (date.today() if name == "on" else None)
        column.date_input(
            t(f"progress.{name}"), key=key, format="YYYY-MM-DD", on_change=partial(_narrow, name), help=t(f"progress.{name}_help")
        )


def _narrow(name: str) -> None:
    key = ProgressState.key(name)
    value = selected(key) if name in ("city", "agency") else st.session_state[key]
    if name == "on" and value == date.today():
        value = None
    changes: dict[str, Any] = {name: value, **({"agency": None} if name == "city" else {})}
    replace(ProgressState.latest(), task=None, rows=PAGE, **changes).save()
