"""The shapes that are derived from the record classes refuse what they must: each rule is broken once, in a copy of a fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg import paths
from kg.build.checks import check_shapes
from kg.build.checks.shape_queries import Shapes, violations
from kg.build.shared_data import load_shared_data
from kg.graph import Graph
from kg.loaders.documents import load_document
from kg.model.facts import FACT_KINDS
from kg.rdf.document import document_quads
from kg.rdf.fact_shapes import shapes_turtle
from kg.rdf.namespaces import PREFIXES, ZM
from kg.rdf.terms import Literal, NamedNode, Quad
from kg.rdf.writer import literal, term
from tests.datasets import CORPUS

EVERY = {
    "dcterms:identifier": "one string",
    "zm:statedIn": "one zm:Clause",
    "zm:inDocument": "one zm:PolicyDocument",
    "zm:evidence": "one zm:Evidence",
    "zm:task": "single zm:Task",
}
RULES = {
    "Task": {"dcterms:title": "one string", "zm:due": "single"},
    "Responsibility": {"zm:agency": "one iri", "zm:agencyName": "one string", "zm:role": "one iri", "zm:basis": "one iri"},
    "Deliverable": {"dcterms:title": "one string"},
    "FundingOffer": {
        "zm:fundingKind": "one iri",
        "zm:period": "one iri",
        "zm:amountMin": "single decimal positive zm:amountMax",
        "zm:amountMax": "single decimal positive",
        "zm:rateMin": "single decimal positive zm:rateMax",
        "zm:rateMax": "single decimal positive",
        "zm:recipient": "single string",
        "zm:payer": "single iri",
        "zm:payerName": "single string",
    },
    "Measure": {"zm:instrument": "one iri", "zm:text": "one string"},
    "Condition": {
        "zm:offer": "one iri",
        "zm:conditionKind": "one iri",
        "zm:comparator": "one iri",
        "zm:conditionValue": "one string",
        "zm:conditionGroup": "one integer positive",
    },
    "Target": {
        "zm:indicator": "one iri",
        "zm:indicatorName": "one string",
        "zm:valueMin": "single decimal zm:valueMax",
        "zm:valueMax": "single decimal",
        "zm:targetYear": "single integer year",
        "zm:baselineYear": "single integer year",
    },
    "Baseline": {
        "zm:indicator": "one iri",
        "zm:indicatorName": "one string",
        "zm:value": "one decimal",
        "zm:year": "single integer year",
    },
    "Citation": {"zm:cited": "one iri", "zm:citationRelation": "one iri"},
    "ProgrammeMention": {"zm:program": "one iri", "zm:nameAsWritten": "one string", "zm:mention": "one iri"},
    "CategoryUse": {"zm:category": "one iri", "zm:nameAsWritten": "one string"},
}
"""What holds of each property: how often it stands, of which type its value is, within which limits; the last word may be a class that its
value has, or a property whose value is not smaller."""

Values = list[NamedNode | Literal]


def decimal(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + "decimal"))


def broken(rules: str) -> Iterator[tuple[str, Values, dict[str, Values]]]:
    """A name for each way to break the rules, the values that do, and values of other properties beside them."""
    words = rules.split()
    if "one" in words:
        yield "missing", [], {}
    yield "twice", [decimal("1.5"), literal("two")], {}
    if "iri" in words:
        yield "words", [literal("words")], {}
    if "string" in words:
        yield "number", [literal(1)], {}
    if {"decimal", "integer"} & set(words):
        yield "text", [literal("words")], {}
    if "positive" in words:
        yield "negative", [literal(-1) if "integer" in words else decimal("-1")], {}
    if "year" in words:
        yield "early", [literal(1948)], {}
        yield "late", [literal(2101)], {}
    if words[-1].startswith("zm:") and words[-1][3].isupper():
        yield "class", [NamedNode("https://example.org/of-no-class")], {}
    elif words[-1].startswith("zm:"):
        yield "above", [decimal("3")], {words[-1]: [decimal("2")]}


def mutants(quads: list[Quad], class_name: str) -> Iterator[tuple[str, str, list[Quad]]]:
    """An IRI, the property that is broken, and the statements of a copy of a fact in which it is."""
    fact = next(q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term("zm:" + class_name))
    own = [q for q in quads if q.subject == fact]
    for path, rules in (EVERY | RULES[class_name]).items():
        for way, values, beside in broken(rules):
            copy = NamedNode(f"https://example.org/{class_name}/{path}/{way}")
            changed = {path: values, **beside}
            kept = [Quad(copy, q.predicate, q.object, q.graph_name) for q in own if q.predicate not in {term(p) for p in changed}]
            new = [Quad(copy, term(p), value, own[0].graph_name) for p, found in changed.items() for value in found]
            yield copy.value, term(path).value, kept + new


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    """A document that holds a fact of every kind."""
    shared, _ = load_shared_data(CORPUS, paths.ONTOLOGY, CORPUS)
    record, problems = load_document(CORPUS / "documents" / "yunze-2021-5", CORPUS, shared.registry, shared.vocabulary.codes, CORPUS)
    assert record and not problems
    return document_quads(record, shared.vocabulary)


def test_the_rules_are_told_of_every_kind() -> None:
    assert RULES.keys() == {model.class_name for model in FACT_KINDS.values()}


def test_every_broken_rule_is_told(quads: list[Quad]) -> None:
    made = [mutant for class_name in RULES for mutant in mutants(quads, class_name)]
    broken_facts = [*quads, *(quad for _, _, own in made for quad in own)]
    faults = list(map(str, check_shapes(broken_facts)))
    assert len(made) > 250
    assert not [f"{iri} {path}" for iri, path, _ in made if not any(fault.startswith(f"shape: {iri} {path} ") for fault in faults)]
    assert {fault.split()[1] for fault in faults} == {iri for iri, _, _ in made}
    found = violations(broken_facts, Shapes.read(shapes_turtle(paths.ONTOLOGY)))
    assert {(violation.node, violation.path) for violation in found} == {tuple(fault.split()[1:3]) for fault in faults}


def test_the_shapes_are_written_as_a_whole(graph: Graph, tmp_path: Path) -> None:
    from kg.export import export_graph

    export_graph(graph, "shacl", tmp_path / "shapes.ttl")
    shapes = rdflib.Graph().parse(tmp_path / "shapes.ttl")
    targets = {str(shapes.value(shape, SH.targetClass)) for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    classes = (*(model.class_name for model in FACT_KINDS.values()), "Evidence", "Clause", "PolicyDocument", "Agency", "Place")
    assert {ZM + name for name in classes} <= targets
