"""The inputs of a question, with choices that come from answers, and their values in the address of the page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from kg.queries.catalog import Parameter, Question, find_question
from kg.queries.resolve import UnknownValue
from viewer import i18n
from viewer.notices import say
from viewer.opened import Opened
from viewer.words import FILTERS, concept, heading

_WIDE = 4
_SOURCES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "place": (("documents", "city", "city"),),
    "document": (("documents", "document", "title"),),
    "agency": (("agencies", "agency", "name"),),
    "program": (("programs", "program", "name"),),
    "category": (("categories", "category", "name"),),
    "indicator": (("targets", "indicator", "indicator_name"), ("baselines", "indicator", "indicator_name")),
}
"""For a type of parameter: the question whose answer gives its choices, the column of the value, the column of the name."""


def remembered(page: str) -> dict[str, str]:
    """The values in the address, the language apart; else those of the last visit to `page`."""
    written = {name: value for name, value in st.query_params.to_dict().items() if name != i18n.KEY}
    return written or st.session_state.get(f"{page}.kept", {})


def remember(page: str, values: Mapping[str, Any]) -> None:
    """Put the values in the address, in the place of what was there; the language stays."""
    kept = {name: str(value) for name, value in values.items() if value is not None}
    st.session_state[f"{page}.kept"] = kept
    wanted = kept | i18n.in_address()
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def choose(
    label: str, key: str, choices: Mapping[str, str], before: str | None = None, about: str | None = None, placeholder: str = "全部"
) -> str | None:
    """One of `choices` (value -> name), or whatever the asker writes; None where nothing is given."""
    values = list(choices)
    current = st.session_state.setdefault(key, before)
    if current is not None and current not in choices:
        values.append(current)
    return st.selectbox(
        label,
        values,
        key=key,
        index=None,
        format_func=lambda value: choices.get(value, value),
        help=about,
        placeholder=placeholder,
        accept_new_options=True,
    )


def ask_for(graph: Opened, question: Question, before: Mapping[str, str]) -> dict[str, Any]:
    """Draw an input for each parameter of `question`. The values given, by parameter; numbers only where they differ from the default."""
    given: dict[str, Any] = {}
    filters = {name: p for name, p in question.parameters.items() if p.type != "number"}
    numbers = {name: p for name, p in question.parameters.items() if p.type == "number"}
    if filters:
        columns = st.columns(_WIDE)
        for place, (name, parameter) in enumerate(filters.items()):
            with columns[place % _WIDE]:
                value = _filter(graph, question, name, parameter, before.get(name))
            if value and value.strip():
                given[name] = value.strip()
    if numbers:
        with st.expander("权重 Weights", expanded=any(name in before for name in numbers)):
            columns = st.columns(_WIDE)
            for place, (name, parameter) in enumerate(numbers.items()):
                with columns[place % _WIDE]:
                    number = _number(question, name, parameter, before.get(name))
                if number != parameter.default:
                    given[name] = number
    return given


def label_of(name: str) -> str:
    """`城市 city`."""
    return f"{FILTERS.get(name) or heading(name)} {name}"


def _filter(graph: Opened, question: Question, name: str, parameter: Parameter, before: str | None) -> str | None:
    key = f"{question.name}.{name}"
    if parameter.type in ("text", "thing"):
        st.session_state.setdefault(key, before or "")
        return st.text_input(label_of(name), key=key, help=parameter.about, placeholder="任意字词")
    placeholder = "请选择" if parameter.required else "全部"
    return choose(label_of(name), key, _choices(graph, graph.version, question.name, name), before, parameter.about, placeholder)


def _number(question: Question, name: str, parameter: Parameter, before: str | None) -> float:
    key = f"{question.name}.{name}"
    default = parameter.default or 0.0
    if key not in st.session_state:
        st.session_state[key] = _read_number(name, before, default)
    chinese = parameter.about.split(" / ")[0]
    return float(st.number_input(chinese, key=key, step=0.5, format="%g", help=parameter.about))


def _read_number(name: str, written: str | None, default: float) -> float:
    try:
        number = float(written) if written is not None else default
        if math.isfinite(number):
            return number
    except ValueError:
        pass
    say(str(UnknownValue(name, written, "a number")), "error")
    return default


@st.cache_data(max_entries=500, show_spinner=False)
def _choices(_graph: Opened, version: str, question: str, name: str) -> dict[str, str]:
    """Value -> name, in the order of the answers that hold them."""
    parameter = find_question(question).parameters[name]
    if parameter.type == "concept":
        columns = parameter.columns or [name]
        codes = {row[column] for row in _graph.answer(question).rows for column in columns if row.get(column)}
        return {code: concept(code) for code in sorted(codes)}
    found: dict[str, str] = {}
    for source, value, label in _SOURCES.get(parameter.type, ()):
        for row in _graph.answer(source).rows:
            if row[value]:
                found.setdefault(row[value], _named(parameter, row, label))
    return found


def _named(parameter: Parameter, row: Mapping[str, Any], label: str) -> str:
    name = str(row[label] or "")
    return f"{name} · {row['city']}" if parameter.type in ("agency", "document") and row["city"] else name
