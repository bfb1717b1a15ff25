"""A heat map of agencies by tasks: the role of each agency in each task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kg.analysis.duties import PARTS
from kg.export.figure import Mark
from viewer.components.downloads import draw_row_downloads
from viewer.components.figures import Figure, draw_chart_figure, source_line
from viewer.display.codes import labels
from viewer.html import draw_html
from viewer.i18n import t
from viewer.links import to_source
from viewer.pages.agencies.city import ASSIGNED, City
from viewer.pages.agencies.grid import Cell, Head, draw_grid, grid_chart, look_of
from viewer.pages.agencies.state import to_agency_here
from viewer.shared_graph import Row, SharedGraph

_STRONGEST = list(PARTS)


def draw_heat_map(graph: SharedGraph, city: City, loads: Sequence[Row], rows: Sequence[Row], name: str) -> None:
    """`rows` (of `responsibilities`) as signs; agencies in the order of `loads`, those of other places after them, groups last."""
    across = columns_of(city, loads, rows)
    cells = cells_of(graph, city, rows)
    busy = {task for task, _ in cells}
    down = [Head(task, city.title_of(task), to_source(task).address) for task in city.tasks if task in busy]
    st.caption(t("agencies.heat_map_means"))
    signs = list(signs_of(graph, rows).values())
    draw_grid(t("agencies.task_by_agency"), down, across, cells, signs)
    legend = tuple(Mark(f"{sign.sign} {sign.tip}", look_of(sign)[0]) for sign in signs)
    figure = Figure(t("agencies.figure_heat_map", city=city.name), source_line(graph, {city.code}), name, legend)
    draw_chart_figure(lambda: grid_chart(down, across, cells), figure)
    without = [city.title_of(task) for task in city.tasks if task not in busy]
    if without:
        with st.expander(t("agencies.tasks_of_nobody", count=len(without))):
            draw_html("agencies/task_titles.html", titles=without)
    draw_row_downloads(graph, rows, name, "responsibilities")


def columns_of(city: City, loads: Sequence[Row], rows: Sequence[Row]) -> list[Head]:
    named = {row["agency"] for row in rows}
    order = [row["agency"] for row in loads if row["agency"] in named]
    order += sorted(named - set(order))
    single = [agency for agency in order if not city.is_group(agency)]
    groups = [agency for agency in order if city.is_group(agency)]
    return [
        Head(agency, city.name_of(agency), to_agency_here(agency).address, apart=bool(single) and agency in groups[:1])
        for agency in (*single, *groups)
    ]


def cells_of(graph: SharedGraph, city: City, rows: Sequence[Row]) -> dict[tuple[str, str], Cell]:
    """(task, agency) -> the sign of the strongest role; the tooltip has all of them."""
    by_place: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: _strength((row["effective_role"], row["basis"]))):
        by_place[row["task"], row["agency"]].append(row)
    signs, comma = signs_of(graph, rows), t("agencies.comma")
    cells = {}
    for place, parts in by_place.items():
        first = parts[0]
        sign = signs[first["role"], first["basis"]]
        meanings = comma.join(dict.fromkeys(signs[row["role"], row["basis"]].tip for row in parts))
        tip = f"{city.name_of(first['agency'])} · {meanings}\n{city.title_of(first['task'])}\n“{' '.join(first['quote'].split())}”"
        cells[place] = replace(sign, tip=tip, address=to_source(first["id"]).address)
    return cells


def signs_of(graph: SharedGraph, rows: Sequence[Row]) -> dict[tuple[str, str], Cell]:
    """(role, basis) -> its sign and what it means, for each kind that `rows` have, the strongest first.

    The sign is the first letter of what the role is called: 牵, 配; L, S.
    """
    roles, bases = labels(graph, "role"), labels(graph, "basis")
    kinds = sorted({(row["role"], row["basis"]) for row in rows}, key=_strength)
    return {
        (role, basis): Cell(
            sign=(roles.get(role) or role)[:1].upper(),
            tip=(roles.get(role) or role) + t("agencies.brackets", words=bases.get(basis, basis)),
            look=look(role, basis),
        )
        for role, basis in kinds
    }


def look(role: str, basis: str) -> str:
    if role not in ("lead", "support"):
        return "zm-sign-other"
    return f"zm-sign-{role}" if basis == ASSIGNED else f"zm-sign-{role}-implied"


def _strength(part: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return (_STRONGEST.index(part) if part in _STRONGEST else len(_STRONGEST), part)
