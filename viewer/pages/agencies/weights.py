"""The weights of the load: their inputs, and the changed ones in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import streamlit as st

from kg.queries.catalog import find_question
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.agencies.state import MAX_WEIGHT, WEIGHT_PREFIX, AgenciesState, key


def defaults() -> dict[str, float]:
    """Column of `agency_load` -> weight, as the question has them."""
    return dict(_usual())


@cache
def _usual() -> dict[str, float]:
    parameters = find_question("agency_load").parameters
    return {name.removeprefix(WEIGHT_PREFIX): p.default or 0.0 for name, p in parameters.items() if name.startswith(WEIGHT_PREFIX)}


def parameters(weights: Mapping[str, float]) -> dict[str, float]:
    """Those that differ from the default, by parameter of the question."""
    return {f"{WEIGHT_PREFIX}{column}": weight for column, weight in changed(weights).items()}


def weights_of(state: AgenciesState) -> dict[str, float]:
    """All weights: those of the state, else the defaults."""
    return {column: state.weights.get(column, usual) for column, usual in defaults().items()}


def changed(weights: Mapping[str, float]) -> dict[str, float]:
    """Those that differ from the default, by column."""
    usual = defaults()
    return {column: weight for column, weight in weights.items() if weight != usual[column]}


def draw_weights(before: Mapping[str, float]) -> dict[str, float]:
    """Draw the inputs, which start with `before`; returns what they hold."""
    now = {column: float(st.session_state.setdefault(key(f"{WEIGHT_PREFIX}{column}"), weight)) for column, weight in before.items()}
    with st.expander(t("agencies.weights"), icon=":material/tune:"):
        st.caption(escape_markdown(formula(now)))
        columns = st.columns(4)
        for place, column in enumerate(now):
            columns[place % 4].number_input(
                heading(column), min_value=0.0, max_value=MAX_WEIGHT, step=0.5, format="%g", key=key(f"{WEIGHT_PREFIX}{column}")
            )
        columns[3].button(
            t("agencies.weights_reset"), on_click=_reset, disabled=not parameters(now), icon=":material/restart_alt:", width="stretch"
        )
    return now


def formula(weights: Mapping[str, float]) -> str:
    terms = [f"{weight:g} × {heading(column)}" for column, weight in weights.items()]
    return t("agencies.formula", terms=" + ".join(terms))


def changed_in_words(weights: Mapping[str, float]) -> str:
    """Which weights are not the usual ones; empty where all are."""
    return t("agencies.and").join(f"{heading(column)} × {weight:g}" for column, weight in changed(weights).items())


def _reset() -> None:
    for column, weight in defaults().items():
        st.session_state[key(f"{WEIGHT_PREFIX}{column}")] = weight
