"""Neighbours and links: both ends tell the same, each thing has a name, and no hub is read to its end."""

from __future__ import annotations

from itertools import islice

import pytest

from kg.graph import Graph
from kg.neighbourhood import Link, Neighbourhood, links
from kg.neighbourhood.records import KINDS, UNDIRECTED, Group, Network, Node, natural_order
from kg.rdf.namespaces import BASE

AGENCY = "agency/910100-human-resources"


@pytest.fixture(scope="module")
def asked(graph: Graph) -> Neighbourhood:
    return graph.neighbourhood


def ids_of(graph: Graph, kind: str, limit: int | None = None) -> list[str]:
    found = graph.sparql(f"SELECT DISTINCT ?thing {{ ?thing a zm:{kind} }} ORDER BY ?thing")
    return [row["thing"].value.removeprefix(BASE) for row in islice(found, limit)]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_is_seen_from_both_ends(kind: str, graph: Graph, asked: Neighbourhood) -> None:
    for id_ in ids_of(graph, kind, 12):
        for neighbour in asked.neighbours(id_).neighbours:
            link = links.link_of(id_, neighbour)
            back = {links.link_of(neighbour.id, far) for far in asked.neighbours(neighbour.id).neighbours if far.id == id_}
            assert link in back


def test_every_thing_has_a_name_that_is_no_address(graph: Graph, asked: Neighbourhood) -> None:
    for kind in KINDS:
        ids = ids_of(graph, kind)
        nodes = asked.nodes(ids)
        assert list(nodes) == ids
        for node in nodes.values():
            assert node.kind in ({kind, "AgencyGroup"} if kind == "Agency" else {kind})
            assert node.name.strip() and "://" not in node.name and "\n" not in node.name


def test_counts_are_those_of_the_answers(graph: Graph, asked: Neighbourhood) -> None:
    named = {"agency": AGENCY.removeprefix("agency/")}
    [row] = graph.answer("agencies", named).rows
    counts = asked.neighbours(AGENCY).counts
    assert (counts[Group("leads", "out", "Task")], counts[Group("supports", "out", "Task")]) == (row["lead"], row["support"])
    assert counts[Group("worksWith", "out", "Agency")] == len(graph.answer("partners", named).rows)
    offered = graph.answer("offers", {"program": "yunque"}).rows
    counts = asked.neighbours("program/yunque").counts
    assert counts[Group("offers", "out", "FundingOffer")] + counts[Group("offers", "out", "Measure")] == len(offered)
    mentioned = {row["clause"] for row in graph.answer("programs", {"program": "yunque"}).rows}
    assert set(asked.neighbours("program/yunque").ids(Group("ProgrammeMention", "in", "Clause"))) == {f"document/{c}" for c in mentioned}


def test_a_role_is_told_once(graph: Graph, asked: Neighbourhood) -> None:
    told: dict[tuple[str, str], set[str]] = {}
    ids = ids_of(graph, "Agency")
    for id_, neighbour in links.iter_neighbours(graph.store, ids, "out"):
        if neighbour.group.kind == "Task":
            told.setdefault((id_, neighbour.id), set()).add(neighbour.group.relation)
    rows = [row for row in graph.answer("responsibilities").rows if row["task"]]
    assert set(told) == {(f"agency/{row['agency']}", f"document/{row['task']}") for row in rows}
    assert not [pair for pair, relations in told.items() if "Responsibility" in relations and len(relations) > 1]


def test_a_page_of_neighbours_goes_as_a_reader_counts(asked: Neighbourhood) -> None:
    around = asked.neighbours("document/wuling-2021-2025/t1")
    group = Group("is_part_of", "in", "Clause")
    rows = around.ids(group)
    assert [row.split("/")[2] for row in rows] == [f"t1-r{n}" for n in range(1, 11)]
    assert around.ids(group, 5, 3) == rows[3:8]
    assert natural_order("a2") < natural_order("a10") < natural_order("a10-i1")


def test_a_network_holds_each_link_once_whatever_the_order(asked: Neighbourhood) -> None:
    ids = [
        AGENCY,
        *asked.neighbours(AGENCY).ids(Group("worksWith", "out", "Agency")),
        *asked.neighbours(AGENCY).ids(Group("leads", "out", "Task")),
    ]
    network = asked.network(ids)
    assert [node.id for node in network.nodes] == ids
    assert len(set(network.links)) == len(network.links)
    assert all(set(link.ends) <= set(ids) for link in network.links)
    assert asked.network(ids[::-1]).links == network.links
    assert not [link for link in network.links if link.relation in UNDIRECTED and link.source > link.target]


def test_leaving_out_kinds_leaves_out_their_links() -> None:
    nodes = (Node("a", "Agency", "甲"), Node("t", "Task", "乙"), Node("p", "Place", "丙"))
    network = Network(nodes, (Link("a", "leads", "t"), Link("a", "place", "p")))
    assert network.without(["Place"]) == Network(nodes[:2], (Link("a", "leads", "t"),))


def test_a_hub_is_not_read_to_its_end(asked: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked.neighbours("place/910100").complete
    monkeypatch.setattr(links, "MAX_LINKS", 7)
    around = asked.neighbours("place/910100")
    assert not around.complete
    assert sum(around.counts.values()) <= 14


def test_what_is_not_known_has_no_neighbours(asked: Neighbourhood) -> None:
    assert asked.neighbours("agency/nowhere").neighbours == ()
    assert asked.nodes(["agency/nowhere"]) == {}
    with pytest.raises(ValueError, match="IRI"):
        asked.nodes(["agency/<img src=x>"])
