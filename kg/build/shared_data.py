"""The data that all documents share, loaded once a build: ontology, vocabularies, registry."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kg.build.checks.ontology import declared_terms
from kg.build.registry_use import RegistryLinks, RegistryUse
from kg.errors import DataIssue
from kg.loaders.registry import Registry, load_registry
from kg.queries.materialise import Tables, materialise
from kg.rdf.namespaces import ONTOLOGY_GRAPH
from kg.rdf.registry import registry_quads
from kg.rdf.terms import NamedNode, Quad
from kg.rdf.vocabulary import Vocabulary, load_vocabulary, parse_ontology
from kg.store.oxigraph import OxigraphStore


@dataclass(frozen=True)
class SharedData:
    """Registry and vocabularies, with the quads of registry and ontology."""

    registry: Registry
    vocabulary: Vocabulary
    ontology_quads: list[Quad]
    registry_quads: list[Quad]

    @cached_property
    def described(self) -> Set[object]:
        """What registry and ontology say something of."""
        return {quad.subject for quad in (*self.registry_quads, *self.ontology_quads)}

    @cached_property
    def declared(self) -> Set[NamedNode]:
        """The classes and properties of the ontology."""
        return declared_terms(self.ontology_quads)

    @cached_property
    def links(self) -> RegistryLinks:
        return RegistryLinks(self.registry)

    def excerpt(self, use: RegistryUse) -> SharedData:
        """What a document is built with: of the registry only what it uses, in an order that the rest has no part in."""
        entries = self.links.excerpt(use.keys(self.registry))
        return replace(self, registry=Registry(entries), registry_quads=registry_quads(entries, self.vocabulary))

    def store(self) -> OxigraphStore:
        """A new in-memory store with ontology and registry."""
        store = OxigraphStore()
        store.add(self.ontology_quads)
        store.add(self.registry_quads)
        return store

    def tables(self) -> Tables:
        """The tables of batch `registry`."""
        return materialise(self.store(), "registry")


def load_shared_data(data: Path, ontology: Path, show: Path) -> tuple[SharedData, list[DataIssue]]:
    """Load ontology and registry. Returns the problems found in the registry; paths in them are relative to `show`."""
    triples = parse_ontology(ontology)
    vocabulary = load_vocabulary(triples)
    registry, problems = load_registry(data / "registry", vocabulary.codes, show)
    graph = NamedNode(ONTOLOGY_GRAPH)
    ontology_quads = [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    quads = [] if problems else registry_quads(registry.entries, vocabulary)
    return SharedData(registry, vocabulary, ontology_quads, quads), problems
