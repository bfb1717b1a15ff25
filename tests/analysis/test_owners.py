from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg import paths
from kg.analysis.owners import TopicTask, leave_one_out, suggest_owners
from kg.graph import Graph

TOPICS = {"housing": ["住房", "公寓"], "education": ["就学", "教师"], "health": ["医疗"]}
LED = [
    TopicTask("a", "住房保障", "建设住房", ("housing",)),
    TopicTask("b", "子女就学", "解决就学", ("education",)),
    TopicTask("c", "人才公寓", "只租不售的住房", ("housing",)),
]


def test_a_task_is_given_the_function_whose_topic_it_speaks_of() -> None:
    [suggestion] = suggest_owners([*LED, TopicTask("x", "安居", "提供住房，兼顾就学和住房")], TOPICS)
    assert (suggestion.task, suggestion.function, suggestion.rests_on) == ("x", "housing", ("a", "c"))
    assert 0.5 < suggestion.score < 1


def test_a_function_that_no_document_lets_lead_is_not_suggested() -> None:
    assert suggest_owners([*LED, TopicTask("x", "医疗", "医疗保健")], TOPICS) == []
    assert suggest_owners([TopicTask("x", "住房", "住房")], TOPICS) == []


def test_the_title_names_the_topic() -> None:
    [suggestion] = suggest_owners([*LED, TopicTask("x", "子女就学", "住房住房")], TOPICS)
    assert suggestion.function == "education"


def test_leaving_one_out() -> None:
    assert leave_one_out(LED, TOPICS) == (2, 3)


@given(st.lists(st.sampled_from("住房就学医疗公寓人才"), max_size=20).map("".join))
def test_a_score_is_a_share_and_rests_on_led_tasks(words: str) -> None:
    for suggestion in suggest_owners([*LED, TopicTask("x", "任务", words)], TOPICS):
        assert 0 < suggestion.score <= 1 and set(suggestion.rests_on) <= {task.id for task in LED}


def test_suggestions_are_marked_and_kept_out_of_every_load(graph: Graph) -> None:
    rows = graph.answer("suggestions").rows
    leaderless = {row["id"] for row in graph.answer("tasks").rows if not row["has_lead"]}
    assert rows and {row["task"] for row in rows} <= leaderless
    assert all(row["id"].endswith("#suggested-owner") and row["rests_on"] for row in rows)
    leads = {row["task"] for row in graph.answer("responsibilities", {"role": "lead", "basis": "assigned"}).rows}
    assert leads.isdisjoint(row["task"] for row in rows)
    suggested = "ASK { ?agency zm:leads ?task . ?suggestion zm:suggestedFor ?task }"
    assert not bool(graph.sparql(suggested))
    outside = "ASK { GRAPH ?g { ?s a zm:OwnerSuggestion } FILTER (?g != <https://w3id.org/zhengmai/graph/inferences>) }"
    assert not bool(graph.sparql(outside))


def test_the_agency_of_the_place_is_named_where_there_is_one(graph: Graph) -> None:
    cities = {row["agency"]: row["city"] for row in graph.answer("agencies").rows}
    named = [row for row in graph.answer("suggestions").rows if row["suggested_agency"]]
    assert all(cities[row["suggested_agency"]] == row["city"] for row in named)


def test_topic_words_are_those_of_the_vocabulary() -> None:
    text = (Path(paths.ONTOLOGY) / "vocab" / "agency-function.ttl").read_text(encoding="utf-8")
    assert "skos:hiddenLabel" in text
