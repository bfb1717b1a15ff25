"""Writing a description: triples in the vocabularies that describe data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.linked_data.prefixes import DESCRIBING

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Triple


class Describing:
    """Collects triples. Predicates and classes are given by their prefixed names."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def add(self, subject: NamedNode | str, predicate: str, *values: NamedNode | Literal | str) -> None:
        """Say something of a subject, an IRI. A value that is a string is a prefixed name. Raises ValueError where an IRI is none."""
        from pyoxigraph import NamedNode, Triple

        about = NamedNode(subject) if isinstance(subject, str) else subject
        for value in values:
            self.triples.append(Triple(about, _term(predicate), _term(value) if isinstance(value, str) else value))

    def texts(self, subject: NamedNode, predicate: str, words: Mapping[Any, str]) -> None:
        """Words by their language."""
        from pyoxigraph import Literal

        for language, text in words.items():
            self.add(subject, predicate, Literal(text, language=language))

    @staticmethod
    def node(iri: str) -> NamedNode:
        from pyoxigraph import NamedNode

        return NamedNode(iri)

    @staticmethod
    def text(words: str) -> Literal:
        from pyoxigraph import Literal

        return Literal(words)

    @staticmethod
    def number(count: int) -> Literal:
        from pyoxigraph import Literal

        return Literal(count)

    @staticmethod
    def typed(words: str, datatype: str) -> Literal:
        """A literal of a type of XML Schema."""
        from pyoxigraph import Literal

        return Literal(words, datatype=_term(f"xsd:{datatype}"))


def _term(name: str) -> NamedNode:
    from pyoxigraph import NamedNode

    prefix, local = name.split(":", 1)
    return NamedNode(DESCRIBING[prefix] + local)
