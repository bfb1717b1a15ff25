"""What the page shows, said back in one sentence."""

from __future__ import annotations

from kg.neighbourhood import Network
from kg.neighbourhood.paths import MAX_LENGTH
from viewer.display.ontology import kind_name
from viewer.i18n import t
from viewer.pages.graph.scene import Scene
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import Expand, Hide
from viewer.shared_graph import SharedGraph


def sentence(graph: SharedGraph, view: GraphState, scene: Scene, shown: Network) -> str:
    """Where it started, how much there is, what was expanded, hidden, put somewhere, left out."""
    names = {node.id: node.name for node in scene.network.nodes}
    begun = t("graph.shows_thing", name=names.get(view.thing, view.thing)) if view.thing else t("graph.shows_nothing")
    said = [begun, t("graph.shows_counts", things=len(shown.nodes), links=len(shown.links))]
    counts = {
        "graph.shows_expanded": sum(isinstance(step, Expand) for step in view.steps),
        "graph.shows_hidden": sum(isinstance(step, Hide) and step.id not in scene for step in view.steps),
        "graph.shows_pinned": len(scene.pinned),
    }
    said += [t(key, count=count) for key, count in counts.items() if count]
    if view.without:
        said.append(t("graph.shows_without", kinds=t("graph.and").join(kind_name(graph, kind) for kind in sorted(view.without))))
    return t("graph.then").join(said) + t("graph.shows_end")


def ways(scene: Scene) -> list[str]:
    """Each way that was found, thing by thing."""
    names = {node.id: node.name for node in scene.network.nodes}
    return [
        t(
            "graph.way_found",
            one=names.get(way.nodes[0], ""),
            other=names.get(way.nodes[-1], ""),
            length=len(way.links),
            names=" — ".join(names.get(id_, id_) for id_ in way.nodes),
        )
        for way in scene.ways
    ]


def no_ways(scene: Scene) -> list[str]:
    """Between which things no way was found."""
    names = {node.id: node.name for node in scene.network.nodes}
    return [
        t("graph.no_way", length=MAX_LENGTH, one=names.get(way.one, way.one), other=names.get(way.other, way.other)) for way in scene.no_way
    ]
