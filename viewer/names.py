"""The names of things that answers name by id."""

from __future__ import annotations

import streamlit as st

from viewer.opened import Opened


def name_of(graph: Opened, type_: str, id_: str) -> str:
    """The name of the agency, category, document … `id_`; the id itself where nothing of that type has it."""
    return _name(graph, graph.version, type_, id_)


@st.cache_data(max_entries=20_000, show_spinner=False)
def _name(_graph: Opened, version: str, type_: str, id_: str) -> str:
    found = _graph.using(lambda graph: graph.find(id_))
    return next((named.name for named in found if named.type == type_), id_)
