"""The picture of an agency: its tasks, and who else is on them. One HTML page that asks nothing of any host."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network

from viewer.layers import height_of, layered
from viewer.opened import Row
from viewer.words import BASES, FONTS, KINDS, ROLES

KIND_COLOURS = {
    "party": "#f6d5d0",
    "government": "#d3e3f1",
    "county": "#dcebd5",
    "public_institution": "#d5ebe8",
    "university": "#e4dcf0",
    "enterprise": "#f9e4c3",
    "group": "#ffffff",
    "other": "#ececec",
}
ROLE_COLOURS = {"lead": "#9b2c2c", "support": "#6b93b8", "responsible": "#9b2c2c", "oversight": "#6f4e9c", "funding": "#c58a17"}
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "zoomView": False, "navigationButtons": True, "dragNodes": True, "tooltipDelay": 120},
    "edges": {"selectionWidth": 2, "hoverWidth": 1.5},
}
_LINE = 14


def picture(rows: list[Row], agency: str, agencies: Mapping[str, Row], titles: Mapping[str, str]) -> str:
    """HTML that draws `rows` (of `responsibilities`): each is one line from an agency to a task.

    `agencies` (of `agencies`) gives names and kinds; `titles` names the tasks, in the order to draw them.
    """
    graph = nx.Graph((row["agency"], row["task"]) for row in rows)
    graph.add_node(agency)
    tasks = [task for task in titles if task in graph]
    written = {row["agency"]: row["agency_name"] for row in rows}
    net = Network(height="100vh", width="100%", directed=True, bgcolor="#ffffff", cdn_resources="in_line")
    net.templateEnv, net.path = _templates(), "picture.html"
    net.set_options(json.dumps(_OPTIONS))
    for node, (x, y) in layered(graph, agency, tasks).items():
        look = (
            _task_look(titles[node]) if node in titles else _agency_look(agencies.get(node), written.get(node, node), chosen=node == agency)
        )
        net.add_node(node, x=x, y=y, physics=False, **look)
    drawn: Counter[tuple[str, str]] = Counter()
    for row in rows:
        ends = row["agency"], row["task"]
        net.add_edge(*ends, **_line_look(row, titles.get(row["task"], ""), drawn[ends]))
        drawn[ends] += 1
    return str(net.generate_html())


def frame_height(rows: list[Row], agency: str) -> int:
    """Pixels that let every row of the picture be read."""
    graph = nx.Graph((row["agency"], row["task"]) for row in rows)
    graph.add_node(agency)
    return round(min(1100, max(360, 40 + 0.76 * height_of(graph, list({row["task"] for row in rows})))))


@cache
def _templates() -> Environment:
    """Our page, and the scripts inside the pyvis package."""
    return Environment(loader=FileSystemLoader([Path(__file__).parent, Path(pyvis.__file__).parent / "templates"]))


def _font(size: int, colour: str = "#1f2933") -> dict[str, Any]:
    return {"face": FONTS, "size": size, "color": colour}


def _lines(text: str) -> str:
    """Chinese has no spaces to break at."""
    return "\n".join(text[i : i + _LINE] for i in range(0, len(text), _LINE))


def _task_look(title: str) -> dict[str, Any]:
    return {
        "label": _lines(title),
        "title": f"任务：{title}",
        "shape": "box",
        "color": {"background": "#fffdf6", "border": "#cbbf9f", "highlight": {"background": "#fbe7a8", "border": "#9b8a55"}},
        "font": _font(15),
        "margin": 8,
        "shapeProperties": {"borderRadius": 2},
    }


def _agency_look(row: Row | None, written: str, *, chosen: bool) -> dict[str, Any]:
    kind = str(row["kind"]) if row else "other"
    name = str(row["name"]) if row else written
    full = str(row["full_name"] or name) if row else written
    background = "#9b2c2c" if chosen else KIND_COLOURS.get(kind, "#ececec")
    border = "#6e1d1d" if chosen else "#8a8478" if kind == "group" else "#7d8b99"
    return {
        "label": _lines(name),
        "title": f"{full}\n{KINDS.get(kind, kind)}",
        "shape": "box" if kind == "group" else "ellipse",
        "color": {"background": background, "border": border, "highlight": {"background": background, "border": "#1f2933"}},
        "font": _font(18 if chosen else 15, "#ffffff" if chosen else "#1f2933"),
        "shapeProperties": {"borderDashes": [5, 4] if kind == "group" else False, "borderRadius": 10},
        "borderWidth": 1,
    }


def _line_look(row: Row, title: str, already: int) -> dict[str, Any]:
    role, basis = row["role"], row["basis"]
    colour = ROLE_COLOURS.get(role, "#8a8478")
    return {
        "title": f"{row['agency_name']}　{ROLES.get(role, role)}（{BASES.get(basis, basis)}）\n{title}\n“{' '.join(row['quote'].split())}”",
        "color": {"color": colour, "highlight": colour, "hover": colour, "opacity": 0.9},
        "width": 2.4 if role in ("lead", "responsible") else 1.2,
        "dashes": basis == "implied",
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45 + 0.2 * already},
    }
