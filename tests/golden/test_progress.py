"""No task of the real documents has a date in its text: dues come from offices, and without them nothing is overdue."""

from __future__ import annotations

from kg.graph import Graph


def test_no_task_is_due_by_its_text(real_graph: Graph) -> None:
    tasks = real_graph.answer("tasks").rows
    assert len(tasks) > 100 and not [row["id"] for row in tasks if row["due"]]
    assert {row["attention"] for row in real_graph.answer("progress", {"on": "2030-01-01"}).rows} == {"unreported"}
    assert not real_graph.answer("overdue", {"on": "2030-01-01"}).rows
