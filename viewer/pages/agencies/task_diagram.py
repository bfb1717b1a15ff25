"""The diagram of an agency: its tasks in the middle, on the right the other agencies that take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from kg.export.text import one_line
from viewer.components.vega import SIZE, Spec, layer, layered, nominal, quantity, scale, tip, where
from viewer.display.codes import labels
from viewer.display.columns import heading
from viewer.pages.agencies.city import ASSIGNED, City
from viewer.pages.agencies.load_chart import short_names
from viewer.palette import colours
from viewer.shared_graph import Row, SharedGraph

ROW = 30
"""Pixels between two lines of words."""
_AGENCY, _TASK, _OTHER = 11.0, (24.0, 62.0), 74.0
"""Across, of a hundred."""
_OTHER_ROLES = "other"


def task_diagram(graph: SharedGraph, city: City, agency: str, rows: Sequence[Row]) -> Spec:
    """A chart that draws each of `rows` (of `responsibilities`, all in tasks of the agency) as a line from an agency to a task."""
    places = places_of(agency, list(city.tasks), rows)
    names = short_names(city, [node for node in places if node in city.agencies])
    height = ROW * max(1, max(sum(x == column for x, _ in places.values()) for column in (1, 2)))
    drawing = _Drawing(labels(graph, "role"), height)
    words = {scheme: labels(graph, scheme) for scheme in ("role", "basis", "agency-kind")}
    lines = drawing.lines([step for place, row in enumerate(rows) for step in _line(words, city, agency, row, place, places)])

    def kind_of(node: str) -> str:
        kind = str(city.agencies[node]["kind"])
        return words["agency-kind"].get(kind, kind)

    tasks = [{"name": city.title_of(node), "y": y} for node, (x, y) in places.items() if x == 1]
    others = [{"name": names[node], "y": y, "kind": kind_of(node)} for node, (x, y) in places.items() if x == 2]
    return layered([lines, *drawing.boxes(tasks), *drawing.others(others), *drawing.chosen(names[agency], kind_of(agency))], height)


def places_of(agency: str, tasks: Sequence[str], rows: Sequence[Row]) -> dict[str, tuple[int, float]]:
    """Node -> (column, how far down, 0 to 1): the agency, its tasks in their order, the others near the middle of their tasks."""
    named = {row["task"] for row in rows}
    order = {task: place for place, task in enumerate([task for task in tasks if task in named])}
    of: dict[str, list[int]] = {}
    for row in rows:
        if row["agency"] != agency:
            of.setdefault(row["agency"], []).append(order[row["task"]])
    others = sorted(of, key=lambda other: (fmean(of[other]), other))
    return {
        node: (column, (place + 0.5) / len(nodes))
        for column, nodes in enumerate(([agency], list(order), others))
        for place, node in enumerate(nodes)
    }


class _Drawing:
    def __init__(self, roles: Mapping[str, str], height: int) -> None:
        self.colour = colours()
        self.roles = roles
        self.half = 11 / height

    def lines(self, points: Sequence[Row]) -> Spec:
        known = {"lead": self.colour["lead"], "support": self.colour["support"]}
        named = {row["code"] for row in points}
        roles = [role for role in self.roles if role in named]
        dashes = dict(sorted({row["basis"]: [5, 3] if row["dashed"] else [1, 0] for row in points}.items()))
        role = scale(*(self.roles[role] for role in roles), range=[known.get(role, self.colour["warn"]) for role in roles])
        return layer(
            "line",
            points,
            {
                "x": _across("x"),
                "y": _down("y"),
                "detail": nominal("line"),
                "order": quantity("step"),
                "color": nominal("role", scale=role),
                "strokeWidth": where("datum.effective === 'lead'", 2.6, 1.4),
                "strokeDash": nominal("basis", scale=scale(*dashes, range=list(dashes.values()))),
                "tooltip": [tip(field, heading(field)) for field in ("agency", "role", "basis", "task", "quote")],
            },
            interpolate="basis",
        )

    def boxes(self, tasks: Sequence[Row]) -> list[Spec]:
        edges = {"left": _TASK[0], "right": _TASK[1], "x": fmean(_TASK)}
        drawn = [row | edges | {"top": row["y"] - self.half, "bottom": row["y"] + self.half} for row in tasks]
        tips = [tip("name", heading("task"))]
        sides = {"x": _across("left"), "x2": {"field": "right"}, "y": _down("top"), "y2": {"field": "bottom"}}
        look = {"fill": self.colour["raised"], "stroke": self.colour["line"], "cornerRadius": 3, "opacity": 1}
        return [layer("rect", drawn, sides | {"tooltip": tips}, **look), self._words(drawn, tips, align="center", limit="width * 0.36")]

    def others(self, found: Sequence[Row]) -> list[Spec]:
        return self._agencies([row | {"x": _OTHER} for row in found], 70, "quiet", align="left", dx=9, limit="width * 0.25")

    def chosen(self, name: str, kind: str) -> list[Spec]:
        row = {"name": name, "kind": kind, "x": _AGENCY, "y": 0.5}
        return self._agencies([row], 150, "accent", align="right", dx=-11, limit="width * 0.1", fontWeight="bold")

    def _agencies(self, rows: Sequence[Row], size: int, colour: str, **words: Any) -> list[Spec]:
        tips = [tip("name", heading("agency")), tip("kind", heading("kind"))]
        places = {"x": _across("x"), "y": _down("y"), "tooltip": tips}
        dots = layer("circle", rows, places, size=size, opacity=1, color=self.colour[colour])
        return [dots, self._words(rows, tips, **words)] if rows else []

    def _words(self, rows: Sequence[Row], tips: list[Spec], *, limit: str, **look: Any) -> Spec:
        places = {"x": _across("x"), "y": _down("y"), "text": nominal("name"), "tooltip": tips}
        return layer("text", rows, places, baseline="middle", fontSize=SIZE, color=self.colour["text"], limit={"expr": limit}, **look)


def _across(field: str) -> Spec:
    return quantity(field, axis=None, scale=scale(0, 100, nice=False))


def _down(field: str) -> Spec:
    return quantity(field, axis=None, scale=scale(1, 0, nice=False))


def _line(
    words: Mapping[str, Mapping[str, str]], city: City, agency: str, row: Row, number: int, places: Mapping[str, tuple[int, float]]
) -> list[dict[str, Any]]:
    """The points of the line of a row. Lines bend at three places, so that they can be told apart."""
    y, to = places[row["agency"]][1], places[row["task"]][1]
    start, end = (_AGENCY, _TASK[0]) if row["agency"] == agency else (_OTHER, _TASK[1])
    bend = (start + end) / 2 + (number % 3 - 1) * 0.6
    shared = {
        "line": number,
        "agency": city.name_of(row["agency"]),
        "task": city.title_of(row["task"]),
        "code": row["role"],
        "effective": row["effective_role"],
        "role": words["role"].get(row["role"], row["role"]),
        "basis": words["basis"].get(row["basis"], row["basis"]),
        "dashed": row["basis"] != ASSIGNED,
        "quote": one_line(row["quote"]),
    }
    return [shared | {"step": step, "x": x, "y": down} for step, (x, down) in enumerate(((start, y), (bend, y), (bend, to), (end, to)))]
