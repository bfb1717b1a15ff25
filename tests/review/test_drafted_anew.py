"""Drafts are made anew where text or rules changed, and what was decided holds on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.review import drafts as kept_drafts
from kg.review import opening
from kg.review.drafts import DRAFTS, Made
from kg.review.model import Decision, DraftRow, Settled
from kg.review.outcomes import Outcomes
from kg.review.same import same_as_before
from tests.review.reviewing import SECOND, draft_id, drafts_of, folder_of, make_data, opened


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make_data(tmp_path)
    monkeypatch.setattr(opening, "draft", lambda source: drafts_of(made))
    return made


def test_they_are_read_as_they_were_kept(data: Path) -> None:
    assert not opened(data).notices
    kept = kept_drafts.read_drafts(folder_of(data))
    assert kept == kept_drafts.keep(drafts_of(data))


@pytest.mark.parametrize("changed", ["text", "rules"])
def test_what_is_out_of_date_is_told_and_drafted_anew(data: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    review = opened(data)
    draft = draft_id(review, "responsibilities", clause=SECOND)
    review.edit(draft, {"role": "support"})
    made = kept_drafts.made_of

    def other(text: str) -> Made:
        return replace(made(text), **{changed: "other"})

    for module in (kept_drafts, opening):
        monkeypatch.setattr(module, "made_of", other)
    again = opened(data)
    assert len(again.notices) == 2
    assert again.state.outcome(draft).status == "edited" and len(again.state.kept.drafts) == len(review.state.kept.drafts)
    assert not opened(data).notices


def test_drafts_that_cannot_be_read_are_made_anew(data: Path) -> None:
    (folder_of(data) / DRAFTS).write_text("{", encoding="utf-8")
    assert len(opened(data).state.kept.drafts) == 6


def _row(id_: str, of: str, **values: str) -> DraftRow:
    return DraftRow(id_, of, "c1", (0, 5), (), {"clause": "c1", "quote": "对博士给予补贴"} | values, "", None)


def test_a_draft_under_another_id_that_says_the_same_is_decided() -> None:
    """A programme was entered under an id of its own, an offer was drafted from it anew, and a condition from that offer."""
    before = [_row("d1", "funding", kind="subsidy", period="once", programs="new-1"), _row("d2", "conditions", offer="d1", kind="degree")]
    entered = Decision(1, "", "甲", "accept_entry", "new-1", entry={"kind": "programme", "id": "yunyan"})
    first = Settled("d1", "funding", before[0].values, before[0].values | {"programs": "yunyan"}, "f1")
    second = Settled("d2", "conditions", before[1].values, before[1].values, "f2")
    decisions = [
        entered,
        Decision(2, "", "甲", "accept", "d1", (first,)),
        Decision(3, "", "甲", "reject", "d2", (replace(second, fact=""),)),
    ]
    after = [_row("n1", "funding", kind="subsidy", period="once", programs="yunyan"), _row("n2", "conditions", offer="n1", kind="degree")]
    found = same_as_before(after, decisions, Outcomes.of(decisions), {})
    assert (found["n1"].fact, found["n1"].status, found["n2"].status) == ("f1", "accepted", "rejected")
    other = [replace(after[0], values=after[0].values | {"quote": "对硕士给予奖励"})]
    assert same_as_before(other, decisions, Outcomes.of(decisions), {}) == {}


def test_rows_that_were_entered_by_hand_settle_the_drafts_that_say_the_same() -> None:
    draft = _row("n1", "funding", kind="subsidy", period="once")
    rows = {"funding": {"f9": {**draft.values, "quote": "给予补贴", "apply_window": "每年3月"}}}
    assert same_as_before([draft], [], Outcomes(), rows)["n1"].fact == "f9"
