"""The picture of an agency: its tasks in the middle, and right who else has a part in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import altair as alt
import pandas as pd

from viewer.agencies.charts import themed
from viewer.agencies.city import ASSIGNED, City
from viewer.agencies.load_chart import short_names
from viewer.headings import heading
from viewer.labels import labels
from viewer.opened import Opened, Row
from viewer.palette import colours

ROW = 30
"""Pixels between two lines of words."""
_AGENCY, _TASK, _OTHER = 11.0, (24.0, 62.0), 74.0
"""Across, of a hundred."""
_OTHER_ROLES = "other"


def picture(graph: Opened, city: City, agency: str, rows: Sequence[Row]) -> Any:
    """A chart that draws each of `rows` (of `responsibilities`, all in tasks of the agency) as a line from an agency to a task."""
    places = layered(agency, list(city.tasks), rows)
    names = short_names(city, [node for node in places if node in city.agencies])
    height = ROW * max(1, max(sum(x == column for x, _ in places.values()) for column in (1, 2)))
    base = _Drawing(labels(graph, "role"), height)
    words = {scheme: labels(graph, scheme) for scheme in ("role", "basis", "agency-kind")}
    lines = base.lines(pd.DataFrame([step for place, row in enumerate(rows) for step in _line(words, city, agency, row, place, places)]))

    def kind_of(node: str) -> str:
        kind = str(city.agencies[node]["kind"])
        return words["agency-kind"].get(kind, kind)

    tasks = pd.DataFrame([{"name": city.title_of(node), "y": y} for node, (x, y) in places.items() if x == 1])
    others = pd.DataFrame([{"name": names[node], "y": y, "kind": kind_of(node)} for node, (x, y) in places.items() if x == 2])
    layers = [
        lines,
        *base.boxes(tasks),
        *(base.others(others) if len(others) else []),
        *base.chosen(names[agency], kind_of(agency)),
    ]
    return themed(alt.layer(*layers).properties(height=height))


def layered(agency: str, tasks: Sequence[str], rows: Sequence[Row]) -> dict[str, tuple[int, float]]:
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
        self.x = alt.Scale(domain=[0, 100], nice=False)
        self.down = alt.Scale(domain=[1, 0], nice=False)
        self.y = alt.Y("y:Q", axis=None, scale=self.down)
        self.half = 11 / height

    def lines(self, frame: pd.DataFrame) -> Any:
        known = {"lead": self.colour["lead"], "support": self.colour["support"]}
        roles = [role for role in self.roles if role in set(frame["code"])]
        dashes = dict(
            sorted({basis: [5, 3] if dashed else [1, 0] for basis, dashed in zip(frame["basis"], frame["dashed"], strict=True)}.items())
        )
        return (
            alt.Chart(frame)
            .mark_line(interpolate="basis")
            .encode(
                x=alt.X("x:Q", axis=None, scale=self.x), y=self.y, detail="line:N", order="step:O",
                color=alt.Color(
                    "role:N",
                    scale=alt.Scale(domain=[self.roles[r] for r in roles], range=[known.get(r, self.colour["warn"]) for r in roles]),
                ),
                strokeWidth=alt.condition("datum.code === 'lead'", alt.value(2.6), alt.value(1.4)),
                strokeDash=alt.StrokeDash("basis:N", scale=alt.Scale(domain=list(dashes), range=list(dashes.values()))),
                tooltip=[
                    alt.Tooltip("agency:N", title=heading("agency")),
                    alt.Tooltip("role:N", title=heading("role")),
                    alt.Tooltip("basis:N", title=heading("basis")),
                    alt.Tooltip("task:N", title=heading("task")),
                    alt.Tooltip("quote:N", title=heading("quote")),
                ],
            )
        )  # fmt: skip

    def boxes(self, frame: pd.DataFrame) -> list[Any]:
        frame = frame.assign(left=_TASK[0], right=_TASK[1], middle=fmean(_TASK), top=frame["y"] - self.half, bottom=frame["y"] + self.half)
        tip = [alt.Tooltip("name:N", title=heading("task"))]
        box = (
            alt.Chart(frame)
            .mark_rect(fill=self.colour["raised"], stroke=self.colour["line"], cornerRadius=3, opacity=1)
            .encode(
                x=alt.X("left:Q", axis=None, scale=self.x),
                x2="right:Q",
                y=alt.Y("top:Q", axis=None, scale=self.down),
                y2="bottom:Q",
                tooltip=tip,
            )
        )
        words = self._words(frame, "middle", align="center", limit="width * 0.36").encode(tooltip=tip)
        return [box, words]

    def others(self, frame: pd.DataFrame) -> list[Any]:
        frame = frame.assign(x=_OTHER)
        tip = [alt.Tooltip("name:N", title=heading("agency")), alt.Tooltip("kind:N", title=heading("kind"))]
        dot = (
            alt.Chart(frame)
            .mark_circle(size=70, opacity=1, color=self.colour["quiet"])
            .encode(x=alt.X("x:Q", axis=None, scale=self.x), y=self.y, tooltip=tip)
        )
        return [dot, self._words(frame, "x", align="left", dx=9, limit="width * 0.25").encode(tooltip=tip)]

    def chosen(self, name: str, kind: str) -> list[Any]:
        frame = pd.DataFrame([{"name": name, "kind": kind, "x": _AGENCY, "y": 0.5}])
        tip = [alt.Tooltip("name:N", title=heading("agency")), alt.Tooltip("kind:N", title=heading("kind"))]
        dot = (
            alt.Chart(frame)
            .mark_circle(size=150, opacity=1, color=self.colour["accent"])
            .encode(x=alt.X("x:Q", axis=None, scale=self.x), y=self.y, tooltip=tip)
        )
        return [dot, self._words(frame, "x", align="right", dx=-11, limit="width * 0.1", fontWeight="bold")]

    def _words(self, frame: pd.DataFrame, x: str, *, limit: str, **mark: Any) -> Any:
        return (
            alt.Chart(frame)
            .mark_text(baseline="middle", fontSize=13, color=self.colour["text"], limit=alt.expr(limit), **mark)
            .encode(x=alt.X(f"{x}:Q", axis=None, scale=self.x), y=self.y, text="name:N")
        )


def _line(
    words: Mapping[str, Mapping[str, str]], city: City, agency: str, row: Row, number: int, places: Mapping[str, tuple[int, float]]
) -> list[dict[str, Any]]:
    """The points of the line of a row. Lines bend at three places, so that they can be told apart."""
    y, to = places[row["agency"]][1], places[row["task"]][1]
    start, end = (_AGENCY, _TASK[0]) if row["agency"] == agency else (_OTHER, _TASK[1])
    bend = (start + end) / 2 + (number % 3 - 1) * 0.6
    said = {
        "line": number,
        "agency": city.name_of(row["agency"]),
        "task": city.title_of(row["task"]),
        "code": row["role"],
        "role": words["role"].get(row["role"], row["role"]),
        "basis": words["basis"].get(row["basis"], row["basis"]),
        "dashed": row["basis"] != ASSIGNED,
        "quote": " ".join(row["quote"].split()),
    }
    return [said | {"step": step, "x": x, "y": down} for step, (x, down) in enumerate(((start, y), (bend, y), (bend, to), (end, to)))]
