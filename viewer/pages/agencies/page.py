"""部门职责: who carries how much in a city, what one agency has to do and with whom, and what if it were otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from kg.analysis.what_if import Change
from kg.errors import UnknownValue
from viewer.components.message import show_message
from viewer.components.question_inputs import remember
from viewer.errors import error_message, run_page
from viewer.i18n import t
from viewer.pages.agencies.agency_view import draw_agency
from viewer.pages.agencies.city import City, agency_meant, cities, city_of
from viewer.pages.agencies.city_view import draw_city
from viewer.pages.agencies.state import PAGE, VIEWS, Unreadable, View, asked, key, view_asked
from viewer.pages.agencies.weights import defaults, draw_weights, parameters, read_weights
from viewer.pages.agencies.what_if_changes import read_changes, write_changes
from viewer.pages.agencies.what_if_view import draw_what_if
from viewer.shared_graph import Row, SharedGraph


def choose_city(graph: SharedGraph, before: Mapping[str, str]) -> City | None:
    """The city chosen, else that of the address, else the one whose agencies are assigned to lead most. What cannot be read is said."""
    known = cities(graph, graph.version)
    name = key("city")
    city = None
    written = st.session_state.get(name) or before.get("city") or next(iter(known), None)
    try:
        city = city_of(graph, graph.version, written) if written else None
    except UnknownValue as error:
        show_message(error_message(error), "error")
    st.session_state[name] = city.code if city else None
    codes = list(known) if city is None or city.code in known else [*known, city.code]
    st.selectbox(
        t("agencies.city"),
        codes,
        key=name,
        index=0 if city else None,
        placeholder=t("common.choose"),
        format_func=lambda code: (
            t("agencies.city_choice", city=known[code][0], leads=known[code][1]) if code in known else str(city and city.name)
        ),
    )
    return city


def choose_view(before: Mapping[str, str]) -> View:
    st.session_state.setdefault(key("view"), view_asked(before))
    chosen = st.segmented_control(
        t("agencies.view"), VIEWS, key=key("view"), required=True, format_func=lambda view: t(f"agencies.view_{view}"), width="stretch"
    )
    return chosen or view_asked(before)


def choose_agency(graph: SharedGraph, city: City, before: Mapping[str, str], loads: Sequence[Row]) -> str | None:
    """The agency chosen, else that of the address, else the most loaded. What the address means by none is said."""
    name = key(f"agency.{city.code}")
    order = [row["agency"] for row in loads]
    order += sorted(agency for agency in city.agencies if agency not in order)
    if st.session_state.get(name) not in order:
        written = before.get("agency")
        try:
            st.session_state[name] = agency_meant(graph, city, written) if written else next(iter(order), None)
        except UnknownValue as error:
            show_message(error_message(error), "error")
            st.session_state[name] = None
    load = {row["agency"]: row["load"] for row in loads}
    chosen: str | None = st.selectbox(
        t("agencies.agency"),
        order,
        key=name,
        index=0 if st.session_state[name] else None,
        placeholder=t("common.choose"),
        format_func=lambda agency: f"{city.name_of(agency)} · {load[agency]:.4g}" if agency in load else city.name_of(agency),
    )
    return chosen


def read_address(before: Mapping[str, str]) -> tuple[dict[str, float], list[Change]]:
    """The weights and the changes that the address asks for; what cannot be read is said, and left out."""
    weights, changes = defaults(), []
    try:
        weights = read_weights(before)
    except Unreadable as error:
        show_message(str(error), "error")
    try:
        changes = read_changes(st.session_state.setdefault(key("changes"), before.get("changes", "")))
    except Unreadable as error:
        show_message(str(error), "error")
        st.session_state[key("changes")] = ""
    return weights, changes


def choose_implied(city: City, before: Mapping[str, str]) -> bool:
    """Whether implied roles count in the pictures: as the address says, else only where the documents assign none."""
    name = key(f"implied.{city.code}")
    if name not in st.session_state:
        st.session_state[name] = before["basis"] == "all" if before.get("basis") in ("all", "assigned") else not city.assigns
    return st.toggle(t("agencies.implied"), key=name, help=t("agencies.implied_help"))


def same_city(before: Mapping[str, str]) -> Mapping[str, str]:
    """`before`; where another city was just chosen, what holds for every city."""
    chosen = st.session_state.get(key("city"))
    if not chosen or chosen == before.get("city"):
        return before
    st.session_state[key("changes")] = ""
    return {name: value for name, value in before.items() if name == "view" or name.startswith("w_")}


def draw(graph: SharedGraph) -> None:
    before = same_city(asked())
    st.header(t("pages.agencies"), anchor=False)
    place, part, who = st.columns([3, 4, 4], vertical_alignment="bottom")
    with place:
        city = choose_city(graph, before)
    if city is None:
        st.caption(t("agencies.choose_city"))
        return
    with part:
        view = choose_view(before)
    weights, changes = read_address(before)
    how, what = st.columns([7, 4], vertical_alignment="center")
    with how:
        weights = draw_weights(weights)
    loads = graph.answer("agency_load", {"city": city.code, **parameters(weights)}).rows
    implied = False
    if view != "what_if":
        with what:
            implied = choose_implied(city, before)
    agency = before.get("agency")
    if view == "agency":
        with who:
            agency = choose_agency(graph, city, before, loads)
    same = view == before.get("view", view) and agency == before.get("agency", agency)
    remember(
        PAGE,
        {
            "city": city.code,
            "view": view,
            "agency": agency,
            "basis": before.get("basis") if view == "what_if" else basis_of(city, implied),
            "tab": before.get("tab") if same else None,
            "fact": before.get("fact") if same else None,
            "changes": write_changes(changes) or None,
            **{name: f"{weight:.12g}" for name, weight in parameters(weights).items()},
        },
    )
    if view == "city":
        draw_city(graph, city, loads, weights, implied=implied)
    elif view == "what_if":
        draw_what_if(graph, city, changes, weights)
    elif agency:
        draw_agency(graph, city, agency, loads, weights, implied=implied)
    else:
        st.caption(t("agencies.choose_agency"))


def basis_of(city: City, implied: bool) -> str | None:
    """How the address says whether implied roles count: not at all where it is as usual for the city."""
    if implied != city.assigns:
        return None
    return "all" if implied else "assigned"


run_page(draw)
