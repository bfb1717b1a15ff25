"""The controlled vocabularies: SKOS schemes of `ontology/vocab/`, by scheme and notation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.rdf.namespaces import PREFIXES, VOCAB
from kg.rdf.serialization import parse_turtle
from kg.rdf.terms import Literal, NamedNode, Triple

_NOTATION = NamedNode(PREFIXES["skos"] + "notation")
_IN_SCHEME = NamedNode(PREFIXES["skos"] + "inScheme")


@dataclass(frozen=True)
class Vocabulary:
    """`iris[scheme][notation]` is a concept."""

    iris: Mapping[str, Mapping[str, str]]

    @cached_property
    def codes(self) -> Mapping[str, Collection[str]]:
        return {scheme: list(concepts) for scheme, concepts in self.iris.items()}

    def iri(self, scheme: str, notation: str) -> NamedNode:
        return NamedNode(self.iris[scheme][notation])


def ontology_files(folder: Path) -> list[Path]:
    """The ontology and its vocabularies, in a fixed order. The shapes are no part of the graph."""
    return [folder / "zhengmai.ttl", *sorted((folder / "vocab").glob("*.ttl"))]


def parse_ontology(folder: Path) -> list[Triple]:
    """Every triple of the ontology and its vocabularies. Raises OSError, SyntaxError with file and line."""
    return [triple for path in ontology_files(folder) for triple in parse_turtle(path)]


def load_vocabulary(triples: list[Triple]) -> Vocabulary:
    schemes = {t.subject: str(t.object.value) for t in triples if t.predicate == _IN_SCHEME and isinstance(t.object, NamedNode)}
    iris: dict[str, dict[str, str]] = {}
    for triple in triples:
        if triple.predicate == _NOTATION and isinstance(triple.object, Literal) and isinstance(triple.subject, NamedNode):
            scheme = schemes[triple.subject].removeprefix(VOCAB)
            iris.setdefault(scheme, {})[triple.object.value] = triple.subject.value
    return Vocabulary(iris)
