"""Small cases by hand, what holds for any change, and one task of a published document."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.duties import Duties, Part, duties
from kg.analysis.what_if import Change, Merger, Move, takers, what_if
from kg.errors import ImpossibleChange
from kg.graph import Graph

WEIGHTS = {
    "lead_assigned": 3,
    "lead_implied": 1,
    "support": 1,
    "support_implied": 0.5,
    "deliverables": 2,
    "targets": 0.5,
    "funding_items": 0.5,
}
KINDS = {"a": "government", "b": "party", "c": "university", "g": "group"}
CARRIED = {"deliverables": {"t1": 1}, "targets": {"t1": 2, "t2": 1}, "funding_items": {}}


def who(*parts: str) -> Duties:
    """`a t1 lead`: an assigned part; `a t1 support?`: an implied one."""
    read = [part.split() for part in parts]
    found = frozenset(Part(agency, task, role.rstrip("?"), "implied" if role.endswith("?") else "assigned") for agency, task, role in read)
    return Duties(found, KINDS, frozenset(part.agency for part in found), CARRIED)


def totals(given: Duties, *changes: Change) -> Mapping[str, float]:
    return {agency: load.total for agency, load in what_if(given, changes, WEIGHTS).after.items()}


def test_a_task_takes_with_it_what_it_holds() -> None:
    found = what_if(who("a t1 lead", "a t2 support", "b t2 lead"), [Move("t1", "a", "b")], WEIGHTS)
    assert {agency: load.total for agency, load in found.before.items()} == {"a": 3 + 2 + 1 + 1, "b": 3 + 0.5}
    assert {agency: load.total for agency, load in found.after.items()} == {"a": 1, "b": 3 + 0.5 + 6}
    assert found.once == [frozenset()]
    assert found.inequality_before.gini == pytest.approx((7 - 3.5) / (2 * 10.5))
    assert found.inequality_after.gini == pytest.approx((9.5 - 1) / (2 * 10.5))


@pytest.mark.parametrize(
    ("own", "coming", "kept"),
    [
        ("support", "lead", {"lead"}),
        ("lead", "support", {"lead"}),
        ("support", "support", {"support"}),
        ("support?", "support", {"support"}),
        ("support", "support?", {"support"}),
        ("support?", "lead?", {"lead?"}),
        ("support", "lead?", {"support", "lead?"}),
        ("funding", "lead", {"funding", "lead"}),
        ("funding", "funding?", {"funding"}),
    ],
)
@pytest.mark.parametrize("change", [Move("t1", "a", "b"), Merger("a", "b")])
def test_who_has_the_task_already_is_counted_once(own: str, coming: str, kept: set[str], change: Change) -> None:
    found = what_if(who(f"a t1 {coming}", f"b t1 {own}"), [change], WEIGHTS)
    assert found.duties.parts == who(*(f"b t1 {role}" for role in kept)).parts
    assert len(found.once[0]) == 2 - len(kept)


def test_two_parts_that_the_documents_give_one_agency_stay() -> None:
    doubled = who("a t1 support", "a t1 support?", "b t2 lead")
    assert totals(doubled, Move("t1", "a", "b"))["b"] == totals(doubled)["a"] + totals(doubled)["b"]


def test_twins_merge_into_one_of_them() -> None:
    doubled = who("a t1 support", "a t1 support?", "b t1 support", "b t1 support?")
    assert totals(doubled, Merger("a", "b")) == {"b": totals(doubled)["b"]}


def test_several_changes_one_after_the_other() -> None:
    assert totals(who("a t1 lead", "b t2 support"), Move("t1", "a", "c"), Merger("c", "b")) == {"a": 0, "b": 6 + 1}


def test_a_taker_comes_in_and_who_has_nothing_left_stays() -> None:
    found = what_if(who("a t1 lead"), [Move("t1", "a", "c")], WEIGHTS)
    assert (found.inequality_before.carriers, found.inequality_after.carriers) == (1, 2)
    assert found.inequality_after.gini == 0.5


def test_groups_are_in_no_inequality_and_take_nothing() -> None:
    given = who("a t1 lead", "b t1 support", "g t2 support")
    assert what_if(given, [], WEIGHTS).inequality_before.carriers == 2
    assert takers(given) == ["a", "b", "c"]
    assert totals(given, Move("t2", "g", "b"))["b"] == 2


@pytest.mark.parametrize(
    ("changes", "reason", "place"),
    [
        ([Move("t1", "a", "nobody")], "unknown", 0),
        ([Move("t1", "a", "a")], "same", 0),
        ([Move("t9", "a", "b")], "no_part", 0),
        ([Move("t1", "a", "b"), Move("t1", "a", "b")], "no_part", 1),
        ([Move("t1", "a", "g")], "group", 0),
        ([Merger("g", "a")], "group", 0),
        ([Merger("a", "b"), Move("t1", "a", "c")], "unknown", 1),
    ],
)
def test_what_cannot_be_is_told(changes: list[Change], reason: str, place: int) -> None:
    with pytest.raises(ImpossibleChange, match=f"change {place + 1}.*expected") as told:
        what_if(who("a t1 lead", "b t2 lead", "g t2 support"), changes, WEIGHTS)
    assert (told.value.reason, told.value.place) == (reason, place)


AGENCIES, TASKS = ["a", "b", "c", "d"], ["t1", "t2", "t3"]
MANY = st.sets(
    st.builds(
        Part,
        st.sampled_from(AGENCIES),
        st.sampled_from(TASKS),
        st.sampled_from(["lead", "support", "funding"]),
        st.sampled_from(["assigned", "implied"]),
    ),
    max_size=20,
).map(lambda parts: Duties(frozenset(parts), dict.fromkeys(AGENCIES, "government"), frozenset(p.agency for p in parts), CARRIED))
PAIR = st.permutations(AGENCIES).map(lambda agencies: agencies[:2])


@settings(deadline=None, max_examples=25)
@given(MANY, st.sampled_from(TASKS), PAIR)
def test_a_move_keeps_the_total_and_touches_nobody_else(given: Duties, task: str, pair: list[str]) -> None:
    giver, taker = pair
    of = {agency: {part for part in given.parts if (part.agency, part.task) == (agency, task)} for agency in AGENCIES}
    if not of[giver]:
        return
    found = what_if(given, [Move(task, giver, taker)], WEIGHTS)
    before, after = ({a: load.total for a, load in loads.items()} for loads in (found.before, found.after))
    assert {a: before[a] for a in before if a not in pair} == {a: after[a] for a in after if a not in pair}
    assert sum(after.values()) <= sum(before.values())
    if not of[taker]:
        assert sum(after.values()) == sum(before.values())
        assert what_if(found.duties, [Move(task, taker, giver)], WEIGHTS).duties.parts == given.parts
    assert bool(found.once[0]) == (len(found.duties.parts) < len(given.parts))


@settings(deadline=None, max_examples=25)
@given(MANY, PAIR)
def test_a_merger_adds_except_for_shared_tasks(given: Duties, pair: list[str]) -> None:
    dissolved, into = pair
    found = what_if(given, [Merger(dissolved, into)], WEIGHTS)
    assert dissolved not in found.after and dissolved not in found.duties.kinds
    tasks = [{part.task for part in given.parts if part.agency == agency} for agency in pair]
    apart = sum(found.before[agency].total for agency in pair if agency in found.before)
    if tasks[0].isdisjoint(tasks[1]):
        assert found.after[into].total == apart
    else:
        assert found.after[into].total <= apart
    assert {part.task for part in found.duties.parts if part.agency == into} == tasks[0] | tasks[1]


def test_nothing_changes_what_was_given() -> None:
    given = who("a t1 lead", "b t1 support")
    what_if(given, [Move("t1", "a", "b"), Merger("a", "b")], WEIGHTS)
    assert given == who("a t1 lead", "b t1 support")


def test_a_published_task_is_moved(graph: Graph) -> None:
    city = {"city": "云泽"}
    names = ("agencies", "responsibilities", "deliverables", "targets", "funding")
    given = duties(*(graph.answer(name, city).rows for name in names))
    crowded, idle = "910100-organization", "910100-college"
    asked = {row["agency"]: row["load"] for row in graph.answer("agency_load", city).rows}
    task = "yunze-2021-5/i1/tasks/1"
    found = what_if(given, [Move(task, crowded, idle)], WEIGHTS)
    assert {agency: load.total for agency, load in found.before.items()} == asked
    sums = sum(row["task"] == task for row in graph.answer("funding", city).rows)
    owed = sum(row["task"] == task for row in graph.answer("deliverables", city).rows)
    assert owed and sums and found.after[crowded].total == asked[crowded] - 3 - 2 * owed - 0.5 * sums
    assert found.after[idle].total == asked[idle] + 3 + 2 * owed + 0.5 * sums
