from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.brokers import brokers, works_with
from kg.graph import Graph

PARTS = [("a", "t1"), ("b", "t1"), ("b", "t2"), ("c", "t2"), ("c", "t3"), ("b", "t3"), ("d", "t4")]
"""a - b by one task, b - c by two; d works alone."""


def test_an_edge_holds_the_tasks_that_both_are_named_in() -> None:
    network = works_with(reversed(PARTS))
    assert sorted(network) == ["a", "b", "c", "d"]
    assert network.edges["a", "b"]["weight"] == 1
    assert network.edges["c", "b"]["tasks"] == ["t2", "t3"]
    assert network.size() == 2


def test_a_broker_by_hand() -> None:
    first, *others = brokers(works_with(PARTS))
    assert (first.agency, first.partners, first.tasks, first.only_link) == ("b", 2, 3, True)
    assert first.between == pytest.approx(1 / 3)  # of the pairs a-c, a-d and c-d it links a-c
    assert [(other.agency, other.between, other.only_link) for other in others] == [("a", 0, False), ("c", 0, False), ("d", 0, False)]


def test_nobody_is_between_where_all_share_one_task() -> None:
    assert {broker.between for broker in brokers(works_with((agency, "t") for agency in "abcd"))} == {0}


def test_of_nothing() -> None:
    assert brokers(works_with([])) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("12345")), max_size=30))
def test_shares_partners_and_order(parts: list[tuple[str, str]]) -> None:
    found = brokers(works_with(parts))
    assert {broker.agency for broker in found} == {agency for agency, _ in parts}
    assert all(0 <= broker.between <= 1 and broker.partners < len(found) for broker in found)
    assert [broker.between for broker in found] == sorted((broker.between for broker in found), reverse=True)
    assert found == brokers(works_with(reversed(parts)))


def test_partners_are_those_of_the_question(graph: Graph) -> None:
    kinds = {row["agency"]: row["kind"] for row in graph.answer("agencies").rows}
    rows = graph.answer("responsibilities", {"basis": "assigned"}).rows
    network = works_with((row["agency"], row["task"]) for row in rows if row["task"] and kinds[row["agency"]] != "group")
    partners = {row["agency"]: row["partners"] for row in graph.answer("agency_load").rows if row["kind"] != "group"}
    assert {agency: len(network[agency]) if agency in network else 0 for agency in partners} == partners
    assert partners["910100-human-resources"] == 5
    assert brokers(network)[0].agency == "910100-human-resources"
