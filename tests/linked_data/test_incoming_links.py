"""What points to a thing: counted right, each source once, in the order that people count in."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import Graph
from kg.linked_data import incoming_links as module
from kg.linked_data.incoming_links import incoming_links, incoming_links_page
from kg.rdf.namespaces import BASE, CANONICAL, PREFIXES, ZM
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql import SparqlStore

DOCUMENT = BASE + "document/wuling-2021-2025"
AGENCY = BASE + "agency/910100-human-resources"


def test_groups_count_what_the_graph_holds(graph: Graph, select: SparqlStore) -> None:
    found = {group.predicate.iri: group for group in incoming_links(select, AGENCY)}
    for iri, group in found.items():
        held = {q.subject for q in graph.store.quads(None, NamedNode(iri or ""), NamedNode(AGENCY))}
        assert group.count == len(held)
    assert found[ZM + "agency"].count == len(graph.answer("responsibilities", {"agency": "910100-human-resources"}).rows) == 5
    first = found[ZM + "agency"].sources[0]
    assert {one.predicate.iri for one in first.statements} == {ZM + "role", ZM + "effectiveRole", ZM + "basis", ZM + "task"}


def test_the_facts_of_a_document_are_counted_by_kind(graph: Graph, select: SparqlStore) -> None:
    [group] = [g for g in incoming_links(select, DOCUMENT) if g.predicate.iri == ZM + "inDocument"]
    counts = {node.iri: count for node, count in group.classes}
    assert counts[ZM + "Target"] == len(graph.answer("targets", {"document": "wuling-2021-2025"}).rows) == 14
    assert counts[ZM + "Clause"] == len(graph.answer("clauses", {"document": "wuling-2021-2025"}).rows)
    assert sum(counts.values()) == group.count


@pytest.mark.parametrize("of", [None, ZM + "Target"])
def test_pages_hold_each_source_once_in_order(select: SparqlStore, of: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE_SIZE", 5)
    first = incoming_links_page(select, DOCUMENT, ZM + "inDocument", of, 1)
    pages = [first, *(incoming_links_page(select, DOCUMENT, ZM + "inDocument", of, n) for n in range(2, first.pages + 1))]
    iris = [source.node.iri or "" for page in pages for source in page.sources]
    assert len(iris) == len(set(iris)) == first.count
    assert first.pages > 2 and all(len(page.sources) == 5 for page in pages[:-1])
    rows = [iri.split("/")[6] for iri in iris if "/t1-r" in iri]
    assert rows.index("t1-r2") < rows.index("t1-r10")
    assert not incoming_links_page(select, DOCUMENT, ZM + "inDocument", of, first.pages + 1).sources


def test_a_thing_does_not_point_to_itself_by_its_own_nodes(select: SparqlStore) -> None:
    assert not incoming_links(select, BASE + "document/wuling-2021-2025/t1-r4/targets/1")
    assert not [g for g in incoming_links(select, CANONICAL + "ontology") if g.predicate.iri == PREFIXES["rdfs"] + "isDefinedBy"]


def test_more_than_can_be_sorted_still_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    store, hub, link = Store(), NamedNode("http://x.example/hub"), NamedNode("http://x.example/link")
    for n in range(130):
        store.add(Quad(NamedNode(f"http://x.example/{n}"), link, hub))
        store.add(Quad(NamedNode(f"http://x.example/{n}"), NamedNode(PREFIXES["rdfs"] + "label"), Literal(f"no {n}")))
    select = OxigraphStore(store)
    monkeypatch.setattr(module, "_MAX_SORTED", 60)
    pages = [incoming_links_page(select, hub.value, link.value, None, n) for n in (1, 2, 3)]
    assert len({source.node.iri for page in pages for source in page.sources}) == 130
    assert [page.count for page in pages] == [130] * 3


def test_what_is_no_iri_is_refused(select: SparqlStore) -> None:
    with pytest.raises(ValueError, match="IRI"):
        incoming_links_page(select, DOCUMENT, "} SELECT", None, 1)
