"""What is said of each IRI: all of it, with its evidence, for every IRI that the graph has."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib.compare import isomorphic

from kg.export.rdf import triples_bytes
from kg.graph import Graph
from kg.linked_data.addresses import Addresses
from kg.linked_data.description import describe, statements_about
from kg.linked_data.nodes import LiteralValue, Node
from kg.linked_data.prefixes import DESCRIPTION_PREFIXES
from kg.linked_data.resource import find_known, resource
from kg.linked_data.resource_triples import description_triples
from kg.rdf.namespaces import BASE, CANONICAL, ZM
from kg.store.sparql import SparqlStore
from tests.curated_files import parsed_sources
from tests.datasets import CORPUS

FACT = BASE + "document/yunze-2021-5/i1/funding/1"
HERE = Addresses((BASE, CANONICAL))


@pytest.fixture(scope="module")
def iris(graph: Graph) -> set[str]:
    """Every IRI of ours that the graph holds, in whatever place."""
    terms = {term for quad in graph.quads() for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    return {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith((BASE, CANONICAL))}


def test_every_iri_of_the_graph_is_found_at_its_path(iris: set[str], select: SparqlStore) -> None:
    things = {iri for iri in iris if "#" not in iri}
    for iri in sorted(things):
        address = HERE.local_address(iri)
        assert address is not None
        found = find_known(select, HERE.candidate_iris(address.removeprefix("/")))
        assert found is not None and found.iri == iri
    assert len(things) > 400 and {iri.partition("#")[0] for iri in iris} == things


def test_every_hash_iri_is_told_on_the_page_of_what_is_before_the_hash(iris: set[str], graph: Graph, select: SparqlStore) -> None:
    linked = {(q.subject.value, getattr(q.object, "value", "")) for q in graph.quads()}
    nodes = sorted(iri for iri in iris if "#" in iri)
    for node in nodes:
        whole = node.partition("#")[0]
        assert (whole, node) in linked or (node, whole) in linked, node
    for whole in sorted({node.partition("#")[0] for node in nodes})[::25]:
        told = {row["node"].value for row in statements_about(select, NamedNode(whole)) if "node" in row}
        assert told == {node for node in nodes if node.startswith(whole + "#")}


def one_of_each_class(graph: Graph) -> list[str]:
    rows = graph.sparql("SELECT (MIN(STR(?thing)) AS ?one) { ?thing a ?class } GROUP BY ?class")
    return sorted({row["one"].value for row in rows})  # type: ignore[union-attr]


def test_one_of_each_class_has_a_name_its_types_and_all_its_statements(graph: Graph, select: SparqlStore) -> None:
    things = one_of_each_class(graph)
    assert len(things) > 20
    for iri in things:
        found = describe(select, iri)
        assert found.thing.display_name("zh") and found.thing.display_name("en")
        assert found.types and found.complete
        own = {q.predicate.value for q in graph.store.quads(NamedNode(iri), None, None)}
        assert {one.predicate.iri for one in found.statements} == own - {"http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}


@pytest.mark.parametrize(("syntax", "format"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("nt", "nt"), ("rdf", "xml")])
def test_the_syntaxes_say_the_same_and_another_library_reads_them(graph: Graph, select: SparqlStore, syntax: str, format: str) -> None:
    for iri in [*one_of_each_class(graph)[::6], FACT, CANONICAL + "ontology"]:
        triples = description_triples(select, iri, "http://server.example/about/x", "http://server.example/void#dataset")
        read = rdflib.Graph().parse(data=triples_bytes(triples, syntax, DESCRIPTION_PREFIXES), format=format)
        assert isomorphic(read, rdflib.Graph().parse(data=triples_bytes(triples, "nt"), format="nt"))


def test_rdf_of_a_fact_has_its_words_its_labels_and_the_document_that_tells_it(select: SparqlStore) -> None:
    text = triples_bytes(
        description_triples(select, FACT, "http://s.example/about/x", "http://s.example/void#d"), "ttl", DESCRIPTION_PREFIXES
    ).decode()
    read = rdflib.Graph().parse(data=text, format="turtle")
    fact, oa = rdflib.URIRef(FACT), rdflib.Namespace("http://www.w3.org/ns/oa#")
    evidence = read.value(fact, rdflib.URIRef(ZM + "evidence"))
    assert "100万元" in str(read.value(evidence, oa.exact)) and read.value(evidence, oa.start)
    assert (rdflib.URIRef(BASE + "category/academician"), rdflib.SKOS.prefLabel, rdflib.Literal("院士", lang="zh")) in read
    assert read.value(predicate=rdflib.FOAF.primaryTopic, object=fact) == rdflib.URIRef("http://s.example/about/x")
    assert "@prefix zm:" in text and "zm:amountMax " in text and "@prefix qb:" not in text


def test_rdf_of_the_ontology_is_the_whole_ontology(graph: Graph, select: SparqlStore) -> None:
    triples = set(description_triples(select, CANONICAL + "ontology", "http://s.example/a", "http://s.example/d"))
    held = {q.triple for q in parse(path="ontology/zhengmai.ttl", format=RdfFormat.TURTLE) if str(q.subject.value).startswith(CANONICAL)}
    assert len(held) > 800 and held <= triples


def test_a_fact_has_its_evidence_and_the_place_in_its_source(graph: Graph, select: SparqlStore) -> None:
    found = resource(select, FACT, graph.clause)
    [evidence] = found.description.evidence
    quote = "对全职引进的院士、领军人才，分别给予100万元、50万元安家补贴，由市财政局承担"
    start = graph.source("yunze-2021-5").text.index(quote)
    assert (evidence.anchor, evidence.start, evidence.end, evidence.quote) == ("evidence", start, start + len(quote), quote)
    source = found.description.source
    assert source is not None and source.clause is not None and source.status is not None
    assert source.clause.iri == BASE + "document/yunze-2021-5/i1" and source.clause.display_name("zh") == "1 实施云雀计划"
    assert source.number == "云党办发〔2021〕5号" and source.status.number == "in_force"
    before, after = found.quote_contexts["evidence"]
    assert before.endswith("继续实施“云雀计划”。") and after.startswith("。")
    assert [node.iri for node in found.hierarchy.ancestors] == [
        BASE + f"document/yunze-2021-5{part}" for part in ("", "/c2", "/c2-s1", "/i1")
    ]  # fmt: skip


def test_every_quote_stands_where_its_description_says(graph: Graph, select: SparqlStore) -> None:
    """Held against the source text itself, with its corrections."""
    sources = parsed_sources(CORPUS)
    checked = 0
    for row in graph.answer("responsibilities").rows:
        for evidence in describe(select, f"{BASE}document/{row['id']}").evidence:
            assert sources[row["document"]].text[evidence.start : evidence.end] == evidence.quote
            checked += 1
    assert checked > 20


def test_own_nodes_are_told_with_the_thing(select: SparqlStore) -> None:
    found = describe(select, BASE + "document/wuling-2021-2025/t1-r7/targets/1")
    assert [part.anchor for part in found.parts] == ["base", "goal"]
    assert {node.iri for part in found.parts for node in part.types} == {ZM + "Figure"}
    assert found.evidence[0].predicate.iri == ZM + "evidence"


def test_a_graph_without_texts_tells_all_but_the_words_around(select: SparqlStore, graph: Graph) -> None:
    from kg.linked_data.clause_text import no_clause_texts

    bare, full = resource(select, FACT, no_clause_texts), resource(select, FACT, graph.clause)
    assert bare.description == full.description and bare.links == full.links and not bare.quote_contexts


def test_names_follow_the_language(foreign: SparqlStore) -> None:
    bob = describe(foreign, "http://data.example/id/bob").thing
    assert (bob.display_name("zh"), bob.display_name("en"), bob.display_name("ru"), bob.display_name("fr")) == (
        "鲍勃",
        "Bob",
        "Боб",
        "鲍勃",
    )
    assert [name.text for name in bob.other_names("en")] == ["Боб", "鲍勃"]


def test_a_foreign_graph_is_described_by_its_own_words(foreign: SparqlStore) -> None:
    found = describe(foreign, "http://data.example/id/alice")
    assert found.thing.display_name("en") == "Alice <img src=x onerror=alert(1)>"
    assert [node.iri for node in found.types] == ["http://xmlns.com/foaf/0.1/Person"]
    assert len(found.parts) == 2 and all(part.node.blank for part in found.parts)
    values: list[Any] = [value for one in found.statements for value in one.values]
    assert LiteralValue("值", "zh") in values and any(isinstance(v, Node) and v.iri == "javascript:alert(3)" for v in values)


@pytest.mark.parametrize("iri", ["http://data.example/nowhere", "http://data.example/id/Alice", "urn:x"])
def test_what_the_graph_does_not_know_is_not_found(foreign: SparqlStore, iri: str) -> None:
    assert find_known(foreign, [iri]) is None


def test_what_is_only_a_property_or_only_a_graph_is_found_as_such(foreign: SparqlStore, select: SparqlStore) -> None:
    knows, registry = find_known(foreign, ["http://xmlns.com/foaf/0.1/knows"]), find_known(select, [BASE + "graph/registry"])
    assert knows and knows.role == "property"
    assert registry and registry.role == "graph"


def test_no_more_statements_are_read_than_asked_for(select: SparqlStore) -> None:
    found = describe(select, FACT, limit=3)
    assert not found.complete and sum(len(one.values) for one in found.statements) <= 3
