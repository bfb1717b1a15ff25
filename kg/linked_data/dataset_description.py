"""The dataset described for machines that find it: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.linked_data.example_queries import examples
from kg.linked_data.nodes import short
from kg.linked_data.statistics import Statistics
from kg.linked_data.triple_builder import Describing

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Triple

    from kg.queries.catalog import Question

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
MOST_PARTITIONS = 2000


@dataclass(frozen=True)
class Profile:
    """What is known of a dataset beside what it holds. Texts by language."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    uri_space: str
    licence: str | None = None
    rights: Mapping[str, str] | None = None
    version: str | None = None
    built: str | None = None
    """Date and time, as in xsd:dateTime."""
    questions: tuple[Question, ...] = ()
    """Examples of what may be asked."""


@dataclass(frozen=True)
class Site:
    """Where the dataset is served. `dumps`: path -> media type."""

    url: str
    """With a slash at its end."""
    document: str
    """The IRI of the description itself; those of the dataset and its parts are hash IRIs on it."""
    dumps: Mapping[str, str]

    @property
    def endpoint(self) -> str:
        return self.url + "sparql"

    def part(self, name: str) -> str:
        return f"{self.document}#{quote(name, safe='/:-._~')}"


def dataset_triples(profile: Profile, site: Site, counts: Statistics) -> list[Triple]:
    """The description of the dataset, without blank nodes. Raises ValueError where an address is no IRI."""
    d = Describing()
    dataset = d.node(site.part("dataset"))
    d.add(site.document, "rdf:type", "void:DatasetDescription")
    d.add(site.document, "foaf:primaryTopic", dataset)
    d.add(dataset, "rdf:type", "void:Dataset", "dcat:Dataset")
    d.texts(dataset, "dcterms:title", profile.titles)
    d.texts(dataset, "dcterms:description", profile.descriptions)
    d.texts(dataset, "dcterms:rights", profile.rights or {})
    if profile.licence:
        d.add(dataset, "dcterms:license", d.node(profile.licence))
    if profile.version:
        d.add(dataset, "dcat:version", d.text(profile.version))
    if profile.built:
        d.add(dataset, "dcterms:modified", d.typed(profile.built, "dateTime"))
    d.add(dataset, "foaf:homepage", d.node(site.url))
    d.add(dataset, "void:uriSpace", d.text(profile.uri_space))
    d.add(dataset, "void:sparqlEndpoint", d.node(site.endpoint))
    _counts(d, dataset, counts)
    for space in _vocabularies(counts):
        d.add(dataset, "void:vocabulary", d.node(space))
    _partitions(d, site, dataset, counts)
    _graphs(d, site, dataset, counts)
    _distributions(d, site, dataset)
    examples(d, site.endpoint, site.part, profile.questions)
    return d.triples


def _counts(d: Describing, dataset: NamedNode, counts: Statistics) -> None:
    numbers = {
        "void:triples": counts.triples,
        "void:distinctSubjects": counts.subjects,
        "void:distinctObjects": counts.objects,
        "void:classes": len(counts.classes),
        "void:properties": len(counts.properties),
    }
    for predicate, number in numbers.items():
        if number is not None:
            d.add(dataset, predicate, d.number(number))


def _vocabularies(counts: Statistics) -> list[str]:
    """The namespaces that classes and properties come from: IRIs up to their last `#` or `/`."""
    return sorted({iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in (*counts.classes, *counts.properties)} - {""})


def _partitions(d: Describing, site: Site, dataset: NamedNode, counts: Statistics) -> None:
    """The largest ones, where there are more than a description should hold."""
    kinds = (
        ("class", counts.classes, "void:classPartition", "void:class", "void:entities"),
        ("property", counts.properties, "void:propertyPartition", "void:property", "void:triples"),
    )
    for kind, found, has, of, number in kinds:
        for iri, count in list(found.items())[:MOST_PARTITIONS]:
            part = d.node(site.part(f"{kind}/{short(iri)}"))
            d.add(dataset, has, part)
            d.add(part, of, d.node(iri))
            d.add(part, number, d.number(count))


def _graphs(d: Describing, site: Site, dataset: NamedNode, counts: Statistics) -> None:
    """Each named graph as a part of the dataset. The service description tells of the same under the same IRIs."""
    for iri, count in list(counts.graphs.items())[:MOST_PARTITIONS]:
        graph = d.node(site.part(f"graph/{short(iri)}"))
        d.add(dataset, "void:subset", graph)
        d.add(graph, "rdf:type", "void:Dataset", "sd:Graph")
        d.add(graph, "dcterms:identifier", d.text(iri))
        d.add(graph, "void:triples", d.number(count))


def _distributions(d: Describing, site: Site, dataset: NamedNode) -> None:
    for path, media_type in site.dumps.items():
        address = d.node(site.url + path)
        distribution = d.node(site.part(f"distribution/{path}"))
        d.add(dataset, "void:dataDump", address)
        d.add(dataset, "dcat:distribution", distribution)
        d.add(distribution, "rdf:type", "dcat:Distribution")
        d.add(distribution, "dcat:downloadURL", address)
        d.add(distribution, "dcat:mediaType", d.node(_MEDIA_TYPES + media_type))
    service, access = d.node(site.part("service")), d.node(site.part("distribution/sparql"))
    d.add(dataset, "dcat:distribution", access)
    d.add(access, "rdf:type", "dcat:Distribution")
    d.add(access, "dcat:accessURL", d.node(site.endpoint))
    d.add(access, "dcat:accessService", service)
    d.add(service, "rdf:type", "dcat:DataService")
    d.add(service, "dcat:endpointURL", d.node(site.endpoint))
    d.add(service, "dcat:servesDataset", dataset)
