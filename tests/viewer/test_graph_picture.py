"""The picture of the graph: signs told apart without colour, labels that fit, text that stays text."""

from __future__ import annotations

import json
import re
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from kg.export.node_looks import LOOKS, PAPER
from kg.export.node_text import box, in_several_cities, lines, shown_name
from kg.export.text_width import cut, wide
from kg.graph import Graph
from kg.neighbourhood import Link, Network, Node
from kg.neighbourhood.records import KINDS
from viewer.pages.graph.canvas import tables
from viewer.pages.graph.html_export import export_html
from viewer.pages.graph.node_icons import character, sign
from viewer.pages.graph.scene import MOST
from viewer.pages.graph.steps import link_id
from viewer.pages.graph.vis_network import build_network, options
from viewer.palette import DARK, LIGHT

HOSTILE = "<img src=x onerror=alert(1)></script>"
NETWORK = Network(
    (Node("agency/a", "Agency", HOSTILE, "云泽市"), Node("document/d/a1/tasks/1", "Task", "javascript:alert(1)")),
    (Link("agency/a", "leads", "document/d/a1/tasks/1"), Link("agency/a", "supports", "document/d/a1/tasks/1")),
)
PLACES = {"agency/a": (0.0, 0.0), "document/d/a1/tasks/1": (120.0, 40.0)}


@pytest.fixture
def opened(graph: Graph) -> Any:
    return SimpleNamespace(graph=graph, neighbourhood=graph.neighbourhood, version=graph.version, build_date="2026-11-20")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_every_kind_has_a_look_and_a_character(spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(LOOKS) == set(KINDS)
    monkeypatch.setattr("viewer.pages.graph.node_icons.language", lambda: spoken)
    monkeypatch.setattr("viewer.i18n.language", lambda: spoken)
    assert len({character(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_signs_stand_out_on_both_grounds(kind: str) -> None:
    """WCAG 2.2: 1.4.3 for the character, 1.4.11 for the sign."""
    colour = LOOKS[kind].colour
    assert contrast(colour, PAPER) >= 4.5
    assert min(contrast(colour, theme["ground"]) for theme in (LIGHT, DARK)) >= 3


def test_no_two_kinds_differ_by_colour_alone() -> None:
    forms = Counter((look.shape, look.hollow) for look in LOOKS.values())
    assert max(forms.values()) == 1


def test_a_sign_is_svg_that_asks_nothing() -> None:
    for kind in KINDS:
        assert "http" not in sign(kind).replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("市人社局", ["市人社局"]),
        ("建立人才管理体制改革试验区", ["建立人才管理", "体制改革试验区"]),
        ("实施社会事业人才“保障工程”", ["实施社会事业人", "才“保障工程”"]),
        ("山西智创城NO.10孵化基地建设", ["山西智创城NO.10", "孵化基地建设"]),
        ("", [""]),
    ],
)
def test_names_break_evenly_and_where_they_may(name: str, told: list[str]) -> None:
    assert lines(name) == told


def test_long_names_are_cut_and_their_boxes_hold_them() -> None:
    name = "对“并州英才”“龙城之星”“晋阳工匠”等市级优秀人才，一次性给予5—10万元的科研经费"
    assert cut(name, 24).endswith("…") and wide(cut(name, 24)) <= 24
    assert all(wide(line) * 14 <= box(name).width for line in lines(name))
    assert len(lines(name)) == 2
    assert not any(line.endswith(("“", "（")) or line.startswith(("”", "，", "）")) for line in lines(name))


def test_pyvis_builds_nodes_edges_and_options() -> None:
    drawn = build_network(NETWORK, PLACES, {"agency/a": HOSTILE}, {"leads": "牵头"}, [NETWORK.links[0]])
    assert [(node["id"], node["group"], node["x"]) for node in drawn.nodes] == [
        ("agency/a", "Agency", 0.0),
        ("document/d/a1/tasks/1", "Task", 120.0),
    ]
    assert [edge["id"] for edge in drawn.edges] == [link_id(link) for link in NETWORK.links]
    assert (drawn.edges[0]["title"], drawn.edges[0]["way"], "way" in drawn.edges[1]) == ("牵头", True, False)
    assert drawn.edges[1]["smooth"]["enabled"] and "smooth" not in drawn.edges[0]  # two lines between the same two stand apart
    assert options()["physics"] == {"enabled": False}
    assert set(options()["groups"]) == set(KINDS)


def test_a_picture_of_the_most_that_is_drawn_holds_every_thing_and_link_once() -> None:
    nodes = tuple(Node(f"agency/{i}", "Agency", f"机构{i}") for i in range(MOST))
    links = tuple(Link(f"agency/{i}", "worksWith", f"agency/{(i * 7 + k) % MOST}") for i in range(MOST) for k in (1, 2))
    drawn = build_network(Network(nodes, links), {node.id: (0.0, 0.0) for node in nodes}, {}, {})
    assert [node["id"] for node in drawn.nodes] == [node.id for node in nodes]
    assert [edge["id"] for edge in drawn.edges] == [link_id(link) for link in links]


def test_the_table_holds_what_the_picture_holds(opened: Any) -> None:
    told = tables(opened, NETWORK)
    assert [row["id"] for row in told["things"]["rows"]] == [node.id for node in NETWORK.nodes]
    assert [cell["text"] for cell in told["things"]["rows"][0]["cells"]] == ["机构", HOSTILE, "云泽市", "2"]
    assert [row["id"] for row in told["relations"]["rows"]] == [link_id(link) for link in NETWORK.links]
    assert [cell["text"] for cell in told["relations"]["rows"][0]["cells"]] == [HOSTILE, "牵头", "javascript:alert(1)"]


def test_the_page_of_its_own_asks_nobody_and_keeps_text_text(opened: Any) -> None:
    html = export_html(opened, NETWORK, PLACES, [f"从“{HOSTILE}”看起"])
    body = html[html.index("<body>") :]
    assert "<img src=x" not in html and "&lt;img src=x" in body
    assert "<p>从“&lt;img src=x" in body
    assert body.count("</script>") == 2
    assert "default-src 'none'" in html
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", html, re.IGNORECASE)
    nodes = re.findall(r"nodes: new vis\.DataSet\((\[.*?\])\), edges", body)
    assert "".join(json.loads(nodes[0])[0]["label"].split()) == "".join(cut(HOSTILE, 24).split())


def test_a_place_stands_below_the_name_where_there_are_several_and_only_there() -> None:
    of_one = Node("document/a/i1/measures/1", "Measure", "建设人才公寓", "云泽市")
    of_other = Node("document/b/i1/measures/1", "Measure", "发放租房补贴", "雾岭市")
    assert in_several_cities(Network((of_one, of_other), ())) and not in_several_cities(Network((of_one,), ()))
    assert lines(shown_name(of_one, True)) == ["建设人才公寓", "云泽市"]
    assert lines(shown_name(of_one, False)) == ["建设人才公寓"]
    assert box(shown_name(of_one, True)).below > box(shown_name(of_one, False)).below
