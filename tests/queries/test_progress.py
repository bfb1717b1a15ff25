"""How far tasks are by what offices said: the last word on each column counts, days are counted on the day that is asked about."""

from __future__ import annotations

from typing import Any

from kg.graph import Graph

CLOUD, FLATS, RATING = (f"yunze-2021-5/i{number}/tasks/1" for number in (1, 2, 3))


def rows(graph: Graph, on: str, **given: Any) -> dict[str, dict[str, Any]]:
    return {row["task"]: row for row in graph.answer("progress", {"on": on, "document": "yunze-2021-5", **given}).rows}


def test_every_task_is_listed_with_the_last_word_on_each_column(graph: Graph) -> None:
    found = rows(graph, "2026-06-01")
    assert found.keys() == {row["id"] for row in graph.answer("tasks", {"document": "yunze-2021-5"}).rows}
    row = found[CLOUD]
    assert (row["state"], row["due"], row["owner"], row["text"]) == ("in_progress", "2026-12-31", "张三", "评审推迟到下半年,已报告。")
    assert (row["entries"], row["last_entered"], row["days_silent"], row["days_left"]) == (2, "2026-05-10", 22, 213)
    assert found["yunze-2021-5/i4/tasks/1"]["attention"] == "unreported"


def test_a_day_knows_nothing_of_later_days(graph: Graph) -> None:
    before = rows(graph, "2026-02-01")[CLOUD]
    assert (before["due"], before["days_left"], before["entries"], before["attention"]) == ("2026-03", 58, 1, "on_track")
    assert rows(graph, "2025-12-31")[CLOUD]["attention"] == "unreported"


def test_a_month_lasts_to_its_last_day(graph: Graph) -> None:
    found = {day: rows(graph, day)[CLOUD]["attention"] for day in ("2026-03-01", "2026-03-31", "2026-04-01")}
    assert found == {"2026-03-01": "due_soon", "2026-03-31": "due_soon", "2026-04-01": "overdue"}
    assert rows(graph, "2026-03-01", soon=10)[CLOUD]["attention"] == "on_track"


def test_silence_is_counted_from_the_last_word_and_what_has_no_end_is_never_due(graph: Graph) -> None:
    row = rows(graph, "2026-04-10")[RATING]
    assert (row["attention"], row["silent"], row["days_silent"], row["due"], row["days_left"]) == ("silent", True, 90, "ongoing", None)
    assert rows(graph, "2026-04-09")[RATING]["attention"] == "on_track"
    assert rows(graph, "2026-04-10", quiet=91)[RATING]["silent"] is False


def test_the_day_of_the_text_counts_where_no_office_named_one_and_done_is_never_overdue(graph: Graph) -> None:
    before, after = rows(graph, "2026-05-09")[FLATS], rows(graph, "2026-05-10")[FLATS]
    assert (before["due"], before["due_from"], before["attention"]) == ("2023-12-31", "text", "overdue")
    assert (after["attention"], after["overdue"], after["silent"]) == ("done", False, False)
    assert rows(graph, "2028-01-01")[FLATS]["attention"] == "done"


def test_overdue_the_longest_first(graph: Graph) -> None:
    found = graph.answer("overdue", {"on": "2026-04-20"}).rows
    assert [(row["task"], row["days_overdue"]) for row in found] == [
        (FLATS, 841), ("wuling-2021-2025/b1/tasks/1", 110), (CLOUD, 20),
    ]  # fmt: skip
    leading = graph.answer("overdue", {"on": "2026-04-20", "agency": "市住建局", "city": "云泽"}).rows
    assert [row["task"] for row in leading] == [FLATS]


def test_what_changed_between_two_days(graph: Graph) -> None:
    changed = rows(graph, "2026-06-01", since="2026-02-01")
    assert changed.keys() == {CLOUD, FLATS}
    assert (changed[CLOUD]["due_before"], changed[CLOUD]["due"], changed[CLOUD]["state_before"]) == ("2026-03", "2026-12-31", "in_progress")
    assert (changed[FLATS]["state_before"], changed[FLATS]["state"]) == (None, "done")
    assert not rows(graph, "2026-06-01", since="2026-05-10")


def test_an_agency_counts_the_tasks_that_it_has_a_part_in(graph: Graph) -> None:
    found = {row["agency"]: row for row in graph.answer("agency_progress", {"on": "2026-04-20", "city": "云泽"}).rows}
    for agency, row in found.items():
        own = graph.answer("progress", {"on": "2026-04-20", "agency": agency}).rows
        assert row["tasks"] == len(own)
        assert [row[name] for name in ("overdue", "due_soon", "silent")] == [
            sum(task[name] for task in own) for name in ("overdue", "due_soon", "silent")
        ]
        assert row["unreported"] == sum(task["attention"] in ("unreported", "overdue") and not task["entries"] for task in own)


def test_the_history_of_a_task_is_every_statement(graph: Graph) -> None:
    history = graph.answer("progress_entries", {"task": CLOUD}).rows
    assert [(row["entered"], row["by"], row["due"]) for row in history] == [
        ("2026-01-10", "市委组织部", "2026-03"), ("2026-05-10", "市委组织部", "2026-12-31"),
    ]  # fmt: skip


def test_statements_are_no_facts(graph: Graph) -> None:
    """Neither graph nor counts know them: an office that says 已完成 changes no answer about the policies."""
    assert not list(graph.sparql('SELECT ?s { ?s ?p ?o FILTER (CONTAINS(STR(?o), "评审推迟到下半年")) }'))
    assert "progress_entries" not in {row["kind"] for row in graph.answer("fact_counts").rows}
