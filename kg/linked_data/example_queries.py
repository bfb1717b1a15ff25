"""Example queries as SHACL-AF `sh:SPARQLExecutable`, the form that query tools read (https://www.w3.org/TR/shacl-af/)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.linked_data.triple_builder import TripleBuilder
from kg.store.sparql_parameters import with_prefixes

if TYPE_CHECKING:
    from kg.queries.catalog import Question


def add_example_queries(builder: TripleBuilder, endpoint: str, part: Callable[[str], str], questions: Iterable[Question]) -> None:
    """Add each question as a complete query, prefixes included. `part` gives the IRI of a part of the description by its name."""
    for question in questions:
        query = builder.iri(part(f"query/{question.name}"))
        builder.add(query, "rdf:type", "sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")
        builder.add_texts(query, "rdfs:label", question.title)
        builder.add_texts(query, "rdfs:comment", _by_language(question.about))
        builder.add(query, "sh:select", builder.string(with_prefixes(question.query)))
        builder.add(query, "schema:target", builder.iri(endpoint))


def _by_language(about: str) -> dict[str, str]:
    """Split `中文 / English` into texts by language."""
    chinese, _, english = about.partition(" / ")
    return {language: text for language, text in (("zh", chinese), ("en", english)) if text}
