"""The weights of the load: what they are, changed on the page, said in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import streamlit as st

from kg.queries.catalog import find_question
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.agencies.state import Unreadable, key

_PREFIX = "w_"
_MOST = 1000.0


def defaults() -> dict[str, float]:
    """Column of `agency_load` -> weight, as the question has them."""
    return dict(_usual())


@cache
def _usual() -> dict[str, float]:
    parameters = find_question("agency_load").parameters
    return {name.removeprefix(_PREFIX): p.default or 0.0 for name, p in parameters.items() if name.startswith(_PREFIX)}


def parameters(weights: Mapping[str, float]) -> dict[str, float]:
    """Those that differ from the default, by parameter: for the question and for the address."""
    usual = defaults()
    return {f"{_PREFIX}{column}": weight for column, weight in weights.items() if weight != usual[column]}


def read_weights(before: Mapping[str, str]) -> dict[str, float]:
    """The weights that an address asks for. Raises Unreadable."""
    return {column: _read(f"{_PREFIX}{column}", before.get(f"{_PREFIX}{column}"), usual) for column, usual in defaults().items()}


def draw_weights(before: Mapping[str, float]) -> dict[str, float]:
    """The inputs, which begin with `before`; gives what they hold."""
    now = {column: float(st.session_state.setdefault(key(f"{_PREFIX}{column}"), weight)) for column, weight in before.items()}
    with st.expander(t("agencies.weights"), icon=":material/tune:"):
        st.caption(escape_markdown(formula(now)))
        columns = st.columns(4)
        for place, column in enumerate(now):
            columns[place % 4].number_input(
                heading(column), min_value=0.0, max_value=_MOST, step=0.5, format="%g", key=key(f"{_PREFIX}{column}")
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
    names = [name.removeprefix(_PREFIX) for name in parameters(weights)]
    return t("agencies.and").join(f"{heading(name)} × {weights[name]:g}" for name in names)


def _reset() -> None:
    for column, weight in defaults().items():
        st.session_state[key(f"{_PREFIX}{column}")] = weight


def _read(name: str, written: str | None, usual: float) -> float:
    if written is None:
        return usual
    try:
        weight = float(written)
    except ValueError:
        weight = math.nan
    if not 0 <= weight <= _MOST:
        raise Unreadable(t("agencies.unreadable_weight", name=heading(name.removeprefix(_PREFIX)), written=written, most=f"{_MOST:g}"))
    return weight
