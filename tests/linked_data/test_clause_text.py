"""Words of a clause with the evidence in them."""

from __future__ import annotations

from kg.graph import Graph
from kg.linked_data.clause_text import EvidenceSpan, Segment, quote_context, segments
from kg.linked_data.resource import resource
from kg.rdf.namespaces import BASE
from kg.store.fulltext import IndexedClause
from kg.store.sparql import SparqlStore

CLAUSE = IndexedClause("d", "d/a1", None, ((10, 15), (20, 25)), "abcdeFGHIJ")


def test_words_are_cut_where_evidence_begins_and_ends() -> None:
    found = segments(
        CLAUSE,
        [
            EvidenceSpan("x", 11, 13),
            EvidenceSpan("y", 12, 13),
            EvidenceSpan("z", 21, 25),
            EvidenceSpan("elsewhere", 0, 5),
            EvidenceSpan("gap", 14, 21),
        ],
    )
    assert found == (Segment("a", None), Segment("b", "x"), Segment("c", "y"), Segment("deF", None), Segment("GHIJ", "z"))


def test_white_space_around_the_clause_is_left_out() -> None:
    clause = IndexedClause("d", "d/a1", None, ((0, 7),), "\n ab c\n")
    assert "".join(s.text for s in segments(clause, [EvidenceSpan("x", 2, 4)])) == "ab c"


def test_words_around_a_quote() -> None:
    assert quote_context(CLAUSE, 12, 14) == ("ab", "eFGHIJ")
    assert quote_context(CLAUSE, 0, 5) is None
    long = IndexedClause("d", "d/a1", None, ((0, 300),), "x" * 100 + "quote" + "y" * 195)
    before, after = quote_context(long, 100, 105) or ("", "")
    assert before.startswith("…x") and after.endswith("y…") and len(before) < 60


def test_a_clause_shows_its_words_and_links_them_to_facts(graph: Graph, select: SparqlStore) -> None:
    found = resource(select, BASE + "document/yunze-2021-5/i1", graph.clause).segments
    clause = graph.clause("yunze-2021-5/i1")
    assert clause is not None and "".join(segment.text for segment in found) == clause.text.strip()
    linked = {segment.fact for segment in found if segment.fact}
    assert len(linked) > 6 and all(fact.startswith(BASE + "document/yunze-2021-5/i1/") for fact in linked if fact)


def test_there_are_no_words_of_a_clause_that_is_not_there(graph: Graph) -> None:
    assert graph.clause("yunze-2021-5/nowhere") is None
