"""A part of the graph taken away: read back by other programs, text stays text."""

from __future__ import annotations

import csv
import io

import networkx as nx
import pytest
from openpyxl import load_workbook

from kg.export.answers import answer_bytes
from kg.export.subgraph import links_answer, network_bytes, nodes_answer
from kg.neighbourhood import Link, Network, Node

HOSTILE = '<img src=x onerror=alert(1)>"&\x0b]]>'
FORMULA = "=HYPERLINK(1)"
NETWORK = Network(
    (Node("a", "Agency", HOSTILE, "云泽市"), Node("b", "Task", FORMULA), Node("c", "Task", "丙")),
    (Link("a", "leads", "b"), Link("a", "supports", "b"), Link("a", "leads", "c")),
)
PLACES = {"a": (0.0, 0.0), "b": (10.5, 20.0), "c": (-3.0, 4.0)}


@pytest.mark.parametrize(("format", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_another_program_reads_it_back(format: str, read) -> None:  # type: ignore[no-untyped-def]
    back = read(io.BytesIO(network_bytes(NETWORK, PLACES, format)))
    assert back.nodes["a"]["label"] == HOSTILE.replace("\x0b", "")
    assert (back.nodes["a"]["type"], back.nodes["a"]["city"]) == ("Agency", "云泽市")
    assert sorted((a, b, d["relation"]) for a, b, d in back.edges(data=True)) == [
        ("a", "b", "leads"),
        ("a", "b", "supports"),
        ("a", "c", "leads"),
    ]
    place = back.nodes["b"].get("viz", {}).get("position") or back.nodes["b"]
    assert (float(place["x"]), float(place["y"])) == (10.5, -20.0)


def test_another_format_is_named() -> None:
    with pytest.raises(ValueError, match="gexf, graphml"):
        network_bytes(NETWORK, PLACES, "docx")


def test_tables_hold_every_thing_and_link_and_no_formula() -> None:
    things = nodes_answer(NETWORK, PLACES, {"Agency": "机构"})
    rows = list(csv.DictReader(io.StringIO(answer_bytes(things, "csv", for_file=True).decode("utf-8-sig"))))
    assert [(row["id"], row["kind_name"], row["links"]) for row in rows] == [("a", "机构", "3"), ("b", "Task", "2"), ("c", "Task", "1")]
    assert rows[1]["name"] == "'" + FORMULA
    sheet = load_workbook(io.BytesIO(answer_bytes(links_answer(NETWORK, {"leads": "牵头"}), "xlsx"))).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells[0][2:4] == ["leads", "牵头"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
