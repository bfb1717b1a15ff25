"""Shortest paths: breadth first from both ends, one query a step, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.neighbourhood.links import MAX_LINKS, iter_neighbours, link_of
from kg.neighbourhood.records import Link, natural_order

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore

MAX_LENGTH = 6
MAX_WIDTH = 1_000
"""At most so many nodes are followed in one step."""


@dataclass(frozen=True)
class Path:
    """A shortest path: the ids of its `nodes` from start to end, and the `links` between each and the next."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass
class _Side:
    """The nodes reached from one end: node -> the node before it and the link between them. `edge` holds those to go on from."""

    before: dict[str, tuple[str, Link] | None]
    edge: list[str]
    steps: int = 0


def shortest_path(
    graph: SparqlStore, start: str, end: str, *, length: int = MAX_LENGTH, width: int = MAX_WIDTH, avoid: Iterable[str] = ("Place",)
) -> Path | None:
    """A shortest path from `start` to `end` over at most `length` links, or None where there is none within the bounds.

    It does not lead through nodes of the kinds `avoid`: that two agencies lie in one place says little of them.
    """
    if start == end:
        return Path((start,), ())
    avoided = set(avoid)
    sides = _Side({start: None}, [start]), _Side({end: None}, [end])
    while sides[0].steps + sides[1].steps < length and sides[0].edge and sides[1].edge:
        side, far = sorted(sides, key=lambda s: (len(s.edge), s.steps))
        if met := _expand(graph, side, far, avoided, width):
            return _joined(sides, met)
    return None


def _expand(graph: SparqlStore, side: _Side, far: _Side, avoided: set[str], width: int) -> str | None:
    """Expand one side by one step. Returns the node where it meets the other side, the first in natural order."""
    reached: dict[str, tuple[str, Link]] = {}
    passable: set[str] = set()
    for direction in ("out", "in"):
        for id_, neighbour in islice(iter_neighbours(graph, side.edge, direction), MAX_LINKS):
            if neighbour.id in side.before:
                continue
            step = id_, link_of(id_, neighbour)
            if neighbour.id not in reached or step < reached[neighbour.id]:
                reached[neighbour.id] = step
            if neighbour.group.kind not in avoided:
                passable.add(neighbour.id)
    side.before |= reached
    side.edge = sorted(passable, key=natural_order)[:width]
    side.steps += 1
    met = (id_ for id_ in reached if id_ in far.before and (id_ in passable or far.before[id_] is None))
    return min(met, default=None, key=natural_order)


def _joined(sides: tuple[_Side, _Side], met: str) -> Path:
    first = _back(sides[0], met)
    last = _back(sides[1], met)
    nodes = [*(id_ for id_, _ in reversed(first)), met, *(id_ for id_, _ in last)]
    return Path(tuple(nodes), (*(link for _, link in reversed(first)), *(link for _, link in last)))


def _back(side: _Side, met: str) -> list[tuple[str, Link]]:
    steps, at = [], met
    while (step := side.before[at]) is not None:
        steps.append(step)
        at = step[0]
    return steps
