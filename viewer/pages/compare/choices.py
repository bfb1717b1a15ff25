"""Boxes that several parts of the page have."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from viewer.components.message import show_message
from viewer.components.select import select, selected
from viewer.i18n import language, t
from viewer.pages.compare.places import named
from viewer.pages.compare.state import key
from viewer.shared_graph import SharedGraph


@st.cache_resource(max_entries=8, show_spinner=False)
def categories(_graph: SharedGraph, version: str, reader: str) -> dict[str, str]:
    """Id -> name of the categories that offers name, those of most places first."""
    rows = _graph.answer("comparison", by="category").rows
    return {row["item"]: named(row, "item_name") for row in rows if row["state"] == "stated"}


def choose_category(graph: SharedGraph, written: str | None, name: str, *, clearable: bool = False) -> str | None:
    return choose(t("compare.category"), categories(graph, graph.version, language()), written, name, clearable=clearable)


def choose(label: str, options: Mapping[str, str], written: str | None, name: str, *, clearable: bool = False) -> str | None:
    """The one chosen in the box, else that of the address by id or name, else the first unless `clearable`. An unknown one is reported."""
    widget = key(name)
    if widget not in st.session_state:
        meant = next((id_ for id_, words in options.items() if written in (id_, words)), None)
        if written and meant is None:
            show_message(t("compare.unknown", name=label, value=written), "error")
        st.session_state[widget] = meant or (None if clearable else next(iter(options), None))
    elif selected(widget) not in options:
        st.session_state[widget] = None if clearable else next(iter(options), None)
    return select(label, widget, options, clearable=clearable, placeholder=t("compare.any") if clearable else None)
