"""Statements of progress are published with the version: no document is built for them, and an id that is gone is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.pipeline import build, check
from kg.errors import InvalidData
from kg.graph import Graph

FILE = "progress/yunze-2021-5.csv"


def add(data: Path, *rows: str) -> None:
    with (data / FILE).open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


def test_a_new_statement_makes_a_version_and_builds_no_document(data: Path, own_home: Path) -> None:
    before = build(data, own_home).version
    add(data, "yunze-2021-5/i4/tasks/1,,2026-06-01,市委宣传部,in_progress,,,已办三届,,,")
    report = build(data, own_home)
    assert report.changed == [] and report.version != before
    assert Graph(own_home).answer("progress", {"on": "2026-06-02", "task": "yunze-2021-5/i4/tasks/1"}).rows[0]["text"] == "已办三届"
    assert not build(data, own_home).seconds.get("publish")


def test_a_task_that_is_gone_is_told_and_stops_nothing(data: Path, own_home: Path) -> None:
    add(data, "yunze-2021-5/i99/tasks/1,,2026-06-01,某局,done,,,,,,")
    [notice] = [told for told in check(data, own_home).notices if told.key == "checks.progress_gone"]
    assert "yunze-2021-5/i99/tasks/1" in notice.text("zh") and "已不在图谱中" in notice.text("zh")
    assert notice in build(data, own_home).notices == build(data, own_home).notices
    graph = Graph(own_home)
    assert graph.answer("progress_entries", {"task": "yunze-2021-5/i99/tasks/1"}).rows
    assert not graph.answer("progress", {"on": "2026-06-02", "task": "yunze-2021-5/i99/tasks/1"}).rows


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("yunze-2021-5/i4/tasks/1,,2026-06-31,某局,done,,,,,,", "entered"),
        ("yunze-2021-5/i4/tasks/1,,2026-06-01,某局,finished,,,,,,", "state"),
        ("yunze-2021-5/i4/tasks/1,,2026-06-01,某局,,年底,,,,,", "due"),
        ("yunze-2021-5/i4/tasks/1,,2026-06-01,某局,,,,,-1,,", "reached"),
        ("yunze-2021-5/i4/tasks/1,,2026-06-01,某局,,,,,5,,", "targets"),
        ("yunze-2021-5/i4/tasks/1,,2026-06-01,某局,,,,,,,", "one of state, due"),
        ("weitang-2022-3/c2-s1-i1/tasks/1,,2026-06-01,某局,done,,,,,,", "task"),
    ],
)
def test_a_faulty_row_is_named(data: Path, own_home: Path, row: str, column: str) -> None:
    add(data, row)
    with pytest.raises(InvalidData, match=r"progress/yunze-2021-5\.csv, row 6") as raised:
        build(data, own_home)
    assert column in str(raised.value)
