"""The input widgets of a question. Their choices come from answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import streamlit as st

from kg.errors import UnknownValue
from kg.queries.catalog import Parameter, Question, find_question
from kg.queries.parameters import MOST, read_number, split_list
from viewer.components.message import show_message
from viewer.components.select import select, select_several, selected, selected_several
from viewer.display.codes import RULES, SCHEMES, label
from viewer.display.columns import heading
from viewer.display.entities import entity_names
from viewer.i18n import Language, catalog, language, t
from viewer.shared_graph import SharedGraph

_WIDE = 4
_ASKED_FIRST = ("city", "category", "indicator", "text", "program", "agency", "kind")
"""Filters in the order of their inputs; the others follow."""
_SOURCES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "place": (("documents", "city", "city"),),
    "document": (("documents", "document", "title"),),
    "agency": (("agencies", "agency", "name"),),
    "program": (("programs", "program", "name"),),
    "category": (("categories", "category", "name"),),
    "indicator": (("targets", "indicator", "indicator_name"), ("baselines", "indicator", "indicator_name")),
}
"""For a type of parameter: the question whose answer gives its choices, the column of the value, the column of the name."""
_CALLED = ("program", "category", "indicator")
"""Types whose entities have several names in the texts: the choices show the name of the registry."""


def draw_inputs(graph: SharedGraph, question: Question, before: Mapping[str, str]) -> dict[str, Any]:
    """Draw an input for each parameter of `question`. The values given, by parameter; numbers only where they differ from the default."""
    given: dict[str, Any] = {}
    names = sorted(question.parameters, key=lambda name: _ASKED_FIRST.index(name) if name in _ASKED_FIRST else len(_ASKED_FIRST))
    filters = {name: question.parameters[name] for name in names if question.parameters[name].type != "number"}
    numbers = {name: p for name, p in question.parameters.items() if p.type == "number"}
    if filters:
        with st.container(key="filters"):
            columns = st.columns(_WIDE)
            if rest := list(filters)[_WIDE:]:
                words = t("inputs.more", names=t("common.comma").join(input_label(question, name) for name in rest))
                with st.expander(words, expanded=any(name in before for name in rest)):
                    columns += st.columns(_WIDE)
        for place, (name, parameter) in enumerate(filters.items()):
            with columns[place if place < _WIDE else _WIDE + place % _WIDE]:
                written = before.get(name)
                if takes_several(question, parameter):
                    meant = resolve_choices(graph, question, name, written) if written else []
                    values = _several(graph, question, name, meant, before)
                    if values:
                        given[name] = written if written and values == meant else ",".join(values)
                    continue
                one = resolve_choice(graph, question, name, written) if written else None
                value = _filter(graph, question, name, parameter, one)
            if value and value.strip():
                given[name] = written if written and value == one else value.strip()
    if numbers:
        with st.expander(t("inputs.weights"), expanded=any(name in before for name in numbers)):
            columns = st.columns(_WIDE)
            for place, (name, parameter) in enumerate(numbers.items()):
                with columns[place % _WIDE]:
                    number = _number(question, name, parameter, before.get(name))
                if number != parameter.default:
                    given[name] = number
    return given


def input_label(question: Question, name: str) -> str:
    """What a parameter is called: as the column that it is held against, or as `inputs.yaml` says."""
    if question.parameters[name].type == "number":
        return in_language(question.parameters[name].about)
    return t(f"inputs.{name}") if f"inputs.{name}" in catalog() else heading(name, question.name)


def display_filter(graph: SharedGraph, question: Question, name: str, value: object) -> str:
    """A value as the list of choices shows it; several with commas between."""
    choices = choices_of(graph, question, name)
    several = takes_several(question, question.parameters[name])
    meant = resolve_choices(graph, question, name, str(value)) if several else [resolve_choice(graph, question, name, str(value))]
    return t("inputs.or").join(choices.get(one, one) for one in meant)


def takes_several(question: Question, parameter: Parameter) -> bool:
    """Whether each of several values will do: names of things, and codes where the question is about a table."""
    codes = ("concept", "rule") if question.folder == "tables" else ()
    return parameter.type in (*_SOURCES, *codes) and not parameter.required


def resolve_choices(graph: SharedGraph, question: Question, name: str, written: str) -> list[str]:
    """The choices that a value in an address means: one, or several with commas between."""
    one = resolve_choice(graph, question, name, written)
    if one in choices_of(graph, question, name):
        return [one]
    return list(dict.fromkeys(resolve_choice(graph, question, name, part) for part in split_list(written)))


def resolve_choice(graph: SharedGraph, question: Question, name: str, written: str) -> str:
    """The one choice that a value in an address means: 140100 and 太原 are 太原市. What means none, or several, stays as it is."""
    choices = choices_of(graph, question, name)
    found: set[str] = set()
    if written not in choices:
        for source, value, _ in _SOURCES.get(question.parameters[name].type, ()):
            with suppress(UnknownValue):
                rows = graph.answer(source, **{_asked_as(question, name): written}).rows
                if question.parameters[name].type == "place":
                    rows = [row for row in rows if _is_called(row, written)] or rows
                found |= {row[value] for row in rows}
    return found.pop() if len(found) == 1 and found <= choices.keys() else written


def _is_called(row: Mapping[str, Any], place: str) -> bool:
    """Whether the city of a row is the place itself, and not one in it."""
    return row["city_code"] == place or str(row["city"]).startswith(place)


def _asked_as(question: Question, name: str) -> str:
    type_ = question.parameters[name].type
    return "city" if type_ == "place" else type_


def choices_of(graph: SharedGraph, question: Question, name: str) -> dict[str, str]:
    return _choices(graph, graph.version, language(), question.name, name)


def in_language(about: str) -> str:
    """The half of a `中文 / English` text of the catalog of questions, in the reader's language."""
    chinese, slash, english = about.partition(" / ")
    return chinese if not slash or language() == "zh" else english


def input_keys(question: str) -> list[str]:
    """The session keys of the input widgets of a question."""
    return [key for key in map(str, st.session_state) if key.startswith(f"{question}.")]


def _filter(graph: SharedGraph, question: Question, name: str, parameter: Parameter, before: str | None) -> str | None:
    key = f"{question.name}.{name}"
    label, about = input_label(question, name), None if parameter.type == "concept" else in_language(parameter.about)
    if parameter.type in ("text", "date"):
        st.session_state.setdefault(key, before or "")
        return st.text_input(label, key=key, help=about, placeholder=_unwritten(parameter))
    st.session_state.setdefault(key, before)
    options, current = choices_of(graph, question, name), selected(key)
    if current is not None and current not in options:
        options |= {current: current}
    placeholder = t("common.choose") if parameter.required else t("common.all")
    return select(label, key, options, clearable=True, placeholder=placeholder, about=about)


def _several(graph: SharedGraph, question: Question, name: str, before: list[str], given: Mapping[str, str]) -> list[str]:
    """A box for several values, each with the number of rows that it leaves of what the other filters leave."""
    key, parameter = f"{question.name}.{name}", question.parameters[name]
    st.session_state.setdefault(key, before)
    options = dict(choices_of(graph, question, name))
    options |= {value: value for value in selected_several(key) if value not in options}
    if counts := _counts(graph, question, name, given):
        ids = {row["city"]: row["city_code"] for row in graph.answer("documents").rows} if parameter.type == "place" else {}
        options = dict(sorted(options.items(), key=lambda item: not counts.get(ids.get(item[0], item[0]))))
        options = {value: t("inputs.counted", name=called, count=counts.get(ids.get(value, value), 0)) for value, called in options.items()}
    about = None if parameter.type in ("concept", "rule") else in_language(parameter.about)
    return select_several(input_label(question, name), key, options, placeholder=t("common.all"), about=about)


def _counts(graph: SharedGraph, question: Question, name: str, given: Mapping[str, str]) -> Mapping[str, int]:
    """Nothing where the graph does not know what another filter names: the page says so. What is in a box wins over the address."""
    others: dict[str, str] = {}
    for other, parameter in question.parameters.items():
        key = f"{question.name}.{other}"
        held = ",".join(selected_several(key)) if takes_several(question, parameter) else selected(key)
        if value := held if key in st.session_state else given.get(other):
            others[other] = value
    try:
        return graph.facets(question.name, name, others)
    except UnknownValue:
        return {}


def _unwritten(parameter: Parameter) -> str:
    """What stands in an empty input."""
    return t("inputs.today") if parameter.today else t("inputs.any_day" if parameter.type == "date" else "inputs.any_words")


def _number(question: Question, name: str, parameter: Parameter, before: str | None) -> float:
    key = f"{question.name}.{name}"
    if key not in st.session_state:
        st.session_state[key] = _read_number(question, name, before, parameter.default or 0.0)
    return float(st.number_input(input_label(question, name), key=key, min_value=-MOST, max_value=MOST, step=0.5, format="%g"))


def _read_number(question: Question, name: str, written: str | None, default: float) -> float:
    try:
        return default if written is None else read_number(name, written)
    except UnknownValue:
        show_message(t("faults.not_a_number", name=input_label(question, name), value=written), "error")
        return default


@st.cache_data(max_entries=500, show_spinner=False)
def _choices(_graph: SharedGraph, version: str, language: Language, question: str, name: str) -> dict[str, str]:
    """Value -> name, in the order of the answers that hold them, or the commonest first. Codes by what they mean."""
    parameter = find_question(question).parameters[name]
    if parameter.type == "concept" and parameter.scheme:
        columns = [column for column in parameter.columns or [name] if column in find_question(question).columns]
        of_day = {"status"}.intersection(columns)
        codes = {row["status"] for row in _graph.answer("documents").rows} if of_day else set()
        codes |= {code for column in columns if column not in of_day for code, _ in _graph.counts(question, (column,)) if code}
        named = {code: label(_graph, parameter.scheme, code) for code in codes}
        return dict(sorted(named.items(), key=lambda item: item[1]))
    if parameter.type == "rule":
        rules = {row["rule"]: None for row in _graph.answer("finding_counts").rows}
        return {rule: label(_graph, RULES, rule) for rule in rules}
    if parameter.type == "scheme":
        return {row["scheme"]: label(_graph, SCHEMES, row["scheme"]) for row in _graph.answer("concepts").rows}
    if parameter.type in _CALLED:
        used: Counter[str] = Counter()
        for source, value, _ in _SOURCES[parameter.type]:
            used.update(dict(_graph.counts(source, (value,))))
        return entity_names(_graph, parameter.type, [id_ for id_, _ in used.most_common()])
    found: dict[str, str] = {}
    for source, value, column in _SOURCES.get(parameter.type, ()):
        for row in _graph.answer(source).rows:
            if row[value]:
                found.setdefault(row[value], _named(parameter, row, column))
    return found


def _named(parameter: Parameter, row: Mapping[str, Any], column: str) -> str:
    name = str(row[column] or "")
    return f"{name} · {row['city']}" if parameter.type in ("agency", "document") and row["city"] else name
