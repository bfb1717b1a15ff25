"""部门职责: the loads of a city's agencies, the responsibilities of one agency, and what-if scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from kg.errors import UnknownValue
from viewer.components.message import show_invalid, show_message
from viewer.components.select import select, selected
from viewer.errors import error_message, run_page
from viewer.i18n import t
from viewer.pages.agencies.agency_view import draw_agency
from viewer.pages.agencies.city import City, agency_meant, cities, city_of
from viewer.pages.agencies.city_view import draw_city
from viewer.pages.agencies.state import VIEWS, AgenciesState, View, arrive, key
from viewer.pages.agencies.weights import changed, draw_weights, parameters, weights_of
from viewer.pages.agencies.what_if_view import draw_what_if
from viewer.shared_graph import Row, SharedGraph


def choose_city(graph: SharedGraph, state: AgenciesState) -> City | None:
    """The city chosen, else that of the address, else the one whose agencies are assigned to lead most. An unknown one is reported."""
    known = cities(graph, graph.version)
    name = key("city")
    city = None
    written = selected(name) or state.city or next(iter(known), None)
    try:
        city = city_of(graph, graph.version, written) if written else None
    except UnknownValue as error:
        show_message(error_message(error), "error")
    st.session_state[name] = city.code if city else None
    options = {code: t("agencies.city_choice", city=place, leads=leads) for code, (place, leads) in known.items()}
    select(t("agencies.city"), name, options | ({city.code: city.name} if city and city.code not in known else {}))
    return city


def choose_view(state: AgenciesState) -> View:
    st.session_state.setdefault(key("view"), state.shown_view)
    chosen = st.segmented_control(
        t("agencies.view"), VIEWS, key=key("view"), required=True, format_func=lambda view: t(f"agencies.view_{view}"), width="stretch"
    )
    return chosen or state.shown_view


def choose_agency(graph: SharedGraph, city: City, state: AgenciesState, loads: Sequence[Row]) -> str | None:
    """The agency chosen, else that of the address, else the most loaded. An unknown one is reported."""
    name = key(f"agency.{city.code}")
    order = [row["agency"] for row in loads]
    order += sorted(agency for agency in city.agencies if agency not in order)
    if selected(name) not in order:
        written = state.agency
        try:
            st.session_state[name] = agency_meant(graph, city, written) if written else next(iter(order), None)
        except UnknownValue as error:
            show_message(error_message(error), "error")
            st.session_state[name] = None
    load = {row["agency"]: row["load"] for row in loads}
    names = {agency: f"{city.name_of(agency)} · {load[agency]:.4g}" if agency in load else city.name_of(agency) for agency in order}
    return select(t("agencies.agency"), name, names)


def choose_implied(city: City, state: AgenciesState) -> bool:
    """Whether implied roles count in the charts: as the address says, else only where the documents assign none."""
    name = key(f"implied.{city.code}")
    if name not in st.session_state:
        st.session_state[name] = state.basis == "all" if state.basis else not city.assigns
    return st.toggle(t("agencies.implied"), key=name, help=t("agencies.implied_help"))


def draw(graph: SharedGraph) -> None:
    state = arrive().of_city(selected(key("city")))
    st.header(t("pages.agencies"), anchor=False)
    place, part, who = st.columns([3, 4, 4], vertical_alignment="bottom")
    with place:
        city = choose_city(graph, state)
    if city is None:
        st.caption(t("agencies.choose_city"))
        return
    with part:
        view = choose_view(state)
    show_invalid(state)
    how, what = st.columns([7, 4], vertical_alignment="center")
    with how:
        weights = draw_weights(weights_of(state))
    loads = graph.answer("agency_load", {"city": city.code, **parameters(weights)}).rows
    implied = False
    if view != "what_if":
        with what:
            implied = choose_implied(city, state)
    agency = state.agency
    if view == "agency":
        with who:
            agency = choose_agency(graph, city, state, loads)
    same = view == (state.view or view) and agency == (state.agency or agency)
    AgenciesState(
        city=city.code,
        view=view,
        agency=agency,
        basis=state.basis if view == "what_if" else basis_of(city, implied),
        tab=state.tab if same else None,
        fact=state.fact if same else None,
        changes=state.changes,
        weights=changed(weights),
    ).save()
    if view == "city":
        draw_city(graph, city, loads, weights, implied=implied)
    elif view == "what_if":
        draw_what_if(graph, city, state.changes, weights)
    elif agency:
        draw_agency(graph, city, agency, loads, weights, implied=implied)
    else:
        st.caption(t("agencies.choose_agency"))


def basis_of(city: City, implied: bool) -> Literal["all", "assigned"] | None:
    """The parameter `basis`: None where it is as usual for the city."""
    if implied != city.assigns:
        return None
    return "all" if implied else "assigned"


run_page(draw)
