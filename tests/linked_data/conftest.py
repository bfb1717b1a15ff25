"""Graphs to describe: the published corpus, and one that somebody else made, with everything in it that a graph may hold."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph import Graph
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql import SparqlStore

FOREIGN = """
@prefix : <http://data.example/id/> .
@prefix o: <http://data.example/o#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:alice a foaf:Person ; foaf:name "Alice <img src=x onerror=alert(1)>" ; rdfs:comment "</p><script>alert(2)</script>"@en ;
    foaf:knows :bob , [ foaf:name "somebody" ; foaf:knows [ foaf:name "somebody else" ] ] ;
    foaf:homepage <javascript:alert(3)> , <http://alice.example/> , <data:text/html,x> ;
    :中文 "值"@zh .
:bob a foaf:Person ; rdfs:label "Bob"@en , "鲍勃"@zh , "Боб"@ru ; <http://data.example/123> "no element has this name" .
:张三 a foaf:Person ; foaf:name "张三" ; foaf:knows :alice .
:a%20b foaf:name "escaped" .
<http://data.example/id/q?x=1> foaf:name "with a query" .
<http://data.example/hashes#one> foaf:name "on nothing" ; foaf:knows :bob .
o:Thing a owl:Class ; rdfs:label "<b>thing</b>"@en ; rdfs:comment "<script>alert(4)</script>" ; rdfs:isDefinedBy <http://data.example/o> .
<http://data.example/o> a owl:Ontology .
:round skos:broader :square . :square skos:broader :round .
"""
UNREADABLE = b"<http://data.example/id/alice> <http://xmlns.com/foaf/0.1/knows> <http://data.example/\\u003E\\u0020}\\u0020#> ."
"""An IRI that may not be written down, as a file that was loaded without checks may bring it."""


@pytest.fixture(scope="session")
def select(graph: Graph) -> SparqlStore:
    return graph.store


@pytest.fixture(scope="session")
def foreign_store() -> Store:
    store = Store()
    store.load(FOREIGN.encode(), RdfFormat.TURTLE)
    store.load(UNREADABLE, RdfFormat.N_TRIPLES, lenient=True)
    return store


@pytest.fixture(scope="session")
def foreign(foreign_store: Store) -> SparqlStore:
    return OxigraphStore(foreign_store)
