"""The picture: asks nothing of other hosts, text stays text, the same rows give the same picture."""

from __future__ import annotations

import json
import re
from typing import Any

import networkx as nx
import pytest

from kg.graph import Graph
from viewer.layers import layered
from viewer.picture import frame_height, picture

AGENCY = "640200-human-resources"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def drawn(graph: Graph) -> tuple[list[dict[str, Any]], str]:
    tasks = {row["task"] for row in graph.answer("responsibilities", {"agency": AGENCY}).rows}
    rows = [row for row in graph.answer("responsibilities", {"city": "石嘴山"}).rows if row["task"] in tasks]
    names = {row["agency"]: row for row in graph.answer("agencies").rows}
    titles = {row["task"]: row["title"] for row in graph.answer("tasks").rows}
    return rows, picture(rows, AGENCY, names, titles)


def data_of(html: str, name: str) -> list[dict[str, Any]]:
    found = re.search(rf"{name}: new vis\.DataSet\((\[.*?\])\)(?:,| \}})", html)
    assert found
    items: list[dict[str, Any]] = json.loads(found[1])
    return items


def test_nothing_is_fetched_from_another_host(drawn: tuple[list[dict[str, Any]], str]) -> None:
    _, html = drawn
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", html, re.IGNORECASE)
    assert not re.search(r"""(?:@import|url\()\s*["']?\s*(?:https?:)?//""", html, re.IGNORECASE)
    assert "default-src 'none'" in html


def test_each_row_is_a_line(drawn: tuple[list[dict[str, Any]], str]) -> None:
    rows, html = drawn
    lines = data_of(html, "edges")
    assert sorted((line["from"], line["to"]) for line in lines) == sorted((row["agency"], row["task"]) for row in rows)
    assert {node["id"] for node in data_of(html, "nodes")} == {end for row in rows for end in (row["agency"], row["task"])}
    assert frame_height(rows, AGENCY) >= 360


def test_hostile_words_stay_text() -> None:
    row = {"agency": "a", "agency_name": HOSTILE, "task": "t", "role": "lead", "basis": "assigned", "quote": HOSTILE + "</script>"}
    agency = {"agency": "a", "name": HOSTILE, "full_name": HOSTILE, "kind": HOSTILE}
    html = picture([row, row], "a", {"a": agency}, {"t": HOSTILE + "</script>" + 'href="x"'})
    body = html[html.rindex("<body>") :]
    assert "<img" not in body
    assert body.count("</script>") == 1
    assert "".join(data_of(html, "nodes")[0]["label"].split("\n")) == HOSTILE
    assert "innerHTML = title" not in html


def test_the_same_graph_has_the_same_places() -> None:
    edges = [("a", "t1"), ("a", "t2"), ("b", "t1"), ("c", "t2"), ("d", "t2")]
    places = layered(nx.Graph(edges), "a", ["t1", "t2"])
    assert places == layered(nx.Graph(reversed(edges)), "a", ["t1", "t2"])
    assert len(set(places.values())) == 6
    assert places["b"][1] < places["c"][1] < places["d"][1]
