"""Which source was last checked when: what grows stale is counted on the day of asking, and what needs a look comes first."""

from __future__ import annotations

from typing import Any

from kg.graph import Graph


def rows(graph: Graph, **given: Any) -> dict[str, dict[str, Any]]:
    return {row["document"]: row for row in graph.answer("source_freshness", given).rows}


def test_days_are_counted_on_the_day_of_asking(graph: Graph) -> None:
    days = {name: row["days_since_checked"] for name, row in rows(graph, as_of="2026-11-30").items()}
    assert days["yunze-2021-5"] == 10 and days["wuling-2021-2025"] == 274 and days["yunze-2024-1"] is None
    assert rows(graph, as_of="2026-12-31")["yunze-2021-5"]["days_since_checked"] == 41
    assert rows(graph, as_of="2020-01-01")["yunze-2021-5"]["days_since_checked"] == 0


def test_last_checked_apart_from_last_changed_and_last_asked(graph: Graph) -> None:
    found = rows(graph)
    changed, failed = found["wuling-2023-6"], found["wuling-2021-2025"]
    assert (changed["last_changed"], changed["last_checked"]) == ("2026-10-08T02:00:00Z", "2026-11-20T08:00:02Z")
    assert (failed["outcome"], failed["last_checked"], failed["last_asked"]) == ("failed", "2026-03-01T09:30:00Z", "2026-11-20T08:00:06Z")
    assert found["shuangqiao-2022-2"]["moved_to"] == "https://www.shuangqiao.example/2.html"


def test_what_needs_a_look_comes_first(graph: Graph) -> None:
    assert list(rows(graph)) == [
        "wuling-2023-6", "wuling-2019-8", "yunze-2024-1", "wuling-2021-2025", "yunze-2021-5", "shuangqiao-2022-2",
    ]  # fmt: skip


def test_by_city_document_and_outcome(graph: Graph) -> None:
    assert set(rows(graph, city="云泽")) == {"yunze-2024-1", "yunze-2021-5"}
    assert set(rows(graph, document="yunze-2021-5")) == {"yunze-2021-5"}
    assert set(rows(graph, outcome="已撤下")) == set(rows(graph, outcome="gone")) == {"wuling-2019-8"}
