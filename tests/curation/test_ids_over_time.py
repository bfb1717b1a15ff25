"""Whatever curators do, in whatever order, an id means one fact for good."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kg.curation import files, ids
from kg.curation.ids import give_ids
from kg.errors import InvalidData
from kg.loaders.ids import read_ids
from tests.curation.small_data import CLAUSES, KINDS, add, folder_of, make_data, problems_of, read, row, rows_of, write

sides = st.sampled_from(["main", "branch"])
clauses, kinds = st.sampled_from(CLAUSES), st.sampled_from(KINDS)


class CutOff(Exception):
    """The machine stops in the middle of a run."""


class Curation(RuleBasedStateMachine):
    """A main line and now and then a branch. Rows come and go, get ids, are corrected; runs are cut off; branches are merged.

    `meant` is what each id that ever stood on the main line means: the quote of its row, which is another one for each fact.
    Nothing here is known to the program but the files.
    """

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.line = {"main": make_data(self.root / "main")}
        self.meant: dict[str, str] = {}
        self.facts = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def on(self, side: str) -> Path:
        return self.line.get(side, self.line["main"])

    @rule(side=sides, clause=clauses, kind=kinds)
    def enter_a_fact(self, side: str, clause: str, kind: str) -> None:
        self.facts += 1
        add(self.on(side), row(clause, f"事项{self.facts}", kind), kind=kind)

    @rule(side=sides, kind=kinds, place=st.integers(min_value=0, max_value=99))
    def take_a_fact_out(self, side: str, kind: str, place: int) -> None:
        rows = rows_of(self.on(side), kind)
        if rows:
            del rows[place % len(rows)]
            write(self.on(side), kind, rows)

    @rule(side=sides, place=st.integers(min_value=0, max_value=99))
    def correct_a_fact(self, side: str, place: int) -> None:
        rows = rows_of(self.on(side))
        if rows:
            rows[place % len(rows)]["title"] += "又"
            write(self.on(side), "tasks", rows)

    @rule(side=sides)
    def give(self, side: str) -> None:
        give_ids(self.on(side))
        assert not any(cells["id"] == "" for kind in KINDS for cells in rows_of(self.on(side), kind))
        assert problems_of(self.on(side)) == []

    @rule(side=sides, writes=st.integers(min_value=0, max_value=2))
    def give_and_be_cut_off(self, side: str, writes: int) -> None:
        left = [writes]

        def replace_file(path: Path, content: bytes) -> None:
            if not left[0]:
                raise CutOff
            left[0] -= 1
            replace(path, content)

        replace = files.replace_file
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "replace_file", replace_file)
            with suppress(CutOff):
                give_ids(self.on(side))

    @precondition(lambda self: "branch" not in self.line)
    @rule()
    def lose_the_list_while_every_id_stands_on_a_row_and_make_it_anew(self) -> None:
        standing = {cells["id"] for kind in KINDS for cells in rows_of(self.line["main"], kind)}
        given = {line.id for line in read_ids(folder_of(self.line["main"]), self.root).lines}
        if given and {str(id_) for id_ in given} <= standing:
            (folder_of(self.line["main"]) / "ids.csv").unlink()
            assert any("no such file" in str(problem.found) for problem in problems_of(self.line["main"]))
            give_ids(self.line["main"])

    @precondition(lambda self: "branch" not in self.line)
    @rule()
    def be_of_an_older_program(self) -> None:
        last: dict[str, int] = {}
        for line in read_ids(folder_of(self.line["main"]), self.root).lines:
            key = f"{line.id.clause},{line.id.kind}"
            last[key] = max(last.get(key, 0), line.id.number)
        text = "clause,kind,last\n" + "".join(f"{key},{number}\n" for key, number in last.items())
        (folder_of(self.line["main"]) / "ids.csv").write_text(text, encoding="utf-8")

    @precondition(lambda self: "branch" not in self.line)
    @rule()
    def begin_a_branch(self) -> None:
        give_ids(self.line["main"])
        for name in ("branch", "base"):
            shutil.copytree(self.line["main"].parent, self.root / name)
            self.line[name] = self.root / name / "data"

    @precondition(lambda self: "branch" in self.line)
    @rule()
    def merge_the_branch(self) -> None:
        main = self.line["main"]
        for name in ("ids.csv", *(f"{kind}.csv" for kind in KINDS)):
            base, ours, theirs = (self._lines(side, name) for side in ("base", "main", "branch"))
            kept = [line for line in ours if line in theirs or line not in base]
            kept += [line for line in theirs if line not in base and line not in ours]
            if kept:
                (folder_of(main) / name).write_bytes(b"".join(kept))
        for name in ("branch", "base"):
            shutil.rmtree(self.line.pop(name).parent)
        self._decide_what_the_check_asks()
        give_ids(main)
        assert problems_of(main) == []

    def _lines(self, side: str, name: str) -> list[bytes]:
        path = folder_of(self.line[side]) / name
        return path.read_bytes().splitlines(keepends=True) if path.exists() else []

    def _decide_what_the_check_asks(self) -> None:
        """Leave each id that is asked about with the fact that had it on the main line, as a curator would.

        Of a fact that was corrected on both sides the correction of the main line stays.
        """
        main = self.line["main"]
        asked = " ".join(str(problem) for problem in problems_of(main))
        try:
            give_ids(main)
        except InvalidData as error:
            assert all(str(issue) in asked for issue in error.issues)
        else:
            assert "given once" not in asked
        path = folder_of(main) / "ids.csv"
        lines = read(path) if path.exists() else []
        for id_ in {line["id"] for line in lines} | {cells["id"] for kind in KINDS for cells in rows_of(main, kind)} - {""}:
            if f"{id_}”" not in asked:
                continue
            quotes = [line["quote"] for line in lines if line["id"] == id_]
            owner = self.meant.get(id_, quotes[0] if quotes else "")
            lines = [line for line in lines if line["id"] != id_ or line["quote"] == owner]
            standing = False
            for kind in KINDS:
                rows = []
                for cells in rows_of(main, kind):
                    if cells["id"] != id_:
                        rows.append(cells)
                    elif cells["quote"] != owner:
                        rows.append(cells | {"id": ""})
                    elif not standing:
                        standing = True
                        rows.append(cells)
                write(main, kind, rows)
        if lines:
            files.write_rows(path, ["id", "digest", "quote"], lines)

    @invariant()
    def an_id_means_one_fact(self) -> None:
        for kind in KINDS:
            for cells in rows_of(self.line["main"], kind):
                if cells["id"]:
                    assert self.meant.setdefault(cells["id"], cells["quote"]) == cells["quote"], cells["id"]


@pytest.fixture(autouse=True)
def _without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files alone have to be enough."""
    monkeypatch.setattr(ids, "ids_in_history", lambda _: None)


TestCuration = Curation.TestCase
TestCuration.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
