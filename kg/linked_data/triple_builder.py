"""Builds RDF descriptions of datasets, endpoints and graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.linked_data.prefixes import DESCRIPTION_PREFIXES
from kg.rdf.terms import Literal, NamedNode, Triple


class TripleBuilder:
    """Collects triples. Predicates and classes are given as prefixed names, such as `void:Dataset`."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def add(self, subject: NamedNode | str, predicate: str, *values: NamedNode | Literal | str) -> None:
        """Add one triple for each value.

        `subject` is an IRI. A value that is a string is a prefixed name. Raises ValueError if an IRI is not valid.
        """
        node = NamedNode(subject) if isinstance(subject, str) else subject
        for value in values:
            self.triples.append(Triple(node, _term(predicate), _term(value) if isinstance(value, str) else value))

    def add_texts(self, subject: NamedNode, predicate: str, texts: Mapping[Any, str]) -> None:
        """Add one language-tagged literal for each entry of `texts`, which maps languages to texts."""
        for language, text in texts.items():
            self.add(subject, predicate, Literal(text, language=language))

    @staticmethod
    def iri(iri: str) -> NamedNode:
        return NamedNode(iri)

    @staticmethod
    def string(text: str) -> Literal:
        return Literal(text)

    @staticmethod
    def integer(value: int) -> Literal:
        return Literal(value)

    @staticmethod
    def typed(lexical_form: str, datatype: str) -> Literal:
        """A literal with an XML Schema datatype, such as `dateTime`."""
        return Literal(lexical_form, datatype=_term(f"xsd:{datatype}"))


def _term(name: str) -> NamedNode:
    prefix, local = name.split(":", 1)
    return NamedNode(DESCRIPTION_PREFIXES[prefix] + local)
