"""The scene that the steps of an address lead to: things, links and positions. It is shared by all sessions that show the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock

import streamlit as st
from cachetools import LRUCache

from kg.analysis.layout import Point
from kg.export.node_text import lay_out
from kg.neighbourhood import Neighbourhood, Neighbours, Network, Path
from viewer.display.entities import node_name
from viewer.i18n import language
from viewer.pages.graph.steps import Add, Expand, FindPath, Hide, Pin, Step
from viewer.shared_graph import SharedGraph

EACH = 8
"""Of each group of neighbours so many are shown at the start."""
MORE = 30
"""So many more are shown with each expansion."""
_LOOKED_AT = 400
"""Of a group of neighbours so many are looked at for their cities."""
SLOW = 300
MOST = 2_000
"""What is slow, and what is too much to be drawn."""
_SCENES = 200
_LAST = 20
"""So many scenes are cached; of one address those after the last steps, to which a reader may go back."""


@dataclass(frozen=True)
class Scene:
    network: Network
    places: Mapping[str, Point]
    pinned: frozenset[str] = frozenset()
    paths: tuple[Path, ...] = ()
    missing_paths: tuple[FindPath, ...] = ()
    """Steps for which no path was found within the bounds."""

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(node.id for node in self.network.nodes)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.ids


NOTHING = Scene(Network((), ()), {})


def around(graph: SharedGraph, id_: str) -> Neighbours:
    """What a thing is linked to, looked up once: a hub takes a while."""
    return _around(graph, graph.version, id_)


@st.cache_resource(max_entries=2_000, show_spinner=False)
def _around(_graph: SharedGraph, version: str, id_: str) -> Neighbours:
    return _graph.neighbourhood.neighbours(id_)


def build_scene(graph: SharedGraph, thing: str | None, steps: tuple[Step, ...]) -> Scene:
    """The scene after `steps`, computed from the longest prefix of them that is cached."""
    written = tuple(map(str, steps))
    for end in range(len(written), -1, -1):
        if found := _CACHE.get((graph.version, language(), thing, written[:end])):
            break
    else:
        end, found = 0, _start_scene(graph, thing)
    for place in range(end, len(written)):
        if len(written) - place < _LAST:
            _CACHE.put((graph.version, language(), thing, written[:place]), found)
        found = _after_step(graph, found, steps[place])
    _CACHE.put((graph.version, language(), thing, written), found)
    return found


class _SceneCache:
    """The scenes that were shown last. Its lock is held for the look-up only, never while a scene is computed."""

    def __init__(self) -> None:
        self._scenes: LRUCache[Hashable, Scene] = LRUCache(_SCENES)
        self._lock = Lock()

    def get(self, key: Hashable) -> Scene | None:
        with self._lock:
            return self._scenes.get(key)

    def put(self, key: Hashable, scene: Scene) -> None:
        with self._lock:
            self._scenes[key] = scene


_CACHE = _SceneCache()


def _start_scene(graph: SharedGraph, thing: str | None) -> Scene:
    return _with_nodes(graph.neighbourhood, NOTHING, _start_nodes(graph.neighbourhood, around(graph, thing))) if thing else NOTHING


def _after_step(graph: SharedGraph, before: Scene, step: Step) -> Scene:
    """The scene after one more step; what was there keeps its position."""
    asked = graph.neighbourhood
    match step:
        case Expand(id_, group, upto):
            return _with_nodes(asked, before, around(graph, id_).ids(group, upto))
        case Add(id_):
            return _with_nodes(asked, before, [id_])
        case Hide(id_):
            return _without(before, id_)
        case FindPath(one, other) as way:
            found = asked.path(one, other)
            if found is None:
                return replace(before, missing_paths=(*before.missing_paths, way))
            return replace(_with_nodes(asked, before, list(found.nodes)), paths=(*before.paths, found))
        case Pin(id_, x, y) if id_ in before:
            return replace(before, places={**before.places, id_: (x, y)}, pinned=before.pinned | {id_})
        case _:
            return before


def _start_nodes(asked: Neighbourhood, near: Neighbours) -> list[str]:
    return [near.id, *(id_ for group in near.counts for id_ in _of_all_cities(asked, near.ids(group)))]


def _of_all_cities(asked: Neighbourhood, ids: list[str]) -> list[str]:
    """The first of a group: one of each city in turn, so that no city fills the picture."""
    if len(ids) <= EACH:
        return ids
    turns: Counter[str | None] = Counter()
    ranked: list[tuple[int, int, str]] = []
    for place, (id_, node) in enumerate(asked.nodes(ids[:_LOOKED_AT]).items()):
        ranked.append((turns[node.city], place, id_))
        turns[node.city] += 1
    return [id_ for _, _, id_ in sorted(ranked)[:EACH]]


def _with_nodes(asked: Neighbourhood, before: Scene, ids: list[str]) -> Scene:
    """With the things `ids` added. What is too much to be drawn gets no layout."""
    known = [node.id for node in before.network.nodes]
    network = in_words(asked.network(list(dict.fromkeys([*known, *ids]))))
    if len(network.nodes) > MOST:
        return replace(before, network=network, places={})
    return replace(before, network=network, places=lay_out(network, before.places))


def in_words(network: Network) -> Network:
    """The network with the names of its things in the reader's language."""
    return replace(network, nodes=tuple(replace(node, name=node_name(node)) for node in network.nodes))


def _without(before: Scene, id_: str) -> Scene:
    nodes = tuple(node for node in before.network.nodes if node.id != id_)
    links = tuple(link for link in before.network.links if id_ not in link.ends)
    places = {thing: place for thing, place in before.places.items() if thing != id_}
    return replace(before, network=Network(nodes, links), places=places, pinned=before.pinned - {id_})
