"""A scene as vis-network draws it: nodes, edges and options, built by pyvis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kg.export.node_looks import LOOKS, TONES, Tone
from kg.export.node_text import SIGN, SIZE, in_several_cities, lines, shown_name
from kg.neighbourhood import Link, Network
from kg.neighbourhood.records import UNDIRECTED
from viewer.components.pyvis_network import VisNetwork
from viewer.pages.graph.node_icons import sign_address
from viewer.pages.graph.steps import link_id
from viewer.palette import FONTS

Json = dict[str, Any]
_BEND = 0.12


def options() -> Json:
    """What holds for every picture. Colours of lines and letters are those of the page, which only the browser knows."""
    return {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 250, "hideEdgesOnDrag": False, "selectConnectedEdges": True},
        "nodes": {
            "shape": "image",
            "size": SIGN,
            "labelHighlightBold": False,
            "font": {"face": FONTS, "size": SIZE, "strokeWidth": 3, "vadjust": 0},
            "shapeProperties": {"useBorderWithImage": False},
        },
        "edges": {
            "smooth": False,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
            "selectionWidth": 1.5,
            "hoverWidth": 1,
            "arrowStrikethrough": False,
        },
        "groups": {kind: {"shape": "image", "image": sign_address(kind)} for kind in LOOKS},
    }


def build_network(
    network: Network,
    places: Mapping[str, Sequence[float]],
    titles: Mapping[str, str],
    relations: Mapping[str, str],
    ways: Collection[Link] = (),
) -> VisNetwork:
    """The network at its positions.

    `titles` are the tooltips of things, `relations` the names of links; both are text. `ways` are the links of paths, which are emphasised.
    """
    drawn = VisNetwork(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    drawn.set_options(json.dumps(options()))
    several = in_several_cities(network)
    for node in network.nodes:
        x, y = places[node.id]
        drawn.add_node(
            node.id,
            label="\n".join(lines(shown_name(node, several))) or " ",
            shape="image",
            group=node.kind,
            x=x,
            y=y,
            title=titles.get(node.id, node.name),
        )
    beside: Counter[frozenset[str]] = Counter()
    for link in network.links:
        drawn.add_edge(*link.ends, **_edge(link, relations.get(link.relation, link.relation), beside[frozenset(link.ends)]))
        if link in ways:
            drawn.edges[-1]["way"] = True
        beside[frozenset(link.ends)] += 1
    return drawn


def _edge(link: Link, relation: str, already: int) -> Json:
    tone = TONES.get(link.relation, Tone())
    look: Json = {"id": link_id(link), "title": relation, "relation": link.relation, "width": tone.width}
    if link.relation in TONES:
        look["dashes"] = list(tone.dashes) or False
    if link.relation in UNDIRECTED:
        look["arrows"] = ""
    if already:  # another line between the same two stands beside the first
        look["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": _BEND * already}
    return look
