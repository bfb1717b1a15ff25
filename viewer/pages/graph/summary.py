"""What the page shows, in sentences."""

from __future__ import annotations

from kg.neighbourhood import Network
from kg.neighbourhood.paths import MAX_LENGTH
from viewer.display.ontology import kind_name
from viewer.i18n import t
from viewer.pages.graph.scene import Scene
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import Expand, Hide
from viewer.shared_graph import SharedGraph


def summary(graph: SharedGraph, state: GraphState, scene: Scene, shown: Network) -> str:
    """Where it started, how much there is, what was expanded, hidden, put somewhere, left out."""
    names = {node.id: node.name for node in scene.network.nodes}
    begun = t("graph.shows_thing", name=names.get(state.thing, state.thing)) if state.thing else t("graph.shows_nothing")
    parts = [begun, t("graph.shows_counts", things=len(shown.nodes), links=len(shown.links))]
    counts = {
        "graph.shows_expanded": sum(isinstance(step, Expand) for step in state.steps),
        "graph.shows_hidden": sum(isinstance(step, Hide) and step.id not in scene for step in state.steps),
        "graph.shows_pinned": len(scene.pinned),
    }
    parts += [t(key, count=count) for key, count in counts.items() if count]
    if state.without:
        parts.append(t("graph.shows_without", kinds=t("graph.and").join(kind_name(graph, kind) for kind in sorted(state.without))))
    return t("graph.then").join(parts) + t("graph.shows_end")


def path_sentences(scene: Scene) -> list[str]:
    """Each path that was found, thing by thing."""
    names = {node.id: node.name for node in scene.network.nodes}
    return [
        t(
            "graph.way_found",
            one=names.get(way.nodes[0], ""),
            other=names.get(way.nodes[-1], ""),
            length=len(way.links),
            names=" — ".join(names.get(id_, id_) for id_ in way.nodes),
        )
        for way in scene.paths
    ]


def missing_path_sentences(scene: Scene) -> list[str]:
    """Between which things no path was found."""
    names = {node.id: node.name for node in scene.network.nodes}
    return [
        t("graph.no_way", length=MAX_LENGTH, one=names.get(step.one, step.one), other=names.get(step.other, step.other))
        for step in scene.missing_paths
    ]
