"""Names of the codes of the vocabularies, for people."""

from __future__ import annotations

from functools import cached_property

from kg.build.shared_data import SharedData
from kg.i18n import Language, current_language
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Literal, NamedNode

_LABEL = NamedNode(PREFIXES["skos"] + "prefLabel")


class Labels:
    """The names of concepts in Chinese and English."""

    def __init__(self, shared: SharedData) -> None:
        self._shared = shared

    def of(self, scheme: str, language: Language | None = None) -> dict[str, str]:
        """Code -> the name of the concept, in `language`, else in the current one."""
        wanted = language or current_language()
        concepts = self._shared.vocabulary.iris.get(scheme, {})
        return {code: self._names.get((iri, wanted), code) for code, iri in concepts.items()}

    @cached_property
    def _names(self) -> dict[tuple[str, str | None], str]:
        labels = ((quad.subject, quad.object) for quad in self._shared.ontology_quads if quad.predicate == _LABEL)
        return {
            (subject.value, label.language): label.value
            for subject, label in labels
            if isinstance(subject, NamedNode) and isinstance(label, Literal)
        }
