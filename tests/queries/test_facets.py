"""The number beside a value of a filter is the number of rows that the filter leaves."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import UnknownValue
from kg.graph import Graph
from kg.queries.catalog import Question, public_questions

SOME = 4


def filters_of(question: Question) -> list[str]:
    return [name for name, parameter in question.parameters.items() if parameter.columns and not parameter.required]


@pytest.mark.parametrize("question", public_questions(), ids=lambda question: question.name)
def test_a_count_is_the_rows_of_the_answer(question: Question, graph: Graph) -> None:
    if any(parameter.required for parameter in question.parameters.values()):
        return
    for name in filters_of(question):
        counts = graph.facets(question.name, name)
        for value, count in sorted(counts.items())[:: max(1, len(counts) // SOME)]:
            assert len(graph.answer(question.name, {name: value}).rows) == count, (name, value)


@pytest.mark.parametrize("given", [{"city": "云泽市"}, {"city": "云泽市,雾岭市", "text": "人才"}, {"instrument": ["housing", "schooling"]}])
def test_counts_follow_the_other_filters(given: dict[str, Any], graph: Graph) -> None:
    for value, count in graph.facets("measures", "category", given | {"category": "no such category"}).items():
        assert len(graph.answer("measures", given | {"category": value}).rows) == count
    assert graph.facets("measures", "text", given) == {}


def test_a_table_takes_several_codes_and_says_which_is_unknown(graph: Graph) -> None:
    both = graph.answer("measures", {"instrument": "housing,schooling"}).rows
    each = [row for code in ("housing", "schooling") for row in graph.answer("measures", {"instrument": code}).rows]
    assert {row["id"] for row in both} == {row["id"] for row in each} and both
    with pytest.raises(UnknownValue, match="no-such"):
        graph.answer("measures", {"instrument": "housing,no-such"})
