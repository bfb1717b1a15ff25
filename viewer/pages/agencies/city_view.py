"""A city: the loads of its agencies, their tasks and partners, concentration, tasks without a lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from viewer.components.message import show_message
from viewer.i18n import t
from viewer.pages.agencies.city import City, cities
from viewer.pages.agencies.concentration import draw_brokers, draw_concentration, spread
from viewer.pages.agencies.heat_map import draw_heat_map
from viewer.pages.agencies.ledger import draw_ledger
from viewer.pages.agencies.load_chart import draw_loads
from viewer.pages.agencies.load_table import draw_load_table
from viewer.pages.agencies.metrics import Metric, draw_metrics, draw_summary
from viewer.pages.agencies.network import draw_network, network_of
from viewer.pages.agencies.tabs import Tab, draw_tabs
from viewer.pages.agencies.unassigned_tasks import draw_unassigned_tasks
from viewer.pages.agencies.weights import changed_in_words
from viewer.shared_graph import Row, SharedGraph


def draw_city(graph: SharedGraph, city: City, loads: Sequence[Row], weights: Mapping[str, float], *, implied: bool) -> None:
    """`loads`: of `agency_load` with these weights."""
    rows = city.counted(implied=implied)
    single = [row for row in loads if not city.is_group(row["agency"])]
    led = sum(bool(row["has_lead"]) for row in city.tasks.values())
    words, files = st.columns([7, 4], vertical_alignment="center")
    with words:
        draw_summary(*summary(city, weights, implied=implied))
    if not loads:
        show_message(t("agencies.no_loads", city=city.name))
        return
    with files:
        draw_ledger(graph, city)
    if not city.assigns:
        better = next(name for name, _ in cities(graph, graph.version).values())
        show_message(t("agencies.assigns_nothing", city=city.name, better=better))
    draw_metrics(
        [
            most_loaded(city, loads),
            Metric(t("agencies.agencies"), str(len(single)), t("agencies.and_groups", count=len(loads) - len(single))),
            Metric(t("agencies.tasks"), str(len(city.tasks)), t("agencies.tasks_led", count=led)),
            Metric(t("agencies.roles"), str(len(rows)), t("agencies.roles_implied" if implied else "agencies.roles_assigned")),
        ]
    )
    draw_pictures(graph, city, loads, rows, implied=implied)
    left, right = st.columns([4, 3], gap="medium")
    with left:
        draw_loads(graph, city, loads, weights)
    with right:
        draw_concentration(spread(city, loads))
        draw_brokers(graph, city, rows, f"zhengmai-brokers-{city.code}-{graph.version}")


def most_loaded(city: City, loads: Sequence[Row]) -> Metric:
    """The agency with the highest load: a single one, unless none has a load."""
    first = max(loads, key=lambda row: (not city.is_group(row["agency"]) and row["load"] > 0, row["load"]))
    note = "agencies.load_of_group" if city.is_group(first["agency"]) else "agencies.load_is"
    alike = sum(row["load"] == first["load"] and city.is_group(row["agency"]) == city.is_group(first["agency"]) for row in loads)
    name = city.name_of(first["agency"])
    return Metric(
        t("agencies.most_loaded"),
        t("agencies.and_others", name=name, count=alike) if alike > 1 else name,
        t(note, load=f"{first['load']:.4g}"),
    )


def draw_pictures(graph: SharedGraph, city: City, loads: Sequence[Row], rows: Sequence[Row], *, implied: bool) -> None:
    tail = f"{city.code}-{graph.version}"
    nobody = sum(not row["has_lead"] for row in city.tasks.values())

    def heat_map() -> None:
        if rows:
            draw_heat_map(graph, city, loads, rows, f"zhengmai-roles-{tail}")
        else:
            show_message(t("agencies.no_roles" if implied else "agencies.no_assigned_roles", city=city.name))

    def network() -> None:
        found = network_of(city, rows)
        if found.size():
            draw_network(graph, city, found, loads, f"zhengmai-partners-{tail}")
        else:
            show_message(t("agencies.no_pairs" if implied else "agencies.no_assigned_pairs", city=city.name))

    draw_tabs(
        [
            Tab("heat_map", t("agencies.tab_heat_map"), heat_map),
            Tab("network", t("agencies.tab_network"), network),
            Tab(
                "nobody", t("agencies.tab_nobody", count=nobody), lambda: draw_unassigned_tasks(graph, city, f"zhengmai-suggestions-{tail}")
            ),
            Tab("loads", t("agencies.tab_loads"), lambda: draw_load_table(graph, city, loads, f"zhengmai-load-{tail}")),
        ]
    )


def summary(city: City, weights: Mapping[str, float], *, implied: bool) -> list[str]:
    """What is shown, in sentences."""
    changed = changed_in_words(weights)
    return [
        t("agencies.said_city", city=city.name),
        t("agencies.said_weights", weights=changed) if changed else t("agencies.said_usual"),
        t("agencies.said_implied" if implied else "agencies.said_assigned"),
    ]
