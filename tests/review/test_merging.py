"""Two people review a document in two clones, and git merges what they did: nothing is lost, nothing stands twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg import paths
from kg.errors import BrokenJournal, InvalidData
from kg.loaders.documents import load_document
from kg.review.cases import cases
from kg.review.journal import DECISIONS, read_journal
from kg.review.merging import told_of_data
from kg.review.review import Review
from tests.review.reviewing import FIRST, SECOND, draft_id, folder_of, ids, make_data, opened, rows, shared

OTHER_OFFER = {
    "clause": FIRST, "quote": "给予20万元补贴", "kind": "subsidy", "recipient": "博士", "amount_min": "200000", "amount_max": "200000",
    "period": "unspecified",
}  # fmt: skip


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """The data of 甲 and of 乙, who cloned it before either decided."""
    one = make_data(tmp_path / "one")
    shutil.copy(paths.DATA.parent / ".gitattributes", one / ".gitattributes")
    opened(one)
    git(one, "init", "-q", "-b", "main")
    commit(one)
    other = tmp_path / "two" / "data"
    other.parent.mkdir()
    subprocess.run(["git", "clone", "-q", str(one), str(other)], check=True, capture_output=True)
    shutil.copy(folder_of(one) / "drafts.jsonl", folder_of(other))
    return one, other


def git(data: Path, *arguments: str) -> int:
    names = {f"GIT_{role}_{part}": "t@t" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    done = subprocess.run(["git", "-C", str(data), *arguments], capture_output=True, env=os.environ | names)
    return done.returncode


def commit(data: Path) -> None:
    assert git(data, "add", "-A") == 0 and git(data, "commit", "-qm", "reviewed") == 0


def merged(clones: tuple[Path, Path]) -> Review:
    """The review in the clone of 甲, with what 乙 did merged in. It loads as `kg check` loads it."""
    one, other = clones
    commit(one)
    commit(other)
    assert git(one, "pull", "-q", "--no-rebase", str(other), "main") == 0
    review = opened(one, "丙")
    _, issues = load_document(folder_of(one), one, review.state.registry, shared().vocabulary.codes, one.parent)
    assert [str(issue) for issue in issues] == []
    again = opened(one)
    assert {id_: again.state.outcome(id_) for id_ in again.state.drafts} == {id_: review.state.outcome(id_) for id_ in again.state.drafts}
    return again


def agency(review: Review, name: str) -> str:
    return draft_id(review, "responsibilities", agency=name, clause=FIRST)


def test_decisions_on_other_clauses_are_all_there(clones: tuple[Path, Path]) -> None:
    first, second = opened(clones[0], "甲"), opened(clones[1], "乙")
    first.accept(draft_id(first, "categories"))
    second.accept(draft_id(second, "responsibilities", clause=SECOND))
    second.mark_read(SECOND)
    review = merged(clones)
    assert sorted(one.by for one in review.state.journal.decisions) == ["乙", "乙", "甲"]
    assert ids(clones[0], "categories") == [f"{FIRST}/categories/1"]
    assert ids(clones[0], "responsibilities") == [f"{SECOND}/responsibilities/1"]
    assert SECOND not in review.state.unread and not review.notices


def test_clauses_that_each_read_are_read(clones: tuple[Path, Path]) -> None:
    opened(clones[0], "甲").mark_read("c2", "无")
    opened(clones[1], "乙").mark_read("c1", "标题")
    assert not {"c1", "c2"} & merged(clones).state.unread.keys()
    assert {row["clause"] for row in rows(clones[0], "read")} == {"c1", "c2"}


def test_a_fact_that_both_accept_is_one_row(clones: tuple[Path, Path]) -> None:
    for data, by in zip(clones, "甲乙", strict=True):
        review = opened(data, by)
        review.accept(draft_id(review, "categories"))
    review = merged(clones)
    assert len(ids(clones[0], "categories")) == 1 and not review.notices
    assert [one.verdict for one in cases(clones[0])] == ["right"]
    assert review.state.outcome(draft_id(review, "categories")).by == "甲"


def test_an_id_of_two_facts_stays_with_the_first_and_the_other_gets_a_new_one(clones: tuple[Path, Path]) -> None:
    first, second = opened(clones[0], "甲"), opened(clones[1], "乙")
    first.accept(agency(first, "市财政局"))
    made = second.accept_with_entries(agency(second, "市海洋局"))
    review = merged(clones)
    named = {row["agency"]: row["id"].rpartition("/")[2] for row in rows(clones[0], "responsibilities")}
    assert named["市财政局"] == "1" and sorted(named.values()) == ["1", "2"] and len(named) == 2
    assert review.state.outcome(agency(review, "市海洋局")).by == made.by
    given = [row["id"] for row in rows(clones[0], "ids")]
    assert len(given) == len(set(given))


def test_what_rests_on_a_fact_goes_with_its_new_id(clones: tuple[Path, Path]) -> None:
    first, second = opened(clones[0], "甲"), opened(clones[1], "乙")
    first.add("funding", OTHER_OFFER)
    for kind in ("categories", "funding", "conditions"):
        second.accept(draft_id(second, kind))
    review = merged(clones)
    offers = {row["quote"]: row["id"] for row in rows(clones[0], "funding")}
    (condition,) = rows(clones[0], "conditions")
    assert len(offers) == 2 and condition["offer"] == offers["对新引进的博士，给予20万元补贴"] != offers["给予20万元补贴"]
    review.undo(review.state.outcome(draft_id(review, "funding")).decision)
    assert [row["quote"] for row in rows(clones[0], "funding")] == ["给予20万元补贴"] and not rows(clones[0], "conditions")


def test_of_two_who_decide_otherwise_the_first_holds_and_both_are_told(clones: tuple[Path, Path]) -> None:
    first, second = opened(clones[0], "甲"), opened(clones[1], "乙")
    first.reject(draft_id(first, "categories"))
    second.accept(draft_id(second, "categories"))
    review = merged(clones)
    assert not ids(clones[0], "categories")
    (told,) = review.notices
    assert "甲" in str(told) and "乙" in str(told) and list(told_of_data(clones[0])) == [told]
    review.undo(review.state.outcome(draft_id(review, "categories")).decision)
    review.accept(draft_id(review, "categories"))
    assert not opened(clones[0]).notices and len(ids(clones[0], "categories")) == 1


@pytest.mark.parametrize("by", [0, 1])
def test_what_one_takes_back_is_still_there_of_the_other(clones: tuple[Path, Path], by: int) -> None:
    reviews = opened(clones[0], "甲"), opened(clones[1], "乙")
    made = [review.accept(draft_id(review, "categories")) for review in reviews]
    reviews[by].undo(made[by].number)
    review = merged(clones)
    kept = review.state.outcome(draft_id(review, "categories"))
    assert (kept.status, kept.by) == ("accepted", "乙甲"[by])
    assert len(ids(clones[0], "categories")) == 1


def test_a_review_that_goes_on_after_a_merge_can_be_merged_again(clones: tuple[Path, Path]) -> None:
    first, second = opened(clones[0], "甲"), opened(clones[1], "乙")
    first.accept(agency(first, "市财政局"))
    second.accept(draft_id(second, "responsibilities", clause=SECOND))
    merged(clones).accept(draft_id(first, "categories"))
    opened(clones[1], "乙").mark_read(SECOND)
    review = merged(clones)
    numbers = [one.number for one in review.state.journal.decisions]
    assert numbers == sorted(set(numbers)) and len(numbers) == 4
    assert [len(ids(clones[0], kind)) for kind in ("responsibilities", "categories")] == [2, 1]


def test_an_unfinished_merge_is_named(clones: tuple[Path, Path]) -> None:
    (clones[0] / ".gitattributes").unlink()
    for data, by in zip(clones, "甲乙", strict=True):
        review = opened(data, by)
        review.accept(draft_id(review, "categories"))
        commit(data)
    assert git(clones[0], "pull", "-q", "--no-rebase", str(clones[1]), "main") == 1
    with pytest.raises(InvalidData) as told:
        read_journal(folder_of(clones[0]))
    assert DECISIONS in str(told.value) and "<<<<<<<" in str(told.value)


def test_an_undo_whose_decision_is_gone_is_named(clones: tuple[Path, Path]) -> None:
    review = opened(clones[0])
    review.undo(review.accept(draft_id(review, "categories")).number)
    path = folder_of(clones[0]) / DECISIONS
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(BrokenJournal):
        opened(clones[0])
