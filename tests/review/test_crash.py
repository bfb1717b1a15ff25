"""A process that is killed while it writes decisions loses none that it took; what was cut off is told and mended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import BrokenJournal
from kg.review.journal import DECISIONS, read_journal
from tests.review.reviewing import DOCUMENT, SECOND, draft_id, folder_of, ids, make_data, opened, rows

DECIDER = """
import sys
from pathlib import Path
from kg.review.opening import open_review
review = open_review(Path(sys.argv[1]), sys.argv[2], "甲")
while True:
    for draft in review.state.kept.drafts:
        made = review.accept(draft.id)
        print(made.number, made.action, flush=True)
        print(review.undo(made.number).number, "undo", flush=True)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def test_no_decision_is_lost_by_a_kill_in_the_middle(data: Path) -> None:
    command = [sys.executable, "-c", DECIDER, str(data), DOCUMENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())}) as decider:
        assert decider.stdout is not None
        told = [decider.stdout.readline().split() for _ in range(15)]
        os.kill(decider.pid, signal.SIGKILL)
        told += [line.split() for line in decider.stdout if line.endswith("\n")]
    review = opened(data, "乙")
    kept = [[str(one.number), one.action] for one in review.state.journal.decisions]
    assert kept[: len(told)] == told and len(kept) <= len(told) + 1
    held = {fact for kind in ("responsibilities", "categories", "funding") for fact in ids(data, kind)}
    decided = {outcome.fact for outcome in review.state.outcomes.drafts.values() if outcome.fact}
    assert held == {fact.removeprefix(f"{DOCUMENT}/") for fact in decided}
    given = [row["id"] for row in rows(data, "ids")]
    assert len(given) == len(set(given))


ALL = """
import sys
from pathlib import Path
from kg.errors import AlreadyDecided
from kg.review.opening import open_review
review = open_review(Path(sys.argv[1]), sys.argv[2], sys.argv[3], wait=60)
drafts = [one.id for one in review.state.kept.drafts]
for draft in drafts if sys.argv[3] == "甲" else reversed(drafts):
    try:
        review.accept(draft)
    except AlreadyDecided as error:
        assert error.by != sys.argv[3]
"""


def test_two_who_decide_at_once_decide_each_draft_once(data: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    deciders = [subprocess.Popen([sys.executable, "-c", ALL, str(data), DOCUMENT, by], env=environment) for by in ("甲", "乙")]
    assert [decider.wait(timeout=120) for decider in deciders] == [0, 0]
    review = opened(data)
    subjects = [one.subject for one in review.state.journal.decisions]
    assert sorted(subjects) == sorted(review.state.drafts)
    assert [one.known for one in review.state.journal.decisions] == list(range(len(subjects)))
    assert len(ids(data, "responsibilities")) == 2 and len(ids(data, "funding")) == 1


def test_a_torn_last_line_is_told_and_cut_off(data: Path) -> None:
    review = opened(data)
    review.accept(draft_id(review, "categories"))
    review.reject(draft_id(review, "conditions"))
    path = folder_of(data) / DECISIONS
    path.write_bytes(path.read_bytes()[:-20])
    again = opened(data)
    assert "1" in str(again.notices[0]) and DECISIONS in str(again.notices[0])
    assert again.state.outcome(draft_id(again, "conditions")).status == "open"
    again.accept(draft_id(again, "responsibilities", clause=SECOND))
    assert [one.action for one in read_journal(folder_of(data)).decisions] == ["accept", "accept"]


def test_a_row_that_a_crash_kept_from_its_file_is_written_on_opening(data: Path) -> None:
    review = opened(data)
    before = (folder_of(data) / "categories.csv").read_bytes()
    review.accept(draft_id(review, "categories"))
    (folder_of(data) / "categories.csv").write_bytes(before)
    opened(data)
    assert len(ids(data, "categories")) == 1


def test_a_clause_that_a_crash_kept_unread_is_read_on_opening(data: Path) -> None:
    review = opened(data)
    before = (folder_of(data) / "unread.csv").read_bytes()
    review.mark_read("c2", "无")
    (folder_of(data) / "unread.csv").write_bytes(before)
    assert "c2" not in opened(data).state.unread


def test_a_broken_line_before_the_last_is_not_passed_over(data: Path) -> None:
    review = opened(data)
    review.accept(draft_id(review, "categories"))
    path = folder_of(data) / DECISIONS
    path.write_bytes(b"{}\n" + path.read_bytes())
    with pytest.raises(BrokenJournal) as told:
        opened(data)
    assert told.value.line == 1
