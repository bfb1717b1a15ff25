"""简报: a brief of a city, an agency, a talent category or of cities side by side, to read here and to take home as Word or PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import get_args

import streamlit as st

from kg.errors import InvalidArgument, UnknownValue
from kg.export.brief import FORMATS, MOST_CITIES, brief_bytes, brief_file_name, brief_of
from kg.export.brief.model import Brief
from kg.queries.catalog import find_question
from viewer.components.message import show_invalid, show_message
from viewer.components.question_inputs import choices_of
from viewer.components.select import select
from viewer.display.places import held_places, place_called
from viewer.errors import error_message, run_page
from viewer.i18n import t
from viewer.pages.brief.preview import preview
from viewer.pages.brief.state import BriefState, Subject
from viewer.shared_graph import SharedGraph

_ICONS = {"docx": ":material/description:", "pdf": ":material/picture_as_pdf:"}
_SUBJECTS: tuple[Subject, ...] = get_args(Subject)


def draw(graph: SharedGraph) -> None:
    state = BriefState.current()
    st.header(t("pages.brief"), anchor=False)
    show_invalid(state)
    if BriefState.has_moved() or not BriefState.is_visited():
        state = _resolved(graph, state)
        _remember(state)
    state = _choose(graph, state)
    state.save()
    try:
        brief = _made(graph, state)
    except (UnknownValue, InvalidArgument) as error:
        show_message(error_message(error), "error")
        return
    if brief is None:
        st.caption(t("brief.about"))
        return
    with st.container(horizontal=True):
        for format, mime in FORMATS.items():
            st.download_button(
                t(f"brief.download_{format}"),
                partial(brief_bytes, brief, format),
                brief_file_name(brief, format),
                mime,
                key=BriefState.key(format),
                on_click="ignore",
                icon=_ICONS[format],
            )
    st.html(preview(brief))


def _resolved(graph: SharedGraph, state: BriefState) -> BriefState:
    """The state with ids for names; without what is unknown, which is told."""
    if state.of == "cities":
        found = {asked: place_called(held_places(graph), asked) for asked in state.cities}
        state = replace(state, cities=frozenset(filter(None, found.values())))
    else:
        asked = getattr(state, state.of)
        found = {asked: place_called(_options(graph, state.of), asked)} if asked else {}
        state = _with(state, found.get(asked))
    for asked in sorted(asked for asked, id_ in found.items() if id_ is None):
        show_message(t("brief.unknown", name=asked), "error")
    return state


def _with(state: BriefState, value: str | None) -> BriefState:
    if state.of == "city":
        return replace(state, city=value)
    return replace(state, agency=value) if state.of == "agency" else replace(state, category=value)


def _remember(state: BriefState) -> None:
    for name in ("of", "city", "agency", "category"):
        st.session_state[BriefState.key(name)] = getattr(state, name)
    st.session_state[BriefState.key("cities")] = sorted(state.cities)


def _choose(graph: SharedGraph, state: BriefState) -> BriefState:
    subject, choice = st.columns([4, 5], vertical_alignment="bottom")
    with subject:
        of = st.segmented_control(
            t("brief.of"),
            _SUBJECTS,
            key=BriefState.key("of"),
            required=True,
            format_func=lambda name: t(f"brief.of_{name}"),
            label_visibility="collapsed",
        )
    state = replace(state, of=of or state.of)
    with choice:
        if state.of == "cities":
            names = held_places(graph)
            chosen = st.multiselect(
                t("brief.of_cities"),
                list(names),
                key=BriefState.key("cities"),
                format_func=lambda code: names.get(code, code),
                max_selections=MOST_CITIES,
                placeholder=t("brief.choose_cities"),
                label_visibility="collapsed",
            )
            return replace(state, cities=frozenset(chosen))
        value = select(
            t(f"brief.of_{state.of}"), BriefState.key(state.of), _options(graph, state.of), clearable=True, label_visibility="collapsed"
        )
    return _with(state, value)


def _options(graph: SharedGraph, of: Subject) -> Mapping[str, str]:
    if of == "city":
        return held_places(graph)
    return choices_of(graph, find_question("offers" if of == "category" else "responsibilities"), of)


def _made(graph: SharedGraph, state: BriefState) -> Brief | None:
    """None where nothing is chosen yet."""
    if state.of == "cities":
        return brief_of(graph.graph, cities=sorted(state.cities)) if len(state.cities) > 1 else None
    value = getattr(state, state.of)
    if value is None:
        return None
    return brief_of(graph.graph, cities=[value]) if state.of == "city" else brief_of(graph.graph, **{state.of: value})


run_page(draw)
