"""The data of the graph component: network, legend, table, selection."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from kg.analysis.layout import Point
from kg.export.node_looks import LOOKS
from kg.neighbourhood import Link, Network
from viewer.components.graph_canvas import draw_graph
from viewer.display.columns import heading
from viewer.display.ontology import kind_name, relations, title
from viewer.i18n import Language, language, t
from viewer.pages.graph.actions import CANVAS, on_canvas
from viewer.pages.graph.expansions import Expansion
from viewer.pages.graph.node_icons import sign_address
from viewer.pages.graph.scene import Scene
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import link_id
from viewer.pages.graph.vis_network import Json, build_network, options
from viewer.shared_graph import SharedGraph

_WORDS = ("fit", "closer", "farther", "png", "canvas", "legend", "leave", "bring", "twin", "keys", "tools", "expand")
_LINES = ("leads", "supports", "Responsibility", "worksWith")


def draw_canvas(
    graph: SharedGraph,
    state: GraphState,
    scene: Scene,
    shown: Network,
    places: Mapping[str, Point],
    found: Sequence[Expansion],
    caption: Sequence[str],
) -> None:
    """Draw the component. `actions.on_canvas` handles what the reader does there."""
    kinds = Counter(node.kind for node in scene.network.nodes)
    ways = frozenset(link for way in scene.paths for link in way.links)
    drawn = _drawn(graph, graph.version, language(), (shown, tuple(places.items()), tuple(kinds.items()), ways))
    selected: dict[str, Any] = {
        "thing": state.thing,
        "at": state.at,
        "mark": state.mark,
        "pinned": sorted(scene.pinned),
        "choicesOf": state.at,
        "choices": [_expansion(expansion) for expansion in found],
        "caption": list(caption),
        "file": f"zhengmai-graph-{graph.version}",
    }
    draw_graph(drawn, selected, CANVAS, lambda: on_canvas(graph))


def _expansion(expansion: Expansion) -> Json:
    group = expansion.group
    return {
        "key": [group.relation, group.direction, group.kind, expansion.shown],
        "name": expansion.name,
        "shown": expansion.shown,
        "count": expansion.count,
        "more": expansion.more,
    }


Pictured = tuple[Network, tuple[tuple[str, Point], ...], tuple[tuple[str, int], ...], frozenset[Link]]
"""The network shown, its positions, how many things of each kind there are with the hidden ones, the links of paths."""


@st.cache_resource(max_entries=100, show_spinner=False, hash_funcs={tuple: hash})
def _drawn(_graph: SharedGraph, version: str, spoken: Language, pictured: Pictured) -> Json:
    """The data that do not change with the selection."""
    shown, places, kinds, ways = pictured
    titles = {node.id: title(_graph, node) for node in shown.nodes}
    names = relations(_graph)
    drawn = build_network(shown, dict(places), titles, names, ways)
    present = Counter(node.kind for node in shown.nodes)
    used = {link.relation for link in shown.links}
    data: Json = {
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "options": options(),
        "kinds": [
            {"kind": kind, "name": kind_name(_graph, kind), "sign": sign_address(kind), "count": count, "shown": kind in present}
            for kind, count in sorted(kinds, key=lambda item: list(LOOKS).index(item[0]))
        ],
        "lines": [{"relation": relation, "name": names[relation]} for relation in _LINES if relation in used],
        "tables": tables(_graph, shown),
        "words": {word: t(f"graph.{word}") for word in _WORDS} | {"nothing": t("graph.expand_none")},
    }
    return data | {"revision": hashlib.sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()[:16]}


def tables(graph: SharedGraph, shown: Network) -> Json:
    """The same things and relations as tables."""
    degrees = Counter(end for link in shown.links for end in link.ends)
    order = list(LOOKS)
    nodes = {node.id: node for node in shown.nodes}
    things = sorted(shown.nodes, key=lambda node: (order.index(node.kind), node.city or "", node.name, node.id))
    return {
        "things": {
            "title": t("graph.things", count=len(shown.nodes)),
            "head": [t(f"graph.{column}") for column in ("type", "name", "city", "degree")],
            "rows": [
                {
                    "id": node.id,
                    "cells": [
                        {"kind": node.kind, "text": kind_name(graph, node.kind)},
                        {"text": node.name},
                        {"text": node.city or "", "short": True},
                        {"text": str(degrees[node.id]), "number": True},
                    ],
                }
                for node in things
            ],
        },
        "relations": {
            "title": t("graph.relations", count=len(shown.links)),
            "head": [heading(column) for column in ("source_name", "relation_name", "target_name")],
            "rows": [
                {
                    "id": link_id(link),
                    "cells": [
                        {"text": nodes[link.source].name},
                        {"text": kind_name(graph, link.relation)},
                        {"text": nodes[link.target].name},
                    ],
                }
                for link in shown.links
            ],
        },
    }
