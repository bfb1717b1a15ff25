"""Ways between things: the shortest, around places, within bounds."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph import Graph
from kg.neighbourhood import Link
from kg.neighbourhood.paths import shortest_path
from kg.rdf.namespaces import BASE, PREFIXES
from kg.store.oxigraph import OxigraphStore


def store(*statements: str) -> OxigraphStore:
    """`a -leads-> t1` and the like; what begins with p is a place, with t a task, with a an agency."""
    kinds = {"p": "Place", "t": "Task", "a": "Agency", "c": "Clause"}
    turtle = [f"@prefix {name}: <{space}> ." for name, space in PREFIXES.items()] + [f"@prefix : <{BASE}> ."]
    for statement in statements:
        source, relation, target = statement.split()
        turtle += [f":{end} a zm:{kinds[end[0]]} ." for end in (source, target)] + [f":{source} zm:{relation} :{target} ."]
    made = Store()
    made.load("\n".join(turtle).encode(), RdfFormat.TURTLE)
    return OxigraphStore(made)


def test_the_shortest_way_with_its_links() -> None:
    graph = store("a1 leads t1", "a2 supports t1", "a2 leads t2", "a3 leads t2", "a1 leads t9", "a9 leads t9", "a9 leads t8")
    path = shortest_path(graph, "a1", "a3")
    assert path is not None
    assert path.nodes == ("a1", "t1", "a2", "t2", "a3")
    assert path.links == (Link("a1", "leads", "t1"), Link("a2", "supports", "t1"), Link("a2", "leads", "t2"), Link("a3", "leads", "t2"))


def test_the_same_way_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    statements = [f"a{end} leads t{middle}" for middle in (10, 2, 3) for end in (1, 5)]
    assert {shortest_path(store(*order), "a1", "a5") for order in (statements, statements[::-1])} == {
        shortest_path(store(*statements), "a1", "a5")
    }
    found = shortest_path(store(*statements), "a1", "a5")
    assert found is not None and found.nodes == ("a1", "t2", "a5")


def test_it_goes_around_places_but_may_end_at_one() -> None:
    graph = store("a1 place p1", "a2 place p1", "a1 leads t1", "a3 leads t1", "a3 leads t2", "a2 leads t2")
    around = shortest_path(graph, "a1", "a2")
    assert around is not None and "p1" not in around.nodes
    through = shortest_path(graph, "a1", "a2", avoid=())
    assert through is not None and through.nodes == ("a1", "p1", "a2")
    to = shortest_path(graph, "a1", "p1")
    assert to is not None and to.nodes == ("a1", "p1")


def test_none_beyond_the_bounds() -> None:
    graph = store("a1 leads t1", "a2 leads t1", "a2 leads t2", "a3 leads t2", "a4 leads t4")
    assert shortest_path(graph, "a1", "a4") is None
    assert shortest_path(graph, "a1", "a3", length=3) is None
    assert shortest_path(graph, "a1", "a3", length=4) is not None


def test_a_step_goes_on_from_few_things() -> None:
    graph = store(*(f"a0 leads t{n}" for n in range(1, 9)), "a1 leads t8", "a1 leads t9", "a2 leads t9")
    assert shortest_path(graph, "a0", "a2", length=4) is not None
    assert shortest_path(graph, "a0", "a2", length=4, width=1) is None


def test_a_thing_is_no_way_from_itself() -> None:
    path = shortest_path(store("a1 leads t1"), "a1", "a1")
    assert path is not None and path.nodes == ("a1",) and path.links == ()


def test_between_cities(graph: Graph) -> None:
    path = graph.neighbourhood.path("agency/910200-human-resources", "program/yunque")
    assert path is not None
    for (one, other), link in zip(zip(path.nodes, path.nodes[1:], strict=False), path.links, strict=True):
        assert {one, other} == set(link.ends)
    assert not [id_ for id_ in path.nodes if id_.startswith("place/")]
    cities = graph.neighbourhood.path("place/910100", "place/910000")
    assert cities is not None and cities.nodes == ("place/910100", "place/910000")
