"""RDF terms, triples and quads (RDF 1.1 Concepts, sections 1.2 and 3). They are pyoxigraph's; the program takes them from here."""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = ["BlankNode", "DefaultGraph", "Literal", "NamedNode", "Quad", "Term", "Triple", "is_valid_iri"]

Term: TypeAlias = NamedNode | BlankNode | Literal
"""What a variable of a query can be bound to."""


def is_valid_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI that can be written down in a query or in Turtle (RFC 3987)."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
