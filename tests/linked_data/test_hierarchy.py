"""The way down to a thing, and its parts."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, Store

from kg.graph import Graph
from kg.linked_data.hierarchy import MAX_PARTS, HierarchyNode, hierarchy
from kg.rdf.namespaces import BASE, CANONICAL, PREFIXES
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql import SparqlStore


def all_parts(branches: tuple[HierarchyNode, ...]) -> list[str]:
    return [iri for branch in branches for iri in (branch.node.iri or "", *all_parts(branch.parts))]


def test_a_document_has_all_its_clauses_in_the_order_of_its_text(graph: Graph, select: SparqlStore) -> None:
    found = hierarchy(select, BASE + "document/wuling-2021-2025")
    rows = graph.answer("clauses", {"document": "wuling-2021-2025"}).rows
    assert set(all_parts(found.parts)) == {f"{BASE}document/{row['clause']}" for row in rows} and found.complete
    top = [row["clause"] for row in sorted(rows, key=lambda row: row["start"]) if row["parent"] in (None, "wuling-2021-2025")]
    assert [branch.node.iri for branch in found.parts] == [f"{BASE}document/{clause}" for clause in top]


def test_a_vocabulary_has_its_concepts_with_their_definitions(select: SparqlStore) -> None:
    found = hierarchy(select, CANONICAL + "vocab/role")
    assert len(found.parts) == 6 and found.has_definitions
    assert {text.language for branch in found.parts for text in branch.definitions} == {"zh", "en"}


def test_a_circle_ends(foreign: SparqlStore) -> None:
    found = hierarchy(foreign, "http://data.example/id/round")
    assert all_parts(found.parts) == ["http://data.example/id/square"]
    assert [node.iri for node in found.ancestors] == ["http://data.example/id/square"]


def test_too_many_parts_are_left_out_and_said_to_be() -> None:
    store, broader = Store(), NamedNode(PREFIXES["skos"] + "broader")
    for n in range(MAX_PARTS + 1):
        store.add(Quad(NamedNode(f"http://x.example/{n}"), broader, NamedNode("http://x.example/top")))
    assert not (found := hierarchy(OxigraphStore(store), "http://x.example/top")).complete and not found.parts
