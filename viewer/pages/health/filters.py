"""City, rule and agency: what the findings are narrowed to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from kg.queries.catalog import questions
from viewer.components.select import select, selected
from viewer.display.codes import RULES, label
from viewer.display.places import agency_of_address, held_places, place_of_address
from viewer.i18n import t
from viewer.pages.health.groups import SEVERITIES, by_findings
from viewer.pages.health.state import PAGE, HealthState
from viewer.shared_graph import SharedGraph

_CHOICES = 300
"""So many agencies of all cities are there to choose, those with most findings; of a city there are all."""


def resolved(graph: SharedGraph, state: HealthState) -> HealthState:
    """The state with ids for what its address names. Raises UnknownValue for what there is none of."""
    if state.city:
        state = replace(state, city=place_of_address(graph, state.city))
    if state.agency:
        state = replace(state, agency=agency_of_address(graph, state.agency, state.city))
    if state.rule:
        graph.answer("findings", rule=state.rule)
    return state


def draw_filters(graph: SharedGraph, state: HealthState) -> None:
    """A box for each; a choice changes the address and nothing else."""
    cities = held_places(graph)
    rules = sorted(questions("findings").items(), key=lambda item: SEVERITIES.index(item[1].severity or "note"))
    rule_names = {name: f"{label(graph, 'severity', rule.severity)} · {label(graph, RULES, name)}" for name, rule in rules}
    leading = graph.answer("finding_agencies", {"city": state.city} if state.city else {}).rows
    most = leading if state.city else by_findings(leading)[:_CHOICES]
    agencies = {row["agency"]: row["name"] if state.city else f"{row['city']} {row['name']}" for row in most if row["agency"]}
    with st.container(key="filters"):
        boxes = zip(st.columns(3), (("city", cities), ("rule", rule_names), ("agency", agencies)), strict=True)
        for column, (name, options) in boxes:
            key = HealthState.key(name)
            st.session_state[key] = getattr(state, name)
            with column:
                chosen = getattr(state, name)
                known = options | ({chosen: chosen} if chosen not in (None, *options) else {})
                select(
                    t(f"health.{name}"), key, known, clearable=True, placeholder=t(f"health.any_{name}"), on_change=partial(_narrow, name)
                )


def _narrow(name: str) -> None:
    changes: dict[str, Any] = {name: selected(HealthState.key(name)), **({"agency": None} if name == "city" else {})}
    replace(HealthState.latest(), finding=None, rows=PAGE, **changes).save()
