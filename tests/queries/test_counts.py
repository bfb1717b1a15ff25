"""Counting by columns: the numbers are those of the rows, without reading the rows."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.errors import UnknownQuestion, UnknownValue
from kg.graph import Graph


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("measures", {}),
        ("measures", {"city": "90"}),
        ("offers", {}),
        ("responsibilities", {"basis": "assigned"}),
        ("concepts", {}),
        ("suggestions", {}),
    ],
)
def test_rows_are_counted_by_a_column(graph: Graph, question: str, given: dict[str, str]) -> None:
    if "city" in given:
        given = {"city": graph.answer("documents").rows[0]["city"]}
    answer = graph.answer(question, given)
    column = next(name for name, type_ in answer.columns.items() if type_ == "string")
    counted = Counter(row[column] for row in answer.rows)
    assert dict(graph.counts(question, (column,), given)) == counted


def test_a_row_counts_for_each_value_of_a_list(graph: Graph) -> None:
    rows = graph.answer("offers").rows
    counted = Counter((category, row["city_code"]) for row in rows for category in row["categories"])
    found = graph.counts("offers", ("categories", "city_code"))
    assert {(category, city): count for category, city, count in found} == counted
    assert found == sorted(found)


def test_what_is_unknown_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownQuestion):
        graph.counts("nothing", ("id",))
    with pytest.raises(UnknownValue):
        graph.counts("measures", ("city",), {"city": "nowhere"})
