from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg import paths
from kg.analysis.owners import LEAST_PROBABILITY, MOST_RESTED_ON, TopicTask, measured, over, owner_topics, suggest_owners
from kg.graph import Graph

TOPICS = {"housing": ["住房", "公寓"], "education": ["就学", "教师"], "health": ["医疗"]}
LED = [
    TopicTask("a", "住房保障", "建设住房", ("housing",)),
    TopicTask("b", "子女就学", "解决就学", ("education",)),
    TopicTask("c", "人才公寓", "只租不售的住房", ("housing",)),
    TopicTask("d", "安居工程", "提供住房", ("health",)),
]


def test_a_task_is_given_the_function_whose_topic_its_title_names() -> None:
    [suggestion] = suggest_owners([*LED, TopicTask("x", "公寓管理", "提供住房，兼顾就学和住房")], TOPICS)
    assert (suggestion.task, suggestion.function, suggestion.rests_on) == ("x", "housing", ("a", "c"))
    assert 0.5 < suggestion.score < 1


def test_a_function_that_leads_nothing_yet_is_suggested_and_rests_on_nothing() -> None:
    [suggestion] = suggest_owners([*LED, TopicTask("x", "医疗保健", "")], TOPICS)
    assert (suggestion.function, suggestion.rests_on) == ("health", ())


def test_it_rests_on_no_more_than_somebody_reads() -> None:
    many = [TopicTask(f"{number:03d}", "住房保障", "", ("housing",)) for number in range(50)]
    [suggestion] = suggest_owners([*many, TopicTask("x", "公寓和住房", "")], TOPICS)
    assert suggestion.rests_on == tuple(f"{number:03d}" for number in range(MOST_RESTED_ON))


def test_the_title_counts_more_than_the_clause() -> None:
    [suggestion] = suggest_owners([*LED, TopicTask("x", "子女就学", "住房住房")], TOPICS)
    assert suggestion.function == "education"


def test_the_probability_is_how_often_such_a_suggestion_is_right() -> None:
    assert measured(over([owner_topics(task, TOPICS) for task in LED])) == {True: (3, 3), False: (0, 1)}
    [suggestion] = suggest_owners([*LED, TopicTask("x", "住房", "")], TOPICS)
    assert suggestion.probability == 0.8


def test_what_is_too_often_wrong_is_not_suggested() -> None:
    assert suggest_owners([*LED, TopicTask("x", "安居", "提供住房")], TOPICS) == []
    wrong = [TopicTask(str(number), "住房", "", ("health",)) for number in range(3)]
    assert suggest_owners([*LED, *wrong, TopicTask("x", "住房", "")], TOPICS) == []
    assert suggest_owners([TopicTask("x", "住房", "")], TOPICS) == []


@given(st.lists(st.sampled_from("住房就学医疗公寓人才"), max_size=20).map("".join))
def test_a_score_is_a_share_and_rests_on_led_tasks(words: str) -> None:
    for suggestion in suggest_owners([*LED, TopicTask("x", words, words)], TOPICS):
        assert 0 < suggestion.score <= 1 and set(suggestion.rests_on) <= {task.id for task in LED}
        assert LEAST_PROBABILITY <= suggestion.probability <= 1


def test_suggestions_are_marked_and_kept_out_of_every_load(graph: Graph) -> None:
    rows = graph.answer("suggestions").rows
    leaderless = {row["id"] for row in graph.answer("tasks").rows if not row["has_lead"]}
    assert rows and {row["task"] for row in rows} <= leaderless
    assert all(row["id"].endswith("#suggested-owner") and row["probability"] >= 0.6 for row in rows)
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
