"""Where things stand: always the same, nothing on top of anything, what stands stays. bench/layout.py measures how long it takes."""

from __future__ import annotations

import math
import random

import pytest

from kg.analysis.layout import Box, Point, placed

Links = list[tuple[str, str]]


def star(leaves: int) -> tuple[list[str], Links]:
    things = ["hub", *(f"n{i}" for i in range(leaves))]
    return things, [("hub", leaf) for leaf in things[1:]]


def web(count: int) -> tuple[list[str], Links]:
    """Each thing linked to two before it, the early ones most often."""
    dice = random.Random(7)
    things = [f"n{i}" for i in range(count)]
    return things, [(things[i], things[int(i * dice.random() ** 2)]) for i in range(1, count) for _ in range(2)]


def boxes(things: list[str]) -> dict[str, Box]:
    dice = random.Random(3)
    return {thing: Box(dice.choice((40.0, 90.0, 168.0)), 17, dice.choice((40.0, 58.0))) for thing in things}


def on_top(places: dict[str, Point], of: dict[str, Box]) -> list[tuple[str, str]]:
    def apart(one: str, other: str) -> bool:
        (x, y), (u, v), a, b = places[one], places[other], of[one], of[other]
        return abs(x - u) >= (a.width + b.width) / 2 or y + a.below <= v - b.above or v + b.below <= y - a.above

    names = list(places)
    return [(one, other) for i, one in enumerate(names) for other in names[i + 1 :] if not apart(one, other)]


@pytest.mark.parametrize("made", [star(1), star(40), web(120), web(500), (["one"], []), (["one", "two", "three"], [])])
def test_nothing_stands_on_anything(made: tuple[list[str], Links]) -> None:
    things, links = made
    of = boxes(things)
    places = placed(things, links, of)
    assert list(places) == things
    assert on_top(places, of) == []


@pytest.mark.parametrize("count", [60, 500])
def test_the_same_things_stand_where_they_stood(count: int) -> None:
    things, links = web(count)
    of = boxes(things)
    assert placed(things, links, of) == placed(things, [(b, a) for a, b in reversed(links)] + links[:5], of)


def test_what_stands_stays_and_newcomers_come_beside_what_they_are_linked_to() -> None:
    things, links = star(20)
    of = boxes([*things, *(f"new{i}" for i in range(12))])
    before = placed(things, links, of)
    after = placed([*things, *(f"new{i}" for i in range(12))], [*links, *(("n3", f"new{i}") for i in range(12))], of, before)
    assert {thing: after[thing] for thing in things} == before
    assert on_top(after, of) == []
    near = [math.dist(after[f"new{i}"], after["n3"]) for i in range(12)]
    far = [math.dist(after[f"new{i}"], after["n17"]) for i in range(12)]
    assert sum(near) < sum(far)
    assert max(near) < 700


def test_a_newcomer_between_two_stands_between_them() -> None:
    of = {name: Box(40, 17, 40) for name in ("a", "b", "c")}
    places = placed(["a", "b", "c"], [("a", "c"), ("b", "c")], of, {"a": (-400.0, 0.0), "b": (400.0, 0.0)})
    assert abs(places["c"][0]) < 250


def test_a_newcomer_linked_to_a_newcomer_finds_a_place() -> None:
    of = {name: Box(40, 17, 40) for name in ("a", "b", "c", "d")}
    places = placed(["a", "b", "c", "d"], [("a", "b"), ("b", "c")], of, {"a": (0.0, 0.0)})
    assert math.dist(places["b"], places["c"]) < math.dist(places["a"], places["c"])
    assert on_top(places, of) == []


def test_nothing_is_nowhere() -> None:
    assert placed([], [], {}) == {}
