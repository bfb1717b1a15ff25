"""The description of dataset and endpoint says what is true, in the words that tools look for."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import DCTERMS, RDF, SH, VOID, URIRef

from kg.export.rdf import triples_bytes
from kg.graph import Graph
from kg.linked_data.dataset_description import Profile, Site, dataset_triples
from kg.linked_data.service_description import RESULT_FORMATS, service_triples
from kg.linked_data.statistics import Statistics, statistics
from kg.queries.catalog import questions
from kg.rdf.namespaces import BASE, ZM
from kg.store.sparql import SparqlStore

SITE = Site("http://s.example/", BASE + "void", {"dump.nq": "application/n-quads"})
DATASET = URIRef(BASE + "void#dataset")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
ENDPOINT = URIRef("http://s.example/sparql")


@pytest.fixture(scope="module")
def counts(select: SparqlStore) -> Statistics:
    return statistics(select)


@pytest.fixture(scope="module")
def described(counts: Statistics) -> rdflib.Graph:
    asked = tuple(q for folder in ("graph", "tables") for q in questions(folder).values() if not q.internal)
    profile = Profile(
        {"zh": "名", "en": "name"}, {}, BASE, "https://licence.example/", version="v1", built="2026-01-02T03:04:05+00:00", questions=asked
    )
    text = triples_bytes([*dataset_triples(profile, SITE, counts), *service_triples(SITE, counts)], "ttl")
    return rdflib.Graph().parse(data=text, format="turtle")


def test_counts_are_those_of_the_graph(graph: Graph, counts: Statistics, described: rdflib.Graph) -> None:
    triples = {quad.triple for quad in graph.quads()}
    assert described.value(DATASET, VOID.triples).toPython() == len(triples) == counts.triples
    assert described.value(DATASET, VOID.distinctSubjects).toPython() == len({t.subject for t in triples})
    assert described.value(DATASET, VOID.distinctObjects).toPython() == len({t.object for t in triples})
    partitions = {
        str(described.value(part, VOID["class"])): described.value(part, VOID.entities).toPython()
        for part in described.objects(DATASET, VOID.classPartition)
    }
    assert partitions[ZM + "FundingOffer"] == len(graph.answer("funding").rows) and len(partitions) == len(counts.classes) > 20
    of_properties = [described.value(part, VOID.triples).toPython() for part in described.objects(DATASET, VOID.propertyPartition)]
    assert sum(of_properties) == len(triples)


def test_every_named_graph_is_there_with_its_size(graph: Graph, described: rdflib.Graph) -> None:
    held: dict[str, int] = {}
    for quad in graph.quads():
        held[quad.graph_name.value] = held.get(quad.graph_name.value, 0) + 1  # type: ignore[union-attr]
    named = {
        str(described.value(node, SD.name)): described.value(described.value(node, SD.graph), VOID.triples).toPython()
        for node in described.objects(DATASET, SD.namedGraph)
    }
    assert named == held


def test_what_a_finder_looks_for_is_there(described: rdflib.Graph) -> None:
    assert {VOID.Dataset, DCAT.Dataset, SD.Dataset} <= set(described.objects(DATASET, RDF.type))
    assert {title.language for title in described.objects(DATASET, DCTERMS.title)} == {"zh", "en"}
    assert described.value(DATASET, VOID.sparqlEndpoint) == ENDPOINT
    assert str(described.value(DATASET, VOID.uriSpace)) == BASE
    assert described.value(DATASET, DCTERMS.license) == URIRef("https://licence.example/")
    assert str(described.value(DATASET, DCAT.version)) == "v1"
    assert described.value(DATASET, VOID.dataDump) == URIRef("http://s.example/dump.nq")
    assert {URIRef(ZM), URIRef("http://www.w3.org/ns/oa#")} <= set(described.objects(DATASET, VOID.vocabulary))
    assert not [term for triple in described for term in triple if isinstance(term, rdflib.BNode)]


def test_the_service_description_is_one(described: rdflib.Graph) -> None:
    """What the W3C's tests of service descriptions ask: a service, its endpoint, and terms that are of the vocabulary."""
    assert described.value(predicate=RDF.type, object=SD.Service) == ENDPOINT
    assert described.value(ENDPOINT, SD.endpoint) == ENDPOINT
    assert SD.UnionDefaultGraph in set(described.objects(ENDPOINT, SD.feature))
    assert SD.BasicFederatedQuery not in set(described.objects(ENDPOINT, SD.feature))
    assert len(set(described.objects(ENDPOINT, SD.resultFormat))) == len(RESULT_FORMATS)


def test_every_example_runs_as_it_stands(graph: Graph, described: rdflib.Graph) -> None:
    examples = list(described.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(examples) > 10
    for example in examples:
        query = str(described.value(example, SH.select))
        assert next(iter(graph.store.query(query)), None) is not None, example
        assert {label.language for label in described.objects(example, rdflib.RDFS.label)} == {"zh", "en"}


def test_nothing_is_claimed_of_a_graph_that_others_made(foreign: SparqlStore) -> None:
    counts = statistics(foreign)
    site = Site("http://s.example/", "http://s.example/void", {})
    text = triples_bytes(dataset_triples(Profile({"en": "A graph"}, {}, BASE), site, counts), "nt").decode()
    assert "license" not in text and "dataDump" not in text and "<http://s.example/void#dataset>" in text
