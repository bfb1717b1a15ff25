"""The questions as example queries: SHACL-AF `sh:SPARQLExecutable`, the form that tools look for (https://www.w3.org/TR/shacl-af/)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.linked_data.triple_builder import Describing
from kg.store.sparql_parameters import with_prefixes

if TYPE_CHECKING:
    from kg.queries.catalog import Question


def examples(d: Describing, endpoint: str, part: Callable[[str], str], questions: Iterable[Question]) -> None:
    """Each question as a query that runs as it stands at any endpoint of the same data."""
    for question in questions:
        query = d.node(part(f"query/{question.name}"))
        d.add(query, "rdf:type", "sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")
        d.texts(query, "rdfs:label", question.title)
        d.texts(query, "rdfs:comment", _by_language(question.about))
        d.add(query, "sh:select", d.text(with_prefixes(question.query)))
        d.add(query, "schema:target", d.node(endpoint))


def _by_language(about: str) -> dict[str, str]:
    """`中文 / English` taken apart."""
    chinese, _, english = about.partition(" / ")
    return {language: words for language, words in (("zh", chinese), ("en", english)) if words}
