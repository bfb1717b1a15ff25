"""An id is given once and never again. What stands against that is named with its place and with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.curation import ids
from kg.curation.ids import give_ids
from kg.errors import CurationInProgress, InvalidData
from kg.loaders.ids import digest
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
    rows_of,
    write,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def test_numbers_count_by_clause_and_kind_and_the_check_then_holds(data: Path) -> None:
    add(data, row("c1", "甲"), row("c1", "乙"), row("c2-s1", "丙"))
    add(data, row("c1", "丁", "measures"), kind="measures")
    given = give_ids(data)
    assert given == {f"data/documents/{DOCUMENT}/tasks.csv": 3, f"data/documents/{DOCUMENT}/measures.csv": 1}
    assert ids_of(data) == {"甲": "c1/tasks/1", "乙": "c1/tasks/2", "丙": "c2-s1/tasks/1"}
    assert ids_of(data, "measures") == {"丁": "c1/measures/1"}
    assert problems_of(data) == [] and give_ids(data) == {}


def test_the_number_of_a_row_that_was_taken_out_is_not_given_again(data: Path) -> None:
    add(data, row("c1", "甲"), row("c1", "乙"))
    give_ids(data)
    remove(data, "乙")
    add(data, row("c1", "丙"))
    give_ids(data)
    assert ids_of(data) == {"甲": "c1/tasks/1", "丙": "c1/tasks/3"}


def test_ids_csv_says_to_which_row_each_id_was_given(data: Path) -> None:
    add(data, row("c1", "甲" * 60))
    give_ids(data)
    [line] = read(folder_of(data) / "ids.csv")
    assert line["id"] == f"{DOCUMENT}/c1/tasks/1" and line["quote"] == "甲" * 40 and line["digest"].startswith("sha256:")


def test_rows_are_numbered_in_files_that_are_otherwise_left_as_they_are(data: Path) -> None:
    path = folder_of(data) / "tasks.csv"
    before = 'title,"due",id,clause,quote,context\n"甲 ","","","c1","甲,\n乙",\n\n,,,,,\n 丙 ,,,c1,丙,'
    path.write_bytes(before.encode("gb18030"))
    give_ids(data)
    after = path.read_bytes().decode("gb18030")
    assert after.startswith('title,"due",id,clause,quote,context\n')
    assert f'\n甲 ,,{DOCUMENT}/c1/tasks/1,c1,"甲,\n乙",\n\n,,,,,\n 丙 ,,{DOCUMENT}/c1/tasks/2,c1,丙,' in after


def test_a_row_without_a_clause_of_the_known_form_waits(data: Path) -> None:
    add(data, row("", "甲"), row("第一条", "乙"), row("c1", "丙"))
    give_ids(data)
    assert ids_of(data) == {"甲": "", "乙": "", "丙": "c1/tasks/1"}


# --- what two branches gave -------------------------------------------------------------------------------------------------------


def append_line(data: Path, id_: str, digest: str, quote: str) -> None:
    path = folder_of(data) / "ids.csv"
    path.write_bytes(path.read_bytes() + f"{DOCUMENT}/{id_},{digest},{quote}\r\n".encode())


def test_two_rows_with_one_id_are_told_and_nothing_is_given_in_doubt(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    add(data, row("c1", "乙", id=f"{DOCUMENT}/c1/tasks/1"), row("c1", "丙"))
    append_line(data, "c1/tasks/1", "sha256:00000000", "乙")
    [(file, line, expected)] = [place for place in found(data) if "kg curate ids gives it" not in place[2]]
    assert (file, line) == ("tasks.csv", 3)
    assert "tasks.csv, row 2" in expected and "empty the cell" in expected and "ids.csv (rows 2, 3)" in expected
    with pytest.raises(InvalidData, match="given once"):
        give_ids(data)
    assert ids_of(data)["丙"] == ""


def test_an_id_whose_first_row_is_gone_is_told_from_the_list_alone(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    remove(data, "甲")
    add(data, row("c1", "乙", id=f"{DOCUMENT}/c1/tasks/1"))
    append_line(data, "c1/tasks/1", "sha256:00000000", "乙")
    [problem] = problems_of(data)
    assert (Path(problem.file).name, problem.row) == ("ids.csv", 3)
    assert "“乙”" in str(problem.found) and "“甲”" in str(problem.expected) and "decide which fact keeps it" in str(problem.expected)
    with pytest.raises(InvalidData):
        give_ids(data)


def test_what_two_copies_gave_apart_is_told_when_they_meet(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "data"
    shutil.copytree(data, other)
    for copy, quote in ((data, "甲"), (other, "乙")):
        add(copy, row("c1", quote))
        give_ids(copy)
    remove(data, "甲")
    add(data, *rows_of(other))
    path = folder_of(data) / "ids.csv"
    path.write_bytes(path.read_bytes() + (folder_of(other) / "ids.csv").read_bytes().splitlines(keepends=True)[1])
    assert "given to “乙”" in str(problems_of(data)[0].found)


def test_a_digest_tells_rows_apart_by_what_they_say() -> None:
    fact = row("c1", "甲", title="乙")
    assert digest(fact) == digest(fact | {"id": "x", "note": "y", "inferred": ""})
    assert (
        len({digest(fact), digest(fact | {"title": "丙"}), digest(fact | {"clause": "c2-s1"}), digest(fact | {"title": "", "due": "乙"})})
        == 4
    )


def test_a_line_that_does_not_know_its_row_says_nothing_against_another(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    append_line(data, "c1/tasks/1", "", "")
    assert problems_of(data) == []


@pytest.mark.parametrize(
    "id_", [f"{DOCUMENT}/c2-s1/tasks/1", f"{DOCUMENT}/c1/measures/1", "other-2020-1/c1/tasks/1", f"{DOCUMENT}/c1/tasks/０1", "7"]
)
def test_an_id_of_another_row_is_told(data: Path, id_: str) -> None:
    add(data, row("c1", "甲"), row("c1", "乙", id=id_))
    give_ids(data)
    told = [place for place in found(data) if place[1] == 3]
    assert told == [("tasks.csv", 3, f"{DOCUMENT}/c1/tasks/<n>: empty the cell, and kg curate ids gives a new id")]


def test_where_the_clause_is_unknown_the_id_is_not_blamed(data: Path) -> None:
    add(data, row("c1", "甲"))
    give_ids(data)
    write(data, "tasks", [rows_of(data)[0] | {"clause": "c99"}])
    assert problems_of(data) == []


# --- git --------------------------------------------------------------------------------------------------------------------------


def git(data: Path, *arguments: str) -> None:
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        names |= {f"GIT_{who}_NAME": "curator", f"GIT_{who}_EMAIL": "curator@example.org"}
    subprocess.run(["git", "-C", str(data), *arguments], check=True, capture_output=True, env=os.environ | names)


def commit(data: Path) -> None:
    git(data, "add", "-A")
    git(data, "commit", "-qm", "rows")


def test_ids_that_only_git_remembers_are_not_given_again(data: Path) -> None:
    git(data, "init", "-q")
    add(data, row("c1", "甲"), row("c1", "乙"), row("c1", "丙"))
    give_ids(data)
    commit(data)
    remove(data, "丙")
    remove(data, "乙")
    (folder_of(data) / "ids.csv").unlink()
    commit(data)
    told: list[str] = []
    give_ids(data, tell=told.append)
    assert told == [f"data/documents/{DOCUMENT}/ids.csv: made from the rows and the history of git"]
    assert [line["id"].rpartition("/")[2] for line in read(folder_of(data) / "ids.csv")] == ["1", "2", "3"]
    add(data, row("c1", "丁"))
    give_ids(data)
    assert ids_of(data) == {"甲": "c1/tasks/1", "丁": "c1/tasks/4"}


def test_ids_of_an_older_list_that_git_remembers_are_not_given_again(data: Path) -> None:
    git(data, "init", "-q")
    older_list(data, "c1,tasks,6")
    commit(data)
    (folder_of(data) / "ids.csv").unlink()
    add(data, row("c1", "甲"))
    give_ids(data)
    assert ids_of(data) == {"甲": "c1/tasks/7"}


def test_what_another_branch_gave_is_not_given_here(data: Path) -> None:
    git(data, "init", "-q", "-b", "main")
    add(data, row("c1", "甲"))
    give_ids(data)
    commit(data)
    git(data, "checkout", "-qb", "other")
    add(data, row("c1", "乙"))
    give_ids(data)
    commit(data)
    git(data, "checkout", "-q", "main")
    add(data, row("c1", "丙"))
    give_ids(data)
    assert ids_of(data) == {"甲": "c1/tasks/1", "丙": "c1/tasks/3"}


def test_git_merges_the_lists_of_two_branches_by_union(data: Path) -> None:
    attributes = Path(__file__).parents[2] / ".gitattributes"
    rule = next(line for line in attributes.read_text(encoding="utf-8").splitlines() if "*.csv merge=union" in line)
    (data / ".gitattributes").write_text(rule + "\n", encoding="utf-8")
    git(data, "init", "-q", "-b", "main")
    add(data, row("c1", "甲"))
    give_ids(data)
    commit(data)
    for branch, quote in (("one", "乙"), ("two", "丙")):
        git(data, "checkout", "-qb", branch, "main")
        append_line(data, "c1/tasks/2", f"sha256:{branch}", quote)
        commit(data)
    git(data, "merge", "-q", "one")
    assert [line["quote"] for line in read(folder_of(data) / "ids.csv")] == ["甲", "丙", "乙"]
    assert "given to" in str(problems_of(data)[0].found)


# --- one run at a time, and runs that are cut off ---------------------------------------------------------------------------------

_HOLD = """
import sys
from pathlib import Path
from kg.curation.lock import giving_ids
with giving_ids(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_waits_and_then_says_who_gives_ids(data: Path) -> None:
    add(data, row("c1", "甲"))
    command = [sys.executable, "-c", _HOLD, str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout and first.stdout.readline() == "held\n"
        with pytest.raises(CurationInProgress, match=f"PID {first.pid},"):
            give_ids(data, wait=0.1)
        assert ids_of(data) == {"甲": ""}
        first.communicate()
    give_ids(data, wait=0)
    assert ids_of(data) == {"甲": "c1/tasks/1"}


def test_runs_at_once_give_each_row_one_id(data: Path) -> None:
    add(data, *(row("c1", f"{n}") for n in range(50)))
    command = [
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from kg.curation.ids import give_ids; give_ids(Path(sys.argv[1]), 60)",
    ]
    runs = [subprocess.Popen([*command, str(data)]) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert sorted(ids_of(data).values()) == sorted(f"c1/tasks/{n}" for n in range(1, 51))
    assert problems_of(data) == []


def test_a_run_that_is_cut_off_between_files_gives_no_number_twice(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(data, row("c1", "甲"))
    with monkeypatch.context() as patch:
        patch.setattr(ids, "fill_cells", lambda *_: (_ for _ in ()).throw(OSError("the disk is gone")))
        with pytest.raises(OSError, match="gone"):
            give_ids(data)
    remove(data, "甲")
    add(data, row("c1", "乙"))
    give_ids(data)
    assert ids_of(data) == {"乙": "c1/tasks/2"}
    assert problems_of(data) == []


def test_a_faulty_file_anywhere_and_nothing_is_written(data: Path) -> None:
    other = data / "documents" / "other-2020-1"
    other.mkdir()
    (other / "tasks.csv").write_text("id;clause;quote;context;title;due\n", encoding="utf-8")
    add(data, row("c1", "甲"))
    with pytest.raises(InvalidData, match="separated by “;”"):
        give_ids(data)
    assert ids_of(data) == {"甲": ""}
