"""The SPARQL endpoint described: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.linked_data.dataset_description import MOST_PARTITIONS, Site
from kg.linked_data.nodes import short
from kg.linked_data.statistics import Statistics
from kg.linked_data.triple_builder import Describing

if TYPE_CHECKING:
    from pyoxigraph import Triple

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
"""Names under http://www.w3.org/ns/formats/ of what the endpoint answers in."""


def service_triples(site: Site, counts: Statistics, result_formats: Iterable[str] = RESULT_FORMATS) -> list[Triple]:
    """What the endpoint can do and what it asks. Federation is left out: it has none."""
    d = Describing()
    service, dataset, default = d.node(site.endpoint), d.node(site.part("dataset")), d.node(site.part("default-graph"))
    d.add(service, "rdf:type", "sd:Service")
    d.add(service, "sd:endpoint", service)
    d.add(service, "sd:supportedLanguage", "sd:SPARQL10Query", "sd:SPARQL11Query")
    d.add(service, "sd:feature", "sd:UnionDefaultGraph")
    for name in result_formats:
        d.add(service, "sd:resultFormat", d.node(_FORMATS + name))
    d.add(service, "sd:defaultDataset", dataset)
    d.add(dataset, "rdf:type", "sd:Dataset")
    d.add(dataset, "sd:defaultGraph", default)
    d.add(default, "rdf:type", "sd:Graph")
    d.add(default, "void:triples", d.number(counts.triples))
    for iri, count in list(counts.graphs.items())[:MOST_PARTITIONS]:
        named, graph = d.node(site.part(f"named/{short(iri)}")), d.node(site.part(f"graph/{short(iri)}"))
        d.add(dataset, "sd:namedGraph", named)
        d.add(named, "rdf:type", "sd:NamedGraph")
        d.add(named, "sd:name", d.node(iri))
        d.add(named, "sd:graph", graph)
        d.add(graph, "rdf:type", "sd:Graph")
        d.add(graph, "void:triples", d.number(count))
    return d.triples
