"""What the steps of an address come to: things, links, and where they stand. Made once for all who look at the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock

import streamlit as st

from kg.analysis.layout import Point, placed
from kg.neighbourhood import Neighbourhood, Neighbours, Network, Path
from viewer.pages.graph.steps import Add, Expand, Hide, Pin, Step, Way
from viewer.pages.graph.text_layout import box
from viewer.shared_graph import SharedGraph

EACH = 12
"""Of each group of neighbours so many are shown at the start."""
MORE = 30
"""So many more are shown with each expansion."""
SLOW = 300
MOST = 2_000
"""What is slow, and what is too much to be drawn."""
_SCENES = 200
_LAST = 20
"""So many scenes are kept; of one address those after the last steps, to which a reader may go back."""


@dataclass(frozen=True)
class Scene:
    network: Network
    places: Mapping[str, Point]
    pinned: frozenset[str] = frozenset()
    ways: tuple[Path, ...] = ()
    no_way: tuple[Way, ...] = ()
    """Steps for which the bounds hold no way."""

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


def scene(graph: SharedGraph, thing: str | None, steps: tuple[Step, ...]) -> Scene:
    """Gone on from the longest beginning of the steps that is kept."""
    written = tuple(map(str, steps))
    for end in range(len(written), -1, -1):
        if found := _KEPT.get((graph.version, thing, written[:end])):
            break
    else:
        end, found = 0, _begun(graph, thing)
    for place in range(end, len(written)):
        if len(written) - place < _LAST:
            _KEPT.keep((graph.version, thing, written[:place]), found)
        found = _gone_on(graph, found, steps[place])
    _KEPT.keep((graph.version, thing, written), found)
    return found


class _Scenes:
    """The last that anybody looked at."""

    def __init__(self) -> None:
        self._scenes: OrderedDict[Hashable, Scene] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Scene | None:
        with self._lock:
            if found := self._scenes.get(key):
                self._scenes.move_to_end(key)
            return found

    def keep(self, key: Hashable, scene: Scene) -> None:
        with self._lock:
            self._scenes[key] = scene
            self._scenes.move_to_end(key)
            while len(self._scenes) > _SCENES:
                self._scenes.popitem(last=False)


_KEPT = _Scenes()


def _begun(graph: SharedGraph, thing: str | None) -> Scene:
    return _shown(graph.neighbourhood, NOTHING, _beginning(around(graph, thing))) if thing else NOTHING


def _gone_on(graph: SharedGraph, before: Scene, step: Step) -> Scene:
    """One step on from the scene before, so that what stood there stays."""
    asked = graph.neighbourhood
    match step:
        case Expand(id_, group, upto):
            return _shown(asked, before, around(graph, id_).ids(group, upto))
        case Add(id_):
            return _shown(asked, before, [id_])
        case Hide(id_):
            return _without(before, id_)
        case Way(one, other) as way:
            found = asked.path(one, other)
            if found is None:
                return replace(before, no_way=(*before.no_way, way))
            return replace(_shown(asked, before, list(found.nodes)), ways=(*before.ways, found))
        case Pin(id_, x, y) if id_ in before:
            return replace(before, places={**before.places, id_: (x, y)}, pinned=before.pinned | {id_})
        case _:
            return before


def _beginning(near: Neighbours) -> list[str]:
    return [near.id, *(id_ for group in near.counts for id_ in near.ids(group, EACH))]


def _shown(asked: Neighbourhood, before: Scene, ids: list[str]) -> Scene:
    """With `ids` too. What is too much to be drawn is not laid out."""
    known = [node.id for node in before.network.nodes]
    network = asked.network(list(dict.fromkeys([*known, *ids])))
    if len(network.nodes) > MOST:
        return replace(before, network=network, places={})
    return replace(before, network=network, places=lay_out(network, before.places))


def lay_out(network: Network, standing: Mapping[str, Point]) -> dict[str, Point]:
    boxes = {node.id: box(node.name) for node in network.nodes}
    return placed(list(boxes), (link.ends for link in network.links), boxes, standing)


def _without(before: Scene, id_: str) -> Scene:
    nodes = tuple(node for node in before.network.nodes if node.id != id_)
    links = tuple(link for link in before.network.links if id_ not in link.ends)
    places = {thing: place for thing, place in before.places.items() if thing != id_}
    return replace(before, network=Network(nodes, links), places=places, pinned=before.pinned - {id_})
