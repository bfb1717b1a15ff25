"""Where the things of a picture stand: the same picture for the same things, nothing on top of anything, and what stands stays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import pstdev

from kg.analysis.stress import positions

Point = tuple[float, float]
"""x to the right, y down, in pixels of the picture at its full size."""

GAP = 14.0
"""Pixels between two boxes."""
_CELL = 160.0
_SPARE = 1.1
_SCREEN = 1.3
_ACROSS, _DOWN = 26.0, 22.0
_FAR = 45
_SIDE = 2 * _FAR + 1
"""A place is looked for in steps aside, so many to each side."""
_TINY = 1e-9


@dataclass(frozen=True)
class Box:
    """The room of a sign with its label: `width` pixels, half to each side; `above` and `below` its middle."""

    width: float
    above: float
    below: float


def placed(
    things: Sequence[str], links: Iterable[tuple[str, str]], boxes: Mapping[str, Box], standing: Mapping[str, Point] | None = None
) -> dict[str, Point]:
    """A place for each of `things`. Those in `standing` stay; the others come near what they are linked to, where there is room.

    With nothing standing, the first of `things` is the middle of the picture.
    """
    stays = {thing: standing[thing] for thing in things if thing in standing} if standing else {}
    ends = {thing: set[str]() for thing in things}
    for one, other in links:
        if one != other and one in ends and other in ends:
            ends[one].add(other)
            ends[other].add(one)
    wanted = _beside(things, ends, boxes, stays) if stays else _whole(things, ends, boxes)
    return _with_room(wanted, boxes, stays)


def _whole(things: Sequence[str], ends: Mapping[str, set[str]], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """The whole picture anew. Boxes are wider than high, so it is stretched to the side."""
    if not things:
        return {}
    order = {thing: place for place, thing in enumerate(things)}
    places = positions(len(things), [(order[one], order[other]) for one in things for other in ends[one] if order[one] < order[other]])
    middle = places[0]
    across, down = _step(boxes[thing] for thing in things)
    scale = max(
        1.0, _SPARE * math.sqrt(len(things)) / math.sqrt(4 * math.pi * _spread(x for x, _ in places) * _spread(y for _, y in places))
    )
    return {thing: ((x - middle[0]) * across * scale, (y - middle[1]) * down * scale) for thing, (x, y) in zip(things, places, strict=True)}


def _spread(values: Iterable[float]) -> float:
    """The standard deviation, but never nothing. That of a disc is half its radius."""
    return max(pstdev(values), 0.1)


def _step(boxes: Iterable[Box]) -> Point:
    """How far apart two linked things are wanted: the room of a box, in the shape of a screen."""
    known = list(boxes)
    count = len(known) or 1
    room = math.sqrt(sum((box.width + GAP) * (box.above + box.below + GAP) for box in known) / count)
    return room * math.sqrt(_SCREEN), room / math.sqrt(_SCREEN)


def _beside(things: Sequence[str], ends: Mapping[str, set[str]], boxes: Mapping[str, Box], stays: Mapping[str, Point]) -> dict[str, Point]:
    """Newcomers around the one thing that they are linked to, on its outer side; between several where there are several."""
    places = dict(stays)
    across, down = _step(boxes[thing] for thing in things)
    middle = _mean(stays.values())
    waiting = [thing for thing in things if thing not in places]
    while waiting:
        reached = [thing for thing in waiting if ends[thing] & places.keys()] or waiting[:1]
        around: dict[Point, list[str]] = {}
        for thing in reached:
            known = sorted(ends[thing] & places.keys())
            around.setdefault(_mean(places[end] for end in known) if known else middle, []).append(thing)
        for hub, comers in around.items():
            outward = math.atan2((hub[1] - middle[1]) / down, (hub[0] - middle[0]) / across)
            spread = min(2 * math.pi * (1 - 1 / len(comers)), len(comers) * math.pi / 5)
            for place, thing in enumerate(comers):
                turn = outward + spread * ((place + 0.5) / len(comers) - 0.5)
                places[thing] = hub[0] + across * math.cos(turn), hub[1] + down * 1.5 * math.sin(turn)
        waiting = [thing for thing in waiting if thing not in places]
    return places


def _mean(points: Iterable[Point]) -> Point:
    known = list(points)
    return sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)


def _with_room(wanted: Mapping[str, Point], boxes: Mapping[str, Box], stays: Mapping[str, Point]) -> dict[str, Point]:
    """Each thing at the nearest free place to the one wanted; those nearest to the middle choose first."""
    room = _Room()
    for thing, place in stays.items():
        room.take(place, boxes[thing])
    middle = next(iter(stays.values() or wanted.values()), (0.0, 0.0))
    comers = [thing for thing in wanted if thing not in stays]
    far = {thing: math.dist(wanted[thing], middle) for thing in comers}
    found = dict(stays)
    for thing in sorted(comers, key=lambda thing: far[thing]):
        place = room.nearest(wanted[thing], boxes[thing])
        room.take(place, boxes[thing])
        found[thing] = place
    return {thing: found[thing] for thing in wanted}


_Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class _Room:
    """Boxes taken, by the cells of a grid that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[_Edges]] = {}
        self._bottom = 0.0

    def take(self, place: Point, box: Box) -> None:
        edges = _edges(place, box)
        for cell in _cells(edges):
            self._cells.setdefault(cell, []).append(edges)
        self._bottom = max(self._bottom, edges[3])

    def nearest(self, wanted: Point, box: Box) -> Point:
        """The free place nearest to the one wanted, on a tenth of a pixel; under all others where there is none near."""
        x, y = round(wanted[0], 1), round(wanted[1], 1)
        left, top, right, bottom = wished = _edges((x, y), box)
        covered = bytearray(_SIDE * _SIDE)
        for across, down, spot in _spots():
            if covered[spot]:
                continue
            taken = self._in_the_way((left + across, top + down, right + across, bottom + down))
            if taken is None:
                return round(x + across, 1), round(y + down, 1)
            _cover(covered, wished, taken)
        return x, round(self._bottom + box.above + GAP, 1)

    def _in_the_way(self, edges: _Edges) -> _Edges | None:
        left, top, right, bottom = edges
        for cell in _cells(edges):
            for taken in self._cells.get(cell, ()):
                if left < taken[2] and taken[0] < right and top < taken[3] and taken[1] < bottom:
                    return taken
        return None


def _cover(covered: bytearray, wished: _Edges, taken: _Edges) -> None:
    """Mark all the spots at which a box wished for would touch one that is taken."""
    left, top, right, bottom = wished
    first, last = _range(taken[0] - right, taken[2] - left, _ACROSS)
    upper, lower = _range(taken[1] - bottom, taken[3] - top, _DOWN)
    if upper <= lower:
        ones = b"\1" * (lower - upper + 1)
        for column in range(first, last + 1):
            start = column * _SIDE + upper
            covered[start : start + len(ones)] = ones


def _range(after: float, before: float, step: float) -> tuple[int, int]:
    """The steps that lie between two distances, counted from the farthest one back."""
    return max(-_FAR, math.floor(after / step + _TINY) + 1) + _FAR, min(_FAR, math.ceil(before / step - _TINY) - 1) + _FAR


def _edges(place: Point, box: Box) -> _Edges:
    x, y = place
    half = GAP / 2
    return x - box.width / 2 - half, y - box.above - half, x + box.width / 2 + half, y + box.below + half


def _cells(edges: _Edges) -> list[tuple[int, int]]:
    left, top, right, bottom = edges
    rows = range(int(top // _CELL), int(bottom // _CELL) + 1)
    return [(column, row) for column in range(int(left // _CELL), int(right // _CELL) + 1) for row in rows]


@cache
def _spots() -> tuple[tuple[float, float, int], ...]:
    """Steps aside with their number, the shortest first; a step down costs more than one across, since boxes are wide."""
    steps = [(i * _ACROSS, j * _DOWN, (i + _FAR) * _SIDE + j + _FAR) for i in range(-_FAR, _FAR + 1) for j in range(-_FAR, _FAR + 1)]
    return tuple(sorted(steps, key=lambda step: (math.hypot(step[0], 1.3 * step[1]), step)))
