"""The way from one thing to another: breadth first from both ends, a query a step, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.neighbourhood.links import ROWS, link_of, linked
from kg.neighbourhood.records import Link, in_order

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore

LENGTH = 6
WIDTH = 1_000
"""So many things are gone on from in one step."""


@dataclass(frozen=True)
class Path:
    """One of the shortest ways. `nodes` from the first to the last, `links` between each and the next."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass
class _Side:
    """What was reached from one end: thing -> the thing before it and the link between."""

    before: dict[str, tuple[str, Link] | None]
    edge: list[str]
    steps: int = 0


def shortest_path(
    graph: SparqlStore, one: str, other: str, *, length: int = LENGTH, width: int = WIDTH, around: Iterable[str] = ("Place",)
) -> Path | None:
    """A shortest way from `one` to `other` over at most `length` links, or None where there is none within the bounds.

    It does not lead through things of the kinds `around`: that two agencies lie in one place says little of them.
    """
    if one == other:
        return Path((one,), ())
    avoided = set(around)
    sides = _Side({one: None}, [one]), _Side({other: None}, [other])
    while sides[0].steps + sides[1].steps < length and sides[0].edge and sides[1].edge:
        side, far = sorted(sides, key=lambda s: (len(s.edge), s.steps))
        if met := _go_on(graph, side, far, avoided, width):
            return _joined(sides, met)
    return None


def _go_on(graph: SparqlStore, side: _Side, far: _Side, avoided: set[str], width: int) -> str | None:
    """One step from one side. The thing where it meets the other, the first in order."""
    reached: dict[str, tuple[str, Link]] = {}
    passable: set[str] = set()
    for direction in ("out", "in"):
        for id_, neighbour in islice(linked(graph, side.edge, direction), ROWS):
            if neighbour.id in side.before:
                continue
            step = id_, link_of(id_, neighbour)
            if neighbour.id not in reached or step < reached[neighbour.id]:
                reached[neighbour.id] = step
            if neighbour.group.kind not in avoided:
                passable.add(neighbour.id)
    side.before |= reached
    side.edge = sorted(passable, key=in_order)[:width]
    side.steps += 1
    return min((id_ for id_ in reached if id_ in far.before and (id_ in passable or far.before[id_] is None)), default=None, key=in_order)


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
