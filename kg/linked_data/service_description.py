"""SPARQL 1.1 Service Description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterable

from kg.linked_data.dataset_description import MAX_PARTITIONS, Site
from kg.linked_data.nodes import curie
from kg.linked_data.statistics import Statistics
from kg.linked_data.triple_builder import TripleBuilder
from kg.rdf.terms import Triple

_FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "JSON-LD",
    "N-Triples",
    "RDF_XML",
    "TriG",
    "N-Quads",
)
"""Result formats of the endpoint, as local names under http://www.w3.org/ns/formats/."""


def service_triples(site: Site, counts: Statistics, result_formats: Iterable[str] = RESULT_FORMATS) -> list[Triple]:
    """The features, result formats and dataset of the endpoint. It does not support federation."""
    builder = TripleBuilder()
    service, dataset, default = builder.iri(site.endpoint), builder.iri(site.part("dataset")), builder.iri(site.part("default-graph"))
    builder.add(service, "rdf:type", "sd:Service")
    builder.add(service, "sd:endpoint", service)
    builder.add(service, "sd:supportedLanguage", "sd:SPARQL10Query", "sd:SPARQL11Query")
    builder.add(service, "sd:feature", "sd:UnionDefaultGraph")
    for name in result_formats:
        builder.add(service, "sd:resultFormat", builder.iri(_FORMATS + name))
    builder.add(service, "sd:defaultDataset", dataset)
    builder.add(dataset, "rdf:type", "sd:Dataset")
    builder.add(dataset, "sd:defaultGraph", default)
    builder.add(default, "rdf:type", "sd:Graph")
    builder.add(default, "void:triples", builder.integer(counts.triples))
    for iri, count in list(counts.graphs.items())[:MAX_PARTITIONS]:
        named, graph = builder.iri(site.part(f"named/{curie(iri)}")), builder.iri(site.part(f"graph/{curie(iri)}"))
        builder.add(dataset, "sd:namedGraph", named)
        builder.add(named, "rdf:type", "sd:NamedGraph")
        builder.add(named, "sd:name", builder.iri(iri))
        builder.add(named, "sd:graph", graph)
        builder.add(graph, "rdf:type", "sd:Graph")
        builder.add(graph, "void:triples", builder.integer(count))
    return builder.triples
