"""Namespaces, and the IRIs of things: made from ids, never from labels."""

from __future__ import annotations

from kg.rdf.base import configured_base

CANONICAL = "https://w3id.org/zhengmai/"
"""Ontology and vocabularies lie here for everybody, so that a query written for one host works at another."""
BASE = configured_base(CANONICAL)
"""Data lie here: documents, clauses, facts, the registry, named graphs."""
ZM = CANONICAL + "ontology#"
VOCAB = CANONICAL + "vocab/"

PREFIXES: dict[str, str] = {
    "zm": ZM,
    "vocab": VOCAB,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "agency": BASE + "agency/",
    "category": BASE + "category/",
    "document": BASE + "document/",
    "indicator": BASE + "indicator/",
    "place": BASE + "place/",
    "program": BASE + "program/",
}

REGISTRY_PATHS = {
    "place": "place/",
    "agency": "agency/",
    "programme": "program/",
    "scheme": "scheme/",
    "category": "category/",
    "indicator": "indicator/",
    "cited_document": "document/",
}

ONTOLOGY_GRAPH = BASE + "graph/ontology"
REGISTRY_GRAPH = BASE + "graph/registry"
INFERENCES_GRAPH = BASE + "graph/inferences"


def document_iri(document: str) -> str:
    return f"{BASE}document/{document}"


def document_graph(document: str) -> str:
    return f"{BASE}graph/document/{document}"


def clause_iri(document: str, path: str) -> str:
    return f"{BASE}document/{document}/{path}"


def fact_iri(fact: str) -> str:
    """The IRI of a fact, from its id `<document>/<clause>/<kind>/<n>`."""
    return f"{BASE}document/{fact}"


def registry_iri(kind: str, key: str) -> str:
    return f"{BASE}{REGISTRY_PATHS[kind]}{key}"


def camel(name: str) -> str:
    """`amount_min` and `funding-kind` as properties are written: amountMin, fundingKind."""
    first, *rest = name.replace("-", "_").split("_")
    return first + "".join(part.capitalize() for part in rest)
