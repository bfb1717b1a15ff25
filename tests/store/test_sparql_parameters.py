"""Parameters stand in the text of a query: it means the same at home and at an endpoint elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.queries.catalog import questions
from kg.rdf.namespaces import PREFIXES
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql_parameters import with_parameters, with_prefixes

PLACE = "VALUES ?x { UNDEF }"


@pytest.mark.parametrize("folder", ["tables", "graph", "findings", "inferences"])
def test_prefixes_are_declared_where_they_are_missing(folder: Any) -> None:
    for question in questions(folder).values():
        Store().query(with_prefixes(question.query))


def test_only_missing_prefixes_are_declared_and_lines_keep_their_numbers() -> None:
    query = "PREFIX zm: <urn:mine#>\nSELECT ?s { ?s zm:p 'skos:x' ; oa:exact <dcterms:no> . # eli:is_part_of\n}"
    declared = with_prefixes(query)
    assert declared == f"PREFIX oa: <http://www.w3.org/ns/oa#> {query}"
    assert with_prefixes("ASK {}") == "ASK {}"


@pytest.mark.parametrize("name", questions("graph"))
def test_a_query_of_ours_as_it_stands_restricts_nothing_and_takes_a_term_for_each_parameter(name: str) -> None:
    question = questions("graph")[name]
    assert set(question.parameters) <= set(_places(question.query))
    written = with_parameters(question.query, dict.fromkeys(_places(question.query), NamedNode("urn:nothing")))
    assert "UNDEF" not in written
    for query in (question.query, written):
        Store().query(query, prefixes=PREFIXES)


def _places(query: str) -> list[str]:
    return [part.split(" ")[0] for part in query.split("VALUES ?")[1:] if " { UNDEF }" in part[:40]]


def test_one_term_and_many_are_written_in_every_place() -> None:
    query = f"SELECT ?x {{ {{ {PLACE} ?x a ?a }} UNION {{ {PLACE} ?b ?x ?c }} }}"
    one = with_parameters(query, {"x": NamedNode("http://x/1")})
    many = with_parameters(query, {"x": [NamedNode("http://x/1"), Literal('a"b', language="zh")]})
    assert one.count("VALUES ?x { <http://x/1> }") == many.count('VALUES ?x { <http://x/1> "a\\"b"@zh }') == 2
    assert with_parameters(query) == query


def test_no_term_at_all_leads_to_no_solution() -> None:
    store = OxigraphStore(_store("urn:a", "urn:b"))
    query = f"SELECT ?x {{ {PLACE} ?x ?p ?o }}"
    assert len(list(store.select(query))) == 2
    assert [str(row["x"]) for row in store.select(query, {"x": NamedNode("urn:b")})] == ["<urn:b>"]
    assert not list(store.select(query, {"x": []}))


def test_another_page_is_asked_by_limit_and_offset() -> None:
    store = OxigraphStore(_store(*(f"urn:{n}" for n in range(5))))
    query = "SELECT ?x { ?x ?p ?o } ORDER BY ?x LIMIT 2 OFFSET 0"
    assert [row["x"].value for row in store.select(query)] == ["urn:0", "urn:1"]
    assert [row["x"].value for row in store.select(query, limit=2, offset=3)] == ["urn:3", "urn:4"]
    with pytest.raises(ValueError, match="LIMIT"):
        with_parameters("SELECT ?x { ?x ?p ?o }", limit=2)


def test_what_a_term_holds_cannot_leave_its_place() -> None:
    evil = '" } ?s ?p ?o } #\n\\ VALUES ?x { UNDEF }'
    query = f"SELECT ?x {{ {PLACE} }}"
    assert [row["x"].value for row in OxigraphStore().select(query, {"x": Literal(evil)})] == [evil]
    [unchecked] = _unchecked("http://data.example/\\u003E\\u0020}\\u0020#")
    assert not list(OxigraphStore().select(query, {"x": unchecked}))
    bad: Any
    for bad in (BlankNode("b"), "urn:x> }"):
        with pytest.raises(ValueError, match="an IRI or a literal"):
            with_parameters(query, {"x": bad})


def test_a_parameter_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("VALUES ?y { UNDEF }")):
        with_parameters(f"SELECT ?x {{ {PLACE} }}", {"x": [], "y": Literal("1")})


@pytest.mark.parametrize(("query", "method"), [("ASK {}", "select"), ("ASK {}", "construct"), ("SELECT ?x {}", "ask")])
def test_a_query_of_another_form_is_refused(query: str, method: str) -> None:
    with pytest.raises(TypeError, match="expected a"):
        getattr(OxigraphStore(), method)(query)


def _store(*subjects: str) -> Store:
    store = Store()
    store.load("\n".join(f'<{subject}> <urn:p> "1" .' for subject in subjects).encode(), RdfFormat.N_TRIPLES)
    return store


def _unchecked(iri: str) -> list[Any]:
    """An IRI that may not be written down, as a file that was loaded without checks may bring it."""
    store = Store()
    store.load(f'<{iri}> <urn:p> "1" .'.encode(), RdfFormat.N_TRIPLES, lenient=True)
    return [quad.subject for quad in store]
