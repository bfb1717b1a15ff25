"""Lists of ids that are missing, lost lines or come of an older program: told, and mended by `kg curate ids`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.curation.files import write_rows
from kg.curation.ids import give_ids
from kg.errors import DataIssue, InvalidData
from kg.loaders.ids import GivenIds, read_ids
from tests.curation.small_data import (
    DOCUMENT,
    add,
    folder_of,
    found,
    ids_of,
    make_data,
    older_list,
    problems_of,
    read,
    remove,
    row,
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def test_a_missing_list_is_demanded_with_the_command_that_makes_it(data: Path) -> None:
    add(data, row("c1", "甲", id=f"{DOCUMENT}/c1/tasks/4"), row("c1", "乙", id=f"{DOCUMENT}/c1/tasks/2"))
    [(file, line, expected)] = found(data)
    assert (file, line) == ("ids.csv", None) and "kg curate ids makes it" in expected
    told: list[str] = []
    assert give_ids(data, tell=told.append) == {}
    assert told == [f"data/documents/{DOCUMENT}/ids.csv: made from the rows; ids of rows taken out before are not known"]
    assert problems_of(data) == []
    remove(data, "甲")
    add(data, row("c1", "丙"))
    give_ids(data)
    assert ids_of(data)["丙"] == "c1/tasks/5"


def test_an_id_that_the_list_does_not_have_is_told_and_recorded(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    add(data, row("c1", "乙", id=f"{DOCUMENT}/c1/tasks/9"))
    [(file, line, expected)] = found(data)
    assert (file, line) == ("tasks.csv", 3) and "ids.csv lists" in expected
    give_ids(data)
    assert problems_of(data) == []
    add(data, row("c1", "丙"))
    give_ids(data)
    assert ids_of(data)["丙"] == "c1/tasks/10"


def test_every_odd_line_of_an_older_list_is_told(data: Path) -> None:
    older_list(data, "c1,tasks,2", "c1,tasks,3", "c1,task,1", "甲,tasks,1", "c1,tasks,x", "c2-s1,tasks,0", "c2-s1,measures,1")
    read_list = read_ids(folder_of(data), data.parent)
    file = f"data/documents/{DOCUMENT}/ids.csv"
    assert [str(issue) for issue in read_list.issues] == [
        f"{file}, row 4: found “c1, task”; expected a clause and a kind of fact",
        f"{file}, row 5: found “甲, tasks”; expected a clause and a kind of fact",
        f"{file}, row 6, column last: found “x”; expected a whole number",
        f"{file}, row 7, column last: found “0”; expected a whole number",
    ]
    newer = "expected id, digest, quote: kg curate ids brings the file up to date"
    assert [str(issue) for issue in read_list.outdated] == [
        f"{file}, row 1: found the columns of an older version; {newer}",
        f"{file}, row 3: found “c1, tasks” again; expected each clause and kind once: kg curate ids keeps the larger number",
    ]
    assert read_list.file == file
    last = [("c1/tasks", 1), ("c1/tasks", 2), ("c1/tasks", 3), ("c2-s1/measures", 1)]
    assert [str(line.id) for line in read_list.lines] == [f"{DOCUMENT}/{name}/{number}" for name, number in last]


def test_a_digest_is_eight_digits(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    [line] = read(folder_of(data) / "ids.csv")
    assert re.fullmatch("sha256:[0-9a-f]{8}", line["digest"])


def test_what_was_done_to_a_list_is_told(data: Path) -> None:
    add(data, row("c1", "甲"), row("c1", "乙"))
    give_ids(data)
    whole = read(folder_of(data) / "ids.csv")
    write_rows(folder_of(data) / "ids.csv", list(whole[0]), whole[:1])
    told: list[str] = []
    give_ids(data, tell=told.append)
    older_list(data, "c1,tasks,2")
    give_ids(data, tell=told.append)
    write_rows(folder_of(data) / "ids.csv", list(whole[0]), [*whole, whole[0]])
    give_ids(data, tell=told.append)
    give_ids(data, tell=told.append)
    file = f"data/documents/{DOCUMENT}/ids.csv"
    assert told == [f"{file}: 1 ids of rows added", f"{file}: brought up to date", f"{file}: brought up to date"]
    assert read(folder_of(data) / "ids.csv") == whole
    add(data, row("c1", "丙"))
    give_ids(data, tell=told.append)
    assert len(told) == 3


def test_a_list_that_lost_everything_is_one_fault(data: Path) -> None:
    add(data, *(row("c1", f"{n}") for n in range(5)))
    give_ids(data)
    (folder_of(data) / "ids.csv").write_text("id,digest,quote\n", encoding="utf-8")
    [(file, _, expected)] = found(data)
    assert file == "ids.csv" and "kg curate ids adds them" in expected
    give_ids(data)
    assert problems_of(data) == []


def test_of_two_lines_of_an_older_list_the_larger_counts(data: Path) -> None:
    older_list(data, "c1,tasks,7", "c1,tasks,5", "c2-s1,tasks,1")
    add(data, row("c1", "甲", id=f"{DOCUMENT}/c1/tasks/3"), row("c1", "乙"))
    told = found(data)
    assert ("ids.csv", 1) in {place[:2] for place in told} and ("ids.csv", 3) in {place[:2] for place in told}
    assert all("kg curate ids" in expected for _, _, expected in told)
    give_ids(data)
    assert ids_of(data) == {"甲": "c1/tasks/3", "乙": "c1/tasks/8"}
    assert problems_of(data) == []
    lines = {line["id"]: line for line in read(folder_of(data) / "ids.csv")}
    assert lines.keys() == {*(f"{DOCUMENT}/c1/tasks/{n}" for n in range(1, 9)), f"{DOCUMENT}/c2-s1/tasks/1"}
    with_rows = {id_ for id_, line in lines.items() if line["digest"] and line["quote"]}
    assert with_rows == {f"{DOCUMENT}/c1/tasks/3", f"{DOCUMENT}/c1/tasks/8"}


@pytest.mark.parametrize("line", ["c1,tasks,seven", "c1,tasks,0", "c1,task,1", "第一条,tasks,1"])
def test_an_older_list_that_cannot_be_read_is_not_guessed(data: Path, line: str) -> None:
    older_list(data, "c1,tasks,2", line)
    add(data, row("c1", "甲"))
    with pytest.raises(InvalidData, match="row 3"):
        give_ids(data)
    assert ids_of(data) == {"甲": ""}


def test_the_same_line_twice_is_told_and_mended(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    path = folder_of(data) / "ids.csv"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[1])
    [(file, line, expected)] = found(data)
    assert (file, line) == ("ids.csv", 3) and "row 2" in expected
    give_ids(data)
    assert problems_of(data) == [] and len(read(path)) == 1


def with_lines(data: Path, *lines: str) -> GivenIds:
    add(data, row("c1", "甲"))
    give_ids(data)
    path = folder_of(data) / "ids.csv"
    path.write_text(path.read_text(encoding="utf-8-sig") + "".join(f"{line}\n" for line in lines), encoding="utf-8-sig")
    return read_ids(folder_of(data), data.parent)


def told(issue: DataIssue) -> tuple[str, int | None, str | None, str, str]:
    return issue.file, issue.row, issue.column, str(issue.found), str(issue.expected)


@pytest.mark.parametrize("id_", ["elsewhere-2020-1/c1/tasks/3", f"{DOCUMENT}/c1/tusks/3", "c1/tasks/3"])
def test_a_line_that_is_no_id_of_the_document_is_told_and_those_after_it_are_read(data: Path, id_: str) -> None:
    given = with_lines(data, f"{id_},x,x", f"{DOCUMENT}/c1/tasks/9,x,x")
    file = f"data/documents/{DOCUMENT}/ids.csv"
    assert [told(issue) for issue in given.issues] == [(file, 3, "id", f"“{id_}”", f"an id {DOCUMENT}/<clause>/<kind>/<n>")]
    assert [line.id.number for line in given.lines] == [1, 9]


def test_a_line_that_stands_twice_is_told(data: Path) -> None:
    given = with_lines(data, *[f"{DOCUMENT}/c1/tasks/9,x,x"] * 2)
    [(_, line, column, found, expected)] = map(told, given.outdated)
    assert (line, column, found) == (4, "id", f"{DOCUMENT}/c1/tasks/9 again") and "3" in expected
    assert [line.id.number for line in given.lines] == [1, 9]


def test_a_list_without_its_columns_is_told(data: Path) -> None:
    add(data, row("c1", "甲"))
    (folder_of(data) / "ids.csv").write_text("name,words\nx,y\n", encoding="utf-8-sig")
    assert {issue.file for issue in read_ids(folder_of(data), data.parent).issues} == {f"data/documents/{DOCUMENT}/ids.csv"}
