"""A bound query sent away means what it means at home."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.graph import Graph
from kg.queries.catalog import questions
from kg.rdf.namespaces import BASE
from kg.store.oxigraph import run
from kg.store.sparql_parameters import with_bindings, with_prefixes, with_values

THINGS = {
    "thing": ["document/yunze-2021-5/i1/funding/1", "program/yunque", "place/910100", "vocab/role/lead"],
    "agency": ["agency/910100-human-resources", "agency/910200-finance"],
    "program": ["program/yunque"],
}


ASKED = {"about", "evidence_of", "facts_of", "agency_tasks", "partners", "program_offers"}


def solutions(result: Any, bound: set[str]) -> list[str]:
    names = [variable.value for variable in result.variables]
    return [str({n: str(t) for n, t in zip(names, solution, strict=True) if n not in bound}) for solution in result]


def in_projection(variable: str, query: str) -> bool:
    """Substitution takes no other."""
    return f"?{variable}" in query.partition("{")[0].split()


@pytest.mark.parametrize(
    ("name", "variable"), [(name, v) for name, q in questions("graph").items() for v in THINGS if in_projection(v, q.query)]
)
def test_values_give_what_substitution_gives(graph: Graph, name: str, variable: str) -> None:
    query = questions("graph")[name].query
    found = 0
    for thing in THINGS[variable]:
        bindings = {variable: NamedNode(BASE + thing)}
        here = solutions(run(graph.store, query, bindings), {variable})
        there = solutions(run(graph.store, with_bindings(query, bindings)), {variable})
        if "ORDER BY" in query:
            assert there == here
        elif "LIMIT" in query:
            assert len(there) == len(here)
        else:
            assert sorted(there) == sorted(here)
        found += len(here)
    assert found or name not in ASKED


@pytest.mark.parametrize("folder", ["tables", "graph"])
def test_prefixes_are_declared_where_they_are_missing(folder: Any, graph: Graph) -> None:
    for question in questions(folder).values():
        graph.store.query(with_prefixes(question.query))


def test_only_missing_prefixes_are_declared_and_lines_keep_their_numbers() -> None:
    query = "PREFIX zm: <urn:mine#>\nSELECT ?s { ?s zm:p 'skos:x' ; oa:exact <dcterms:no> . # eli:is_part_of\n}"
    declared = with_prefixes(query)
    assert declared == f"PREFIX oa: <http://www.w3.org/ns/oa#> {query}"
    assert with_prefixes("ASK {}") == "ASK {}"


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?x { ?x ?p ?o }", "SELECT ?x { VALUES (?x) { (<urn:a>) }  ?x ?p ?o }"),
        ("SELECT ?x # { not here\nWHERE{?x ?p '{'}", "SELECT ?x # { not here\nWHERE{ VALUES (?x) { (<urn:a>) } ?x ?p '{'}"),
        ("SELECT (EXISTS { ?x ?p 1 } AS ?y) { ?x ?p ?o }", "SELECT (EXISTS { ?x ?p 1 } AS ?y) { VALUES (?x) { (<urn:a>) }  ?x ?p ?o }"),
        ("CONSTRUCT { ?x ?p ?o } { ?x ?p ?o }", "CONSTRUCT { ?x ?p ?o } { VALUES (?x) { (<urn:a>) }  ?x ?p ?o }"),
        (
            "CONSTRUCT { ?x ?p [] } FROM <urn:g> WHERE { ?x ?p ?o }",
            "CONSTRUCT { ?x ?p [] } FROM <urn:g> WHERE { VALUES (?x) { (<urn:a>) }  ?x ?p ?o }",
        ),
        ("DESCRIBE ?where { ?x ?where ?o }", "DESCRIBE ?where { VALUES (?x) { (<urn:a>) }  ?x ?where ?o }"),
        ("DESCRIBE <urn:a>", None),
    ],
)
def test_values_stand_at_the_beginning_of_the_outermost_group(query: str, bound: str | None) -> None:
    if bound is None:
        with pytest.raises(ValueError, match="without a group"):
            with_bindings(query, {"x": NamedNode("urn:a")})
    else:
        assert with_bindings(query, {"x": NamedNode("urn:a")}) == bound


def test_what_a_value_holds_cannot_leave_it() -> None:
    evil = '" } ?s ?p ?o } #\n\\'
    bound = with_bindings("SELECT ?x { }", {"x": Literal(evil), "y": Literal("b", language="zh")})
    solutions: Any = run(Store(), bound)
    assert [solution["x"].value for solution in solutions] == [evil]
    for bad, why in ((BlankNode("b"), "an IRI or a literal"), ("urn:x> }", "an IRI or a literal")):
        with pytest.raises(ValueError, match=why):
            with_bindings("SELECT ?x { }", {"x": bad})
    with pytest.raises(ValueError, match="names of variables"):
        with_bindings("SELECT ?x { }", {"x) {": NamedNode("urn:a")})


def test_many_terms_stand_wherever_the_query_says() -> None:
    query = "SELECT ?thing { { VALUES ?thing { UNDEF } ?thing a ?a } UNION { VALUES ?thing { UNDEF } ?b ?thing ?c } }"
    written = with_values(query, {"thing": [NamedNode("http://x/1"), Literal('a"b')]})
    assert written.count('VALUES ?thing { <http://x/1> "a\\"b" }') == 2
    assert "UNDEF" not in written
    with pytest.raises(ValueError, match="UNDEF"):
        with_values("SELECT * { ?s ?p ?o }", {"thing": []})
