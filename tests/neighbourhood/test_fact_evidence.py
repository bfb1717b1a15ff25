"""The words behind facts, links and things."""

from __future__ import annotations

from kg.graph import Graph
from kg.model.facts import FACT_KINDS
from kg.neighbourhood import Link

AGENCY = "agency/910100-human-resources"


def test_words_are_those_of_the_fact_with_their_place(graph: Graph) -> None:
    for row in graph.answer("responsibilities", {"agency": AGENCY.removeprefix("agency/")}).rows:
        [words] = graph.neighbourhood.evidence([f"document/{row['id']}"])
        assert (words.quote, words.start, words.end) == (row["quote"], row["start"], row["end"])
        assert (words.clause, words.document) == (f"document/{row['clause']}", f"document/{row['document']}")
        assert (words.role, words.basis, len(words.context)) == (row["role"], row["basis"], len(row["context"]))
        [document] = graph.answer("documents", {"document": row["document"]}).rows
        assert (words.title, words.number, words.issued, words.status) == tuple(
            document[c] for c in ("title", "number", "issued", "status")
        )


def test_words_come_in_the_order_asked_for(graph: Graph) -> None:
    facts = [f"document/{row['id']}" for row in graph.answer("funding").rows]
    assert [words.fact for words in graph.neighbourhood.evidence(facts[::-1])] == facts[::-1]
    assert graph.neighbourhood.evidence(["document/yunze-2021-5", AGENCY]) == []


def test_a_role_is_stated_by_its_responsibility(graph: Graph) -> None:
    stated = graph.neighbourhood.facts_stating
    for row in graph.answer("responsibilities", {"city": "云泽"}).rows:
        if row["task"] and row["basis"] == "assigned":
            relation = {"lead": "leads", "support": "supports"}.get(row["role"], "Responsibility")
            assert f"document/{row['id']}" in stated(Link(f"agency/{row['agency']}", relation, f"document/{row['task']}"))


def test_other_links_are_stated_by_the_facts_that_make_them(graph: Graph) -> None:
    stated = graph.neighbourhood.facts_stating
    offer = "document/yunze-2021-5/i1/funding/1"
    assert stated(Link("program/yunque", "offers", offer)) == [offer]
    assert stated(Link(offer, "statedIn", "document/yunze-2021-5/i1")) == [offer]
    assert stated(Link("program/yunque", "owner", "place/910100")) == []
    [mention] = graph.answer("programs", {"program": "yunque"}).rows
    assert stated(Link("document/yunze-2021-5/i1", "ProgrammeMention", "program/yunque")) == [f"document/{mention['id']}"]
    cited = graph.answer("citations", {"document": "yunze-2021-5"}).rows
    assert cited
    for row in cited:
        assert f"document/{row['id']}" in stated(Link("document/yunze-2021-5", row["relation"], f"document/{row['cited']}"))


def test_working_together_is_stated_by_both_roles(graph: Graph) -> None:
    facts = graph.neighbourhood.facts_stating(Link("agency/910100-housing", "worksWith", AGENCY))
    agencies = {row["agency"] for row in graph.answer("responsibilities", {"city": "云泽"}).rows if f"document/{row['id']}" in facts}
    assert agencies == {"910100-housing", "910100-human-resources"}


def test_facts_that_name_a_thing_by_kind(graph: Graph) -> None:
    naming = graph.neighbourhood.facts_mentioning("program/yunque")
    assert {kind: len(facts) for kind, facts in naming.items()} == {"FundingOffer": 2, "Measure": 1, "ProgrammeMention": 1}
    assert naming["FundingOffer"] == sorted(naming["FundingOffer"])


def test_every_fact_is_seen_as_a_thing_or_at_one(graph: Graph) -> None:
    """Facts that only tie things are seen as the link that they state, of those that know their ends."""
    asked = graph.neighbourhood
    for kind in FACT_KINDS:
        facts = [f"document/{row['id']}" for row in graph.answer(kind).rows]
        things = asked.nodes(facts)
        for fact in set(facts) - things.keys():
            found = asked.placement(fact)
            assert found is not None, fact
            assert asked.nodes([found.node])
            if found.link:
                assert found.node in found.link.ends
                assert fact in asked.facts_stating(found.link)
        assert not [fact for fact in things if asked.placement(fact)]


def test_a_fact_that_ties_two_things_is_seen_as_their_link(graph: Graph) -> None:
    asked = graph.neighbourhood
    for row in graph.answer("responsibilities").rows:
        found = asked.placement(f"document/{row['id']}")
        assert found
        if row["task"] is None:
            assert (found.node, found.link) == (f"agency/{row['agency']}", None)
            continue
        assert found.node == f"document/{row['task']}" and found.link
        assert found.link.ends == (f"agency/{row['agency']}", f"document/{row['task']}")
        if row["basis"] == "assigned":
            assert found.link.relation == {"lead": "leads", "support": "supports"}.get(row["role"], found.link.relation)
    for row in graph.answer("citations").rows:
        found = asked.placement(f"document/{row['id']}")
        assert found and found.link == Link(f"document/{row['document']}", row["relation"], f"document/{row['cited']}")
    for row in graph.answer("conditions").rows:
        found = asked.placement(f"document/{row['id']}")
        assert found and (found.node, found.link) == (f"document/{row['offer']}", None)
    assert asked.placement("document/yunze-2021-5/i1/funding/1") is None
    assert asked.placement("document/none") is None
