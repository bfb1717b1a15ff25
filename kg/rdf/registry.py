"""Registry entries -> triples of the registry's graph."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.registry import Agency, Category, CitedDocument, Entry, Indicator, Place, Programme, Scheme
from kg.rdf.namespaces import REGISTRY_GRAPH, registry_iri
from kg.rdf.terms import NamedNode, Quad
from kg.rdf.vocabulary import Vocabulary
from kg.rdf.writer import GraphWriter, partial_date, term

_MATCHES = {"narrow_match": "skos:narrowMatch", "broad_match": "skos:broadMatch", "close_match": "skos:closeMatch"}


def registry_quads(entries: Mapping[str, Mapping[str, Entry]], vocabulary: Vocabulary) -> list[Quad]:
    """Everything the registry states. References were resolved by the loader."""
    graph = GraphWriter(REGISTRY_GRAPH)
    for kind, of_kind in entries.items():
        for key, entry in of_kind.items():
            node = NamedNode(registry_iri(kind, key))
            if not isinstance(entry, Scheme):
                graph.add(node, "rdf:type", term("zm:" + entry.class_name))
            graph.add(node, "dcterms:identifier", key)
            graph.add(node, "dcterms:source", entry.source)
            _specifics(graph, node, entry, vocabulary)
    return graph.quads


def _specifics(graph: GraphWriter, node: NamedNode, entry: Entry, vocabulary: Vocabulary) -> None:
    def reference(predicate: str, kind: str, key: str | None) -> None:
        if key is not None:
            graph.add(node, predicate, NamedNode(registry_iri(kind, key)))

    def concept(predicate: str, scheme: str, notation: str | None) -> None:
        if notation is not None:
            graph.add(node, predicate, vocabulary.iri(scheme, notation))

    if not isinstance(entry, CitedDocument):
        graph.label(node, "skos:prefLabel", entry.name)
    match entry:
        case Place():
            graph.add(node, "skos:notation", entry.code)
            concept("zm:placeLevel", "place-level", entry.level)
            reference("schema:containedInPlace", "place", entry.parent)
        case Agency():
            graph.label(node, "zm:fullName", entry.full_name)
            _aliases(graph, node, [*entry.aliases, *(name.name for name in entry.former_names)])
            _days(graph, node, entry.since, entry.until)
            for i, former in enumerate(entry.former_names, start=1):
                name = NamedNode(f"{node.value}#name-{i}")
                graph.add(node, "zm:formerName", name)
                graph.add(name, "rdf:type", term("zm:FormerName"))
                graph.label(name, "skos:prefLabel", former.name)
                _days(graph, name, former.since, former.until)
            reference("org:subOrganizationOf", "agency", entry.part_of)
            for key in entry.successors:
                reference("zm:successor", "agency", key)
            if entry.kind == "group":
                graph.add(node, "rdf:type", term("zm:AgencyGroup"))
            reference("zm:place", "place", entry.place)
            concept("zm:agencyKind", "agency-kind", entry.kind)
            concept("zm:agencyFunction", "agency-function", entry.function)
        case Programme():
            _aliases(graph, node, entry.aliases)
            concept("zm:programmeKind", "programme-kind", entry.kind)
            reference("zm:owner", "place", entry.owner)
            for key in entry.reaches:
                reference("zm:reaches", "category", key)
        case Scheme():
            graph.add(node, "rdf:type", term("skos:ConceptScheme"))
            graph.label(node, "skos:prefLabel", entry.name_en, "en")
            reference("dcterms:spatial", "place", entry.place)
        case Category():
            _category(graph, node, entry)
        case Indicator():
            graph.label(node, "skos:prefLabel", entry.name_en, "en")
            graph.label(node, "skos:definition", entry.definition)
            _aliases(graph, node, entry.aliases)
            graph.add(node, "rdf:type", term("skos:Concept"))
            graph.add(node, "skos:inScheme", NamedNode(registry_iri("scheme", "indicators")))
            graph.add(node, "skos:topConceptOf", NamedNode(registry_iri("scheme", "indicators")))
            graph.add(node, "zm:indicatorUnit", entry.unit)
            concept("zm:direction", "direction", entry.direction)
            concept("zm:nature", "nature", entry.nature)
            reference("zm:flowOf", "indicator", entry.flow_of)
            for i, parts in enumerate(entry.sum_of, start=1):
                division = NamedNode(f"{node.value}#sum-{i}")
                graph.add(node, "zm:sumOf", division)
                graph.add(division, "rdf:type", term("zm:Division"))
                for part in parts:
                    graph.add(division, "zm:part", NamedNode(registry_iri("indicator", part)))
            for predicate, key in zip(("zm:ratioPart", "zm:ratioWhole"), entry.ratio_of, strict=False):
                reference(predicate, "indicator", key)
        case CitedDocument():
            graph.add(node, "dcterms:title", entry.name)
            graph.add(node, "eli:id_local", entry.number)
            graph.add(node, "zm:issuerName", entry.issuer)
            concept("zm:documentLevel", "place-level", entry.level)
            reference("eli:jurisdiction", "place", entry.place)


def _category(graph: GraphWriter, node: NamedNode, entry: Category) -> None:
    scheme = NamedNode(registry_iri("scheme", entry.scheme))
    graph.add(node, "rdf:type", term("skos:Concept"))
    graph.add(node, "skos:inScheme", scheme)
    graph.label(node, "skos:prefLabel", entry.name_en, "en")
    graph.label(node, "skos:definition", entry.definition)
    _aliases(graph, node, entry.aliases)
    for key in entry.holds:
        graph.add(node, "zm:holdsDegreeOf", NamedNode(registry_iri("category", key)))
    if entry.broader:
        graph.add(node, "skos:broader", NamedNode(registry_iri("category", entry.broader)))
    else:
        graph.add(node, "skos:topConceptOf", scheme)
    for field, predicate in _MATCHES.items():
        for key in getattr(entry, field):
            graph.add(node, predicate, NamedNode(registry_iri("category", key)))


def _days(graph: GraphWriter, node: NamedNode, since: str | None, until: str | None) -> None:
    for predicate, day in (("zm:since", since), ("zm:until", until)):
        graph.add(node, predicate, partial_date(day) if day else None)


def _aliases(graph: GraphWriter, node: NamedNode, aliases: list[str]) -> None:
    for alias in aliases:
        graph.label(node, "skos:altLabel", alias)
