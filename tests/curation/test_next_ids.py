"""Ids for rows that are about to be added, as a review adds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation.ids import give_ids, next_ids
from kg.errors import InvalidData
from kg.loaders.ids import FactId
from tests.curation.small_data import DOCUMENT, Cells, add, folder_of, make_data, older_list, problems_of, read, row, write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def _next(data: Path, *rows: tuple[str, Cells], remembered: tuple[FactId, ...] = ()) -> list[str]:
    ids = next_ids(folder_of(data), data.parent, rows, remembered)
    return [id_.removeprefix(f"{DOCUMENT}/") for id_ in ids]


def test_each_clause_and_kind_counts_for_itself_and_the_list_has_them_all(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    new = [("tasks", row("c1", "乙")), ("measures", row("c1", "丙", "measures")), ("tasks", row("c1", "丁")), ("tasks", row("c2-s1", "戊"))]
    assert _next(data, *new) == ["c1/tasks/2", "c1/measures/1", "c1/tasks/3", "c2-s1/tasks/1"]
    lines = {line["id"].removeprefix(f"{DOCUMENT}/"): line for line in read(folder_of(data) / "ids.csv")}
    assert list(lines) == ["c1/measures/1", "c1/tasks/1", "c1/tasks/2", "c1/tasks/3", "c2-s1/tasks/1"]
    assert [line["quote"] for line in lines.values()] == ["丙", "甲", "乙", "丁", "戊"]
    assert all(line["digest"].startswith("sha256:") for line in lines.values())


def test_no_number_is_given_again_that_a_row_the_list_or_git_knows(data: Path) -> None:
    write(data, "tasks", [row("c1", "甲", id=f"{DOCUMENT}/c1/tasks/4")])
    assert _next(data, ("tasks", row("c1", "乙"))) == ["c1/tasks/5"]
    assert problems_of(data) == []
    write(data, "tasks", [])
    assert _next(data, ("tasks", row("c1", "丙"))) == ["c1/tasks/6"]
    assert _next(data, ("tasks", row("c1", "丁")), remembered=(FactId(DOCUMENT, "c1", "tasks", 9),)) == ["c1/tasks/10"]


def test_a_list_that_must_be_mended_first_gives_no_ids(data: Path) -> None:
    older_list(data, "c1,tasks,2")
    with pytest.raises(InvalidData):
        _next(data, ("tasks", row("c1", "甲")))
    (folder_of(data) / "ids.csv").write_text("id,digest,quote\nno id,,\n", encoding="utf-8")
    with pytest.raises(InvalidData):
        _next(data, ("tasks", row("c1", "甲")))
