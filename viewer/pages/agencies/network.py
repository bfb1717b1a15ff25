"""The network of agencies that share tasks: a chart, and the same as a table of counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import streamlit as st

from kg.analysis.brokers import works_with
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.figures import Figure, draw_chart, draw_chart_figure, source_line
from viewer.components.vega import SIZE, Spec, layer, layered, nominal, quantity, scale, tip, where
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.agencies.city import City
from viewer.pages.agencies.grid import Cell, Head, draw_grid, grid_chart
from viewer.pages.agencies.load_chart import short_names
from viewer.pages.agencies.state import to_agency_here
from viewer.palette import colours
from viewer.shared_graph import Row, SharedGraph

_ROW = 30
_HOVER, _DOTS = "hover", "dots"


def network_of(city: City, rows: Sequence[Row]) -> nx.Graph[str]:
    """Of the agencies that `rows` (of `responsibilities`) name. Groups are left out."""
    return works_with((row["agency"], row["task"]) for row in rows if not city.is_group(row["agency"]))


def draw_network(graph: SharedGraph, city: City, network: nx.Graph[str], loads: Sequence[Row], name: str) -> None:
    linked = [agency for agency in network if network[agency]]
    alone = [agency for agency in network if not network[agency]]
    st.caption(t("agencies.network_means", agencies=len(linked), pairs=network.size()))
    picture = network.subgraph(linked)
    load = {row["agency"]: row["load"] for row in loads}
    source = source_line(graph, {city.code})
    figure = Figure(t("agencies.figure_network", city=city.name), source, name, notes=(t("agencies.figure_network_means"),))
    draw_chart(lambda: ring_chart(city, picture, load), t("agencies.alt_network"), figure)
    if alone:
        st.caption(escape_markdown(t("agencies.alone", names=t("agencies.and").join(city.name_of(agency) for agency in alone))))
    order = sorted(linked, key=lambda agency: (-network.degree(agency, weight="weight"), agency))
    heads = [Head(agency, city.name_of(agency), to_agency_here(agency).address) for agency in order]
    most = max(edge["weight"] for *_, edge in network.edges(data=True))
    cells = {
        ends: Cell(str(edge["weight"]), _tip(city, *ends, edge["tasks"]), shade=edge["weight"] / most)
        for one, other, edge in network.edges(data=True)
        for ends in ((one, other), (other, one))
    }
    st.markdown(f"**{t('agencies.matrix')}**")
    draw_grid(t("agencies.shared_tasks"), heads, heads, cells)
    figure = Figure(t("agencies.figure_matrix", city=city.name), source, f"{name}-matrix")
    draw_chart_figure(lambda: grid_chart(heads, heads, cells), figure)
    pairs = [
        {
            "agency": one,
            "name": city.name_of(one),
            "partner": other,
            "partner_name": city.name_of(other),
            "shared": edge["weight"],
            "tasks": edge["tasks"],
        }
        for one, other, edge in sorted(network.edges(data=True), key=lambda found: (-found[2]["weight"], found[0], found[1]))
    ]
    columns: Mapping[str, Any] = {
        "agency": "string", "name": "string", "partner": "string", "partner_name": "string", "shared": "integer", "tasks": "list",
    }  # fmt: skip
    draw_downloads(graph, Answer(columns, pairs), name, "pairs")


def ring(network: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Agency -> (x, y): two arcs that face each other, so evenly that names can be read; those that share most tasks near each other."""
    order = _near_each_other(network)
    left, right = order[: (len(order) + 1) // 2], order[(len(order) + 1) // 2 :]
    places: dict[str, tuple[float, float]] = {}
    for side, column in ((-1, left), (1, list(reversed(right)))):
        for place, agency in enumerate(column):
            y = 1 - 2 * (place + 0.5) / len(left)
            places[agency] = (side * (0.35 + 0.65 * math.sqrt(max(0.0, 1 - y * y))), y)
    return places


def ring_chart(city: City, network: nx.Graph[str], load: Mapping[str, float]) -> Spec:
    colour = colours()
    places, names = ring(network), short_names(city, list(network))
    nodes: list[Row] = [
        {
            "agency": agency, "name": names[agency], "x": x, "y": y, "load": load.get(agency, 0.0), "partners": len(network[agency]),
            "with": t("agencies.and").join(sorted(names[other] for other in network[agency])),
        }
        for agency, (x, y) in places.items()
    ]  # fmt: skip
    curves = [
        {"edge": f"{one}~{other}", "one": one, "other": other, "shared": edge["weight"], "step": step, "x": x, "y": y}
        for one, other, edge in network.edges(data=True)
        for step, (x, y) in enumerate(_curve(places[one], places[other]))
    ]
    x = quantity("x", axis=None, scale=scale(-1.75, 1.75, nice=False))
    y = quantity("y", axis=None, scale=scale(-1.02, 1.02, nice=False))
    touched = f"isDefined({_HOVER}.agency) && ({_HOVER}.agency[0] === datum.one || {_HOVER}.agency[0] === datum.other)"
    most = max((row["shared"] for row in curves), default=1)
    lines = layer(
        "line",
        curves,
        {
            "x": x, "y": y, "detail": nominal("edge"), "order": quantity("step"),
            "strokeWidth": quantity("shared", scale=scale(1, max(2, most), range=[1, 6]), legend=None),
            "color": where(touched, colour["accent"], colour["quiet"]),
            "opacity": where(touched, 1.0, 0.38),
        },
        interpolate="basis",
    )  # fmt: skip
    tips = [
        tip("name", heading("agency")),
        tip("partners", heading("partners"), number=True),
        tip("with", t("agencies.with_whom")),
        tip("load", t("agencies.load"), number=True),
    ]
    size = quantity("load", scale={"range": [90, 900]}, legend=None)
    dots = layer(
        "circle",
        nodes,
        {"x": x, "y": y, "tooltip": tips, "size": size, "color": {"value": colour["support"]}},
        opacity=1,
        stroke=colour["ground"],
        strokeWidth=1.5,
    )
    words = {"fontSize": SIZE, "color": colour["text"], "limit": {"expr": "width * 0.3"}}
    named = {"x": x, "y": y, "tooltip": tips, "text": nominal("name")}
    left = layer("text", [row for row in nodes if row["x"] < 0], named, align="right", dx=-19, **words)
    right = layer("text", [row for row in nodes if row["x"] >= 0], named, align="left", dx=19, **words)
    hover = {
        "name": _HOVER,
        "select": {"type": "point", "fields": ["agency"], "on": "pointerover", "clear": "pointerout"},
        "views": [_DOTS],
    }
    height = max(160, _ROW * math.ceil(len(places) / 2) + 30)
    return layered([lines, {"name": _DOTS, **dots}, left, right], height, [hover])


def _curve(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    """The points of a curve from one to the other through the middle."""
    (x1, y1), (x2, y2) = one, other
    return [one, (x1 * 0.55, y1 * 0.8), (x2 * 0.55, y2 * 0.8), other]


def _near_each_other(network: nx.Graph[str]) -> list[str]:
    """From the one with most shared tasks on, each time the one that shares most with the last few."""
    degree = dict(network.degree(weight="weight"))
    rest = sorted(degree, key=lambda agency: (-degree[agency], agency))
    order: list[str] = []
    while rest:
        recent = order[-3:]
        best = max(rest, key=lambda agency: sum(network.get_edge_data(agency, other, {"weight": 0})["weight"] for other in recent))
        order.append(best)
        rest.remove(best)
    return order


def _tip(city: City, one: str, other: str, tasks: Sequence[str]) -> str:
    return "\n".join([f"{city.name_of(one)} · {city.name_of(other)}", *(city.title_of(task) for task in tasks)])
