"""The load is the one that the question `agency_load` answers, whatever rows it is asked of."""

from __future__ import annotations

from typing import Any

import pytest

from kg.analysis.duties import COLUMNS, Duties, Part, duties
from kg.graph import Graph
from kg.queries.catalog import find_question

WEIGHTS = {name.removeprefix("w_"): p.default or 0.0 for name, p in find_question("agency_load").parameters.items() if p.type == "number"}


@pytest.fixture(scope="module")
def counted(graph: Graph) -> Duties:
    names = ("agencies", "responsibilities", "deliverables", "targets", "funding")
    return duties(*(graph.answer(name).rows for name in names))


def row(agency: str, task: str | None, role: str = "lead", basis: str = "assigned") -> dict[str, Any]:
    return {"agency": agency, "task": task, "effective_role": role, "basis": basis}


AGENCIES = [{"agency": "a", "kind": "government"}, {"agency": "b", "kind": "party"}, {"agency": "idle", "kind": "party"}]


def test_by_hand() -> None:
    found = duties(
        AGENCIES,
        [
            row("a", "t1"),
            row("a", "t1"),
            row("a", "t2", "support"),
            row("b", "t1", basis="implied"),
            row("b", None, "support"),
            row("x", "t1"),
        ],
        deliverables=[{"task": "t1"}, {"task": None}],
        targets=[{"task": "t1"}, {"task": "t1"}, {"task": "t2"}],
        funding=[{"task": "t9"}],
    )
    loads = found.loads(WEIGHTS)
    assert set(loads) == {"a", "b"}
    assert loads["a"].counts == dict(zip(COLUMNS, (1, 0, 1, 0, 1, 2, 0), strict=True))
    assert loads["a"].total == 3 + 1 + 2 + 2 * 0.5
    assert loads["b"].total == 1


def test_an_agency_that_pays_or_oversees_is_named_and_carries_nothing() -> None:
    loads = duties(AGENCIES, [row("a", "t1", "funding"), row("b", "t1", "oversight")]).loads(WEIGHTS)
    assert {agency: load.total for agency, load in loads.items()} == {"a": 0, "b": 0}


def test_weights_are_those_of_the_question() -> None:
    assert set(WEIGHTS) == set(COLUMNS)


@pytest.mark.parametrize(
    "weights", [WEIGHTS, dict.fromkeys(COLUMNS, 0.0), dict(zip(COLUMNS, (0.25, 20, 7, 0, 1.5, 3, 0.125), strict=True))]
)
def test_rows_of_the_questions_give_the_loads_of_the_question(graph: Graph, counted: Duties, weights: dict[str, float]) -> None:
    answer = graph.answer("agency_load", {f"w_{column}": weight for column, weight in weights.items()}).rows
    loads = counted.loads(weights)
    assert {row["agency"] for row in answer} == set(loads)
    for asked in answer:
        assert {column: asked[column] for column in COLUMNS} == loads[asked["agency"]].counts
        assert asked["load"] == loads[asked["agency"]].total


def test_parts_are_named(counted: Duties) -> None:
    assert Part("910100-human-resources", "yunze-2021-5/i2/tasks/1", "lead", "assigned") in counted.parts
