"""`clauses.csv`: each row is held to the words at its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.curation.clauses import list_clauses
from kg.loaders.clause_fixes import load_fixes
from kg.text.structure import Fix

TEXT = "一、甲\n二、乙\n三、丙\n"


def load(folder: Path, *rows: str, outline: str = "auto") -> tuple[list[Fix], list[tuple[int | None, str | None, str | None]]]:
    (folder / "clauses.csv").write_text("\n".join(["start,words,action,level,note", *rows]) + "\n", encoding="utf-8")
    fixes, issues = load_fixes(folder, outline, TEXT, folder)
    return fixes, [(issue.row, issue.column, issue.nearest) for issue in issues]


def test_rows_whose_words_stand_at_their_place(tmp_path: Path) -> None:
    assert load_fixes(tmp_path, "auto", TEXT, tmp_path) == ([], [])
    assert load(tmp_path, "4,二、乙,none,,列举", "8,三、,heading,1,") == ([Fix(4, "none"), Fix(8, "heading", 1)], [])


def test_words_that_stand_elsewhere_are_told_with_the_nearest_place(tmp_path: Path) -> None:
    assert load(tmp_path, "3,二、乙,none,,", "9,没有,none,,") == ([], [(2, "words", "4"), (3, "words", None)])


def test_a_level_belongs_to_a_heading(tmp_path: Path) -> None:
    assert load(tmp_path, "4,二、,none,1,", "4,二、,heading,,") == ([], [(2, None, None), (3, None, None)])


def test_a_line_told_twice(tmp_path: Path) -> None:
    assert load(tmp_path, "4,二、,none,,", "4,二、乙,body,,") == ([Fix(4, "none")], [(3, "start", None)])


def test_a_named_outline_knows_no_such_file(tmp_path: Path) -> None:
    assert load(tmp_path, "4,二、,none,,", outline="opinion-items")[1] == [(None, None, None)]


def test_the_listed_clauses_follow_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "documents" / "datong-2026-1"
    folder.mkdir(parents=True)
    (folder / "source.txt").write_bytes(TEXT.encode())
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "document.yaml").write_text(
        f'title: x\nissuer: []\nplace: "140200"\nstatus: unknown\nstatus_basis: x\nsource_note: x\nsha256: {sha256}\noutline: auto\ncurated: false\n'
    )
    assert [line.split("\t")[0] for line in list_clauses(tmp_path / "data", "datong-2026-1")] == ["c1", "c2", "c3"]
    load(folder, "4,二、乙,none,,")
    listed = list(list_clauses(tmp_path / "data", "datong-2026-1"))
    assert [line.split("\t")[0] for line in listed] == ["c1", "c3", "odd number: c3 is numbered 三 where 2 was next"]
