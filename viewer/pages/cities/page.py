"""城市: documents with their status, whom the city offers what, programmes, goals, agencies and gaps, each a link to its rows."""

from __future__ import annotations

import streamlit as st

from viewer.components.downloads import draw_downloads
from viewer.components.linked_html import draw_linked_html
from viewer.components.message import show_message
from viewer.components.select import select
from viewer.display.places import held_places, place_called
from viewer.errors import run_page
from viewer.html import render
from viewer.i18n import t
from viewer.links import to_agency, to_graph
from viewer.pages.cities.city import read_city
from viewer.pages.cities.state import CitiesState
from viewer.shared_graph import SharedGraph

_KEY = CitiesState.key("city")


def draw(graph: SharedGraph) -> None:
    state = CitiesState.current()
    cities = held_places(graph)
    st.header(t("pages.cities"), anchor=False)
    if not cities:
        show_message(t("cities.none"))
        return
    code = place_called(cities, state.city or "")
    if code is None:
        show_message(t("cities.unknown", name=state.city), "error")
        code = next(iter(cities))
    if CitiesState.has_moved() or not CitiesState.is_visited():
        st.session_state[_KEY] = code
    st.session_state.setdefault(_KEY, code)
    left, _ = st.columns([2, 5])
    with left:
        code = select(t("cities.city"), _KEY, cities, label_visibility="collapsed") or code
    name = cities[code]
    CitiesState(city=name).save()
    draw_linked_html(render("cities/city.html", city=read_city(graph, name)), "cities.content")
    with st.container(horizontal=True):
        to_agency(name).draw(t("cities.to_agencies"), ":material/account_balance:")
        to_graph(f"place/{code}").draw(t("evidence.to_graph"), ":material/hub:")
    draw_downloads(graph, lambda: graph.answer("offers", city=name), f"zhengmai-offers-{name}-{graph.version}", "offers")


run_page(draw)
