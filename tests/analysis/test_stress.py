"""Distances in the picture are those in the graph."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.stress import distances, positions

Links = list[tuple[int, int]]


@given(
    st.integers(2, 70).flatmap(
        lambda count: st.tuples(st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=90))
    )
)
def test_distances_are_those_of_networkx(drawn: tuple[int, Links]) -> None:
    count, links = drawn
    graph = nx.Graph(links)
    graph.add_nodes_from(range(count))
    ways = dict(nx.all_pairs_shortest_path_length(graph))
    longest = max(max(lengths.values()) for lengths in ways.values())
    no_way = max(longest + 1, math.sqrt(count))
    found = distances(count, links)
    assert all(found[one, other] == pytest.approx(ways[one].get(other, no_way), rel=1e-6) for one in range(count) for other in range(count))


def test_a_long_chain_is_measured_to_its_end() -> None:
    count = 300
    assert distances(count, [(node, node + 1) for node in range(count - 1)])[0, count - 1] == count - 1


@pytest.mark.parametrize(
    ("count", "links"),
    [
        (2, [(0, 1)]),
        (20, [(node, node + 1) for node in range(19)]),
        (40, [(node, (node + 1) % 40) for node in range(40)]),
        (64, [(node, node + step) for node in range(64) for step in (1, 8) if node + step < 64 and (step == 8 or node % 8 < 7)]),
    ],
    ids=["pair", "chain", "ring", "grid"],
)
def test_what_can_be_drawn_true_is_drawn_true(count: int, links: Links) -> None:
    """A chain is a line, a ring a circle, a grid a grid: every link is as long as every other, and no shape is folded."""
    places = positions(count, links)
    lengths = [math.dist(places[one], places[other]) for one, other in links]
    assert max(lengths) < 1.5 * min(lengths)
    wanted = distances(count, links)
    widest = max(math.dist(one, other) for one in places for other in places)
    assert widest > 0.6 * wanted.max() * min(lengths)


def test_parts_with_no_way_between_them_stand_apart() -> None:
    links = [(0, 1), (1, 2), (3, 4), (4, 5)]
    places = positions(6, links)
    within = max(math.dist(places[one], places[other]) for one, other in links)
    assert within < min(math.dist(places[one], places[other]) for one in range(3) for other in range(3, 6))


def test_none_and_one_have_a_place() -> None:
    assert positions(0, []) == []
    assert positions(1, []) == [(0.0, 0.0)]
