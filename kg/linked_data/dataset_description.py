"""Machine-readable dataset description: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.linked_data.example_queries import add_example_queries
from kg.linked_data.nodes import curie
from kg.linked_data.statistics import Statistics
from kg.linked_data.triple_builder import TripleBuilder
from kg.rdf.terms import NamedNode, Triple

if TYPE_CHECKING:
    from kg.queries.catalog import Question

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
MAX_PARTITIONS = 2000


@dataclass(frozen=True)
class Profile:
    """Metadata of a dataset that are not in its graph. Texts are by language."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    uri_space: str
    licence: str | None = None
    rights: Mapping[str, str] | None = None
    version: str | None = None
    built: str | None = None
    """When it was built, as xsd:dateTime."""
    questions: tuple[Question, ...] = ()
    """Questions to publish as example queries."""


@dataclass(frozen=True)
class Site:
    """Where the dataset is served."""

    url: str
    """The address of the server, with a trailing slash."""
    document: str
    """The IRI of the description. The dataset and its parts are hash IRIs of it."""
    dumps: Mapping[str, str]
    """Media types of the download files, by path without a leading slash."""

    @property
    def endpoint(self) -> str:
        return self.url + "sparql"

    def part(self, name: str) -> str:
        """The hash IRI of a part of the description."""
        return f"{self.document}#{quote(name, safe='/:-._~')}"


def dataset_triples(profile: Profile, site: Site, counts: Statistics) -> list[Triple]:
    """The description of the dataset, without blank nodes. Raises ValueError if an address is not a valid IRI."""
    builder = TripleBuilder()
    dataset = builder.iri(site.part("dataset"))
    builder.add(site.document, "rdf:type", "void:DatasetDescription")
    builder.add(site.document, "foaf:primaryTopic", dataset)
    builder.add(dataset, "rdf:type", "void:Dataset", "dcat:Dataset")
    builder.add_texts(dataset, "dcterms:title", profile.titles)
    builder.add_texts(dataset, "dcterms:description", profile.descriptions)
    builder.add_texts(dataset, "dcterms:rights", profile.rights or {})
    if profile.licence:
        builder.add(dataset, "dcterms:license", builder.iri(profile.licence))
    if profile.version:
        builder.add(dataset, "dcat:version", builder.string(profile.version))
    if profile.built:
        builder.add(dataset, "dcterms:modified", builder.typed(profile.built, "dateTime"))
    builder.add(dataset, "foaf:homepage", builder.iri(site.url))
    builder.add(dataset, "void:uriSpace", builder.string(profile.uri_space))
    builder.add(dataset, "void:sparqlEndpoint", builder.iri(site.endpoint))
    _add_counts(builder, dataset, counts)
    for space in _vocabularies(counts):
        builder.add(dataset, "void:vocabulary", builder.iri(space))
    _add_partitions(builder, site, dataset, counts)
    _add_named_graphs(builder, site, dataset, counts)
    _add_distributions(builder, site, dataset)
    add_example_queries(builder, site.endpoint, site.part, profile.questions)
    return builder.triples


def _add_counts(builder: TripleBuilder, dataset: NamedNode, counts: Statistics) -> None:
    numbers = {
        "void:triples": counts.triples,
        "void:distinctSubjects": counts.subjects,
        "void:distinctObjects": counts.objects,
        "void:classes": len(counts.classes),
        "void:properties": len(counts.properties),
    }
    for predicate, number in numbers.items():
        if number is not None:
            builder.add(dataset, predicate, builder.integer(number))


def _vocabularies(counts: Statistics) -> list[str]:
    """The namespaces of the classes and properties in use: IRIs up to their last `#` or `/`."""
    return sorted({iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in (*counts.classes, *counts.properties)} - {""})


def _add_partitions(builder: TripleBuilder, site: Site, dataset: NamedNode, counts: Statistics) -> None:
    """The largest MAX_PARTITIONS classes and properties."""
    kinds = (
        ("class", counts.classes, "void:classPartition", "void:class", "void:entities"),
        ("property", counts.properties, "void:propertyPartition", "void:property", "void:triples"),
    )
    for kind, found, has, of, number in kinds:
        for iri, count in list(found.items())[:MAX_PARTITIONS]:
            part = builder.iri(site.part(f"{kind}/{curie(iri)}"))
            builder.add(dataset, has, part)
            builder.add(part, of, builder.iri(iri))
            builder.add(part, number, builder.integer(count))


def _add_named_graphs(builder: TripleBuilder, site: Site, dataset: NamedNode, counts: Statistics) -> None:
    """Each named graph as a subset of the dataset. The service description uses the same IRIs."""
    for iri, count in list(counts.graphs.items())[:MAX_PARTITIONS]:
        graph = builder.iri(site.part(f"graph/{curie(iri)}"))
        builder.add(dataset, "void:subset", graph)
        builder.add(graph, "rdf:type", "void:Dataset", "sd:Graph")
        builder.add(graph, "dcterms:identifier", builder.string(iri))
        builder.add(graph, "void:triples", builder.integer(count))


def _add_distributions(builder: TripleBuilder, site: Site, dataset: NamedNode) -> None:
    for path, media_type in site.dumps.items():
        address = builder.iri(site.url + path)
        distribution = builder.iri(site.part(f"distribution/{path}"))
        builder.add(dataset, "void:dataDump", address)
        builder.add(dataset, "dcat:distribution", distribution)
        builder.add(distribution, "rdf:type", "dcat:Distribution")
        builder.add(distribution, "dcat:downloadURL", address)
        builder.add(distribution, "dcat:mediaType", builder.iri(_MEDIA_TYPES + media_type))
    service, access = builder.iri(site.part("service")), builder.iri(site.part("distribution/sparql"))
    builder.add(dataset, "dcat:distribution", access)
    builder.add(access, "rdf:type", "dcat:Distribution")
    builder.add(access, "dcat:accessURL", builder.iri(site.endpoint))
    builder.add(access, "dcat:accessService", service)
    builder.add(service, "rdf:type", "dcat:DataService")
    builder.add(service, "dcat:endpointURL", builder.iri(site.endpoint))
    builder.add(service, "dcat:servesDataset", dataset)
