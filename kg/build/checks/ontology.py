"""Checks of the ontology: used terms are declared, declared terms are labelled and used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from kg import paths
from kg.i18n import Message, message
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import Folder, questions
from kg.rdf import registry
from kg.rdf.document import properties_of
from kg.rdf.namespaces import PREFIXES, ZM
from kg.rdf.terms import Literal, NamedNode, Quad

_RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_NOTE = NamedNode(PREFIXES["skos"] + "editorialNote")
_BUILT_IN = (PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["xsd"])
_DECLARING = {
    NamedNode(PREFIXES["owl"] + kind) for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "SymmetricProperty")
}

_SPARQL: tuple[Folder, ...] = ("tables", "graph", "findings", "inferences")


def declared_terms(ontology: Iterable[Quad]) -> set[NamedNode]:
    return {q.subject for q in ontology if q.predicate == _RDF_TYPE and q.object in _DECLARING and isinstance(q.subject, NamedNode)}


def used_terms(quads: Iterable[Quad]) -> set[NamedNode]:
    """All predicates, and all objects of rdf:type."""
    used: set[NamedNode] = set()
    for quad in quads:
        used.add(quad.predicate)
        if quad.predicate == _RDF_TYPE and isinstance(quad.object, NamedNode):
            used.add(quad.object)
    return used


def undeclared_terms(quads: Iterable[Quad], declared: Set[NamedNode]) -> list[Message]:
    undeclared = used_terms(quads) - declared
    terms = sorted(term.value for term in undeclared if not term.value.startswith(_BUILT_IN))
    return [message("checks.undeclared", term=term) for term in terms]


def check_ontology(ontology: list[Quad], entries: list[Quad]) -> list[Message]:
    """Terms that lack a label or definition in a language, are used but not declared, or declared but neither used nor noted."""
    known = declared_terms(ontology)
    declared = {t for t in known if t.value.startswith(ZM)}
    faults = undeclared_terms([*ontology, *entries], known)
    for predicate, what in ((_LABEL, "label"), (_COMMENT, "definition")):
        languages = {(q.subject, q.object.language) for q in ontology if q.predicate == predicate and isinstance(q.object, Literal)}
        faults += [
            message(f"checks.unlabelled.{what}", term=term.value, language=language)
            for term in sorted(declared, key=str)
            for language in ("zh", "en")
            if (term, language) not in languages
        ]
    noted = {q.subject for q in ontology if q.predicate == _NOTE}
    used = {t.value for t in used_terms([*ontology, *entries])} | {ZM + name for name in _known_names(paths.ONTOLOGY)}
    idle = sorted(term.value for term in declared if term.value not in used and term not in noted)
    return [*faults, *(message("checks.unused", term=term) for term in idle)]


def _known_names(ontology: Path) -> Iterator[str]:
    """Names of `zm:` terms that records become, that the registry's writer knows, that shapes constrain, that queries ask for."""
    for model in FACT_KINDS.values():
        yield model.class_name
        yield from (curie.removeprefix("zm:") for curie in properties_of(model))
    queries = [question.query for folder in _SPARQL for question in questions(folder).values()]
    for text in [*queries, *(path.read_text(encoding="utf-8") for path in (ontology / "shapes.ttl", Path(registry.__file__)))]:
        yield from re.findall(r"\bzm:(\w+)", text)
