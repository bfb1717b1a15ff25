"""The queries that evaluate shapes find what pySHACL finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import paths
from kg.build.checks.shape_queries import QUERIES, Shapes, Violation, violations
from kg.build.checks.shapes import check_shapes, report
from kg.rdf.fact_shapes import shapes_turtle
from kg.rdf.namespaces import PREFIXES
from kg.rdf.serialization import turtle_triples
from kg.rdf.terms import NamedNode, Quad

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("sh", "xsd", "rdfs")) + "@prefix : <https://example.org/> .\n"
LIMITS = {
    "minCount": ("1", "2"),
    "maxCount": ("0", "1"),
    "datatype": ("xsd:string", "xsd:integer", "xsd:decimal", "xsd:duration"),
    "class": (":Place",),
    "nodeKind": ("sh:IRI", "sh:Literal", "sh:BlankNode", "sh:BlankNodeOrIRI", "sh:IRIOrLiteral", "sh:BlankNodeOrLiteral"),
    "minInclusive": ("0", "1.5"),
    "maxInclusive": ("0", "1.5"),
    "minLength": ("1", "3"),
    "pattern": ('"^[0-9]+$"',),
    "uniqueLang": ("true", "false"),
    "lessThan": (":end",),
    "lessThanOrEquals": (":end",),
}
NUMBERS = ("1", "-1", "1.5", "0.5", "3")
VALUES = (
    *NUMBERS,
    *('"words"', '""', '"7"', '"词"@zh', '"辞"@zh', '"word"@en', '"P1Y"^^xsd:duration'),
    *(":taiyuan", ":quarter", ":nowhere", "[]"),
)
TYPES = ":taiyuan a :Place . :quarter a :Quarter . :Quarter rdfs:subClassOf :Place ."
PAIRS = ("lessThan", "lessThanOrEquals")
"""pySHACL compares numbers with numbers only."""


def parts(names: Iterable[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.sampled_from([(name, limit) for name in names for limit in LIMITS[name]]), min_size=1, max_size=4)


def things(values: Sequence[str]) -> st.SearchStrategy[list[tuple[list[str], list[str]]]]:
    """The values of two properties, for each thing."""
    return st.lists(st.tuples(st.lists(st.sampled_from(values), max_size=4), st.lists(st.sampled_from(values), max_size=2)), max_size=3)


def quads(turtle: str) -> list[Quad]:
    graph = NamedNode("https://example.org/graph")
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in turtle_triples(HEAD + turtle)]


def places(found: list[Violation]) -> set[tuple[str, str]]:
    return {(violation.node, violation.path) for violation in found}


def test_every_component_is_compared() -> None:
    assert QUERIES.keys() == LIMITS.keys()


@given(st.one_of(st.tuples(things(VALUES), parts(name for name in LIMITS if name not in PAIRS)), st.tuples(things(NUMBERS), parts(LIMITS))))
@settings(max_examples=150, deadline=None)
def test_they_find_what_pyshacl_finds(example: tuple[list[tuple[list[str], list[str]]], list[tuple[str, str]]]) -> None:
    made, constraints = example
    shape = (
        HEAD
        + ":shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property "
        + " , ".join(f":p{n}" for n in range(len(constraints)))
        + " .\n"
    )
    shape += "".join(f":p{n} sh:path :start ; sh:{name} {limit} .\n" for n, (name, limit) in enumerate(constraints))
    statements = [f":thing{n} a :Thing ." for n in range(len(made))]
    statements += [
        f":thing{n} {path} {value} ."
        for n, ends in enumerate(made)
        for path, values in zip((":start", ":end"), ends, strict=True)
        for value in values
    ]
    data, shapes = quads(TYPES + " ".join(statements)), Shapes.read(shape)
    assert places(violations(data, shapes)) == places(report(data, shapes))


def test_what_no_query_evaluates_is_an_error() -> None:
    shape = HEAD + ":shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property :part . :part sh:path {} ; {} ."
    for path, constraint in ((":start", "sh:hasValue 1"), ("[ sh:inversePath :start ]", "sh:minCount 1")):
        with pytest.raises(ValueError, match="expected properties with"):
            violations([], Shapes.read(shape.format(path, constraint)))


def test_the_shapes_of_the_ontology_are_evaluated() -> None:
    assert violations([], Shapes.read(shapes_turtle(paths.ONTOLOGY))) == []


def test_a_violation_is_told_in_the_words_of_pyshacl() -> None:
    [fault, *_] = check_shapes(quads("<https://example.org/x> a <https://w3id.org/zhengmai/ontology#Place> ."))
    assert str(fault).startswith("shape: https://example.org/x http://") and "Less than 1 values" in str(fault)


def test_values_that_do_not_compare_are_told_too() -> None:
    shape = HEAD + ":shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property :part . :part sh:path :start ; sh:lessThan :end ."
    data, shapes = quads(':x a :Thing ; :start "P1Y"^^xsd:duration ; :end 3 .'), Shapes.read(shape)
    assert report(data, shapes) == violations(data, shapes)
    assert places(violations(data, shapes)) == {("https://example.org/x", "https://example.org/start")}
