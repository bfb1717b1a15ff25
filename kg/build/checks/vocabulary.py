"""Checks of the SKOS vocabularies of ontology and registry: no cycles, no orphans, unique labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.i18n import Message, message
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Literal, NamedNode, Quad

_SKOS = PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"


def check_vocabularies(quads: Iterable[Quad]) -> list[Message]:
    """Violations in every concept scheme of `quads`, sorted."""
    values: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    concepts: set[str] = set()
    schemes: set[str] = set()
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
            continue
        values[quad.predicate.value][quad.subject.value].append(quad.object)
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            concepts |= {quad.subject.value} if quad.object.value == _SKOS + "Concept" else set()
            schemes |= {quad.subject.value} if quad.object.value == _SKOS + "ConceptScheme" else set()
    broader = {c: [o.value for o in values[_SKOS + "broader"][c]] for c in concepts}
    return sorted([*_check_cycles(broader), *_check_orphans(concepts, schemes, broader, values), *_check_labels(concepts, values)], key=str)


def _check_cycles(broader: dict[str, list[str]]) -> Iterator[Message]:
    for concept in broader:
        above, seen = list(broader[concept]), set()
        while above:
            at = above.pop()
            if at == concept:
                yield message("checks.cycle", concept=concept)
                break
            if at not in seen:
                seen.add(at)
                above += broader.get(at, [])


def _check_orphans(
    concepts: set[str], schemes: set[str], broader: dict[str, list[str]], values: dict[str, dict[str, list[NamedNode | Literal]]]
) -> Iterator[Message]:
    for concept in concepts:
        own = [scheme.value for scheme in values[_SKOS + "inScheme"][concept]]
        if not own or any(scheme not in schemes for scheme in own):
            yield message("checks.orphan.scheme", concept=concept)
        if not broader[concept] and not values[_SKOS + "topConceptOf"][concept]:
            yield message("checks.orphan.top", concept=concept)
        if any(above not in concepts for above in broader[concept]):
            yield message("checks.orphan.broader", concept=concept)
        if not any(isinstance(label, Literal) and label.language == "zh" for label in values[_SKOS + "prefLabel"][concept]):
            yield message("checks.unlabelled.concept", concept=concept)


def _check_labels(concepts: set[str], values: dict[str, dict[str, list[NamedNode | Literal]]]) -> Iterator[Message]:
    """A label must name one concept of a scheme only."""
    named: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for concept in concepts:
        for in_scheme in values[_SKOS + "inScheme"][concept]:
            for predicate in ("prefLabel", "altLabel"):
                for label in values[_SKOS + predicate][concept]:
                    if isinstance(label, Literal):
                        named[in_scheme.value, label.value, label.language].add(concept)
    for (scheme, name, _), holders in named.items():
        if len(holders) > 1:
            yield message("checks.twins", name=name, count=len(holders), scheme=scheme, concepts=sorted(holders))
