"""A decision is on disk when it is taken; what is accepted is an ordinary row with an ordinary id; everything can be taken back."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import AlreadyDecided, CannotDecide, NotProven
from kg.i18n import LANGUAGES
from kg.loaders.documents import load_document
from kg.review.journal import read_journal
from kg.review.model import DraftRow, ProposedEntry
from kg.review.rows import clauses_in
from tests.review.reviewing import DOCUMENT, FIRST, SECOND, draft_id, folder_of, ids, make_data, opened, rows, shared


def _registered(data: Path) -> dict[str, dict[str, str]]:
    with (data / "registry" / "agencies" / "910100.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def test_an_accepted_draft_is_a_row_with_an_id_and_its_decision_says_who_and_when(data: Path) -> None:
    review = opened(data)
    made = review.accept(draft_id(review, "responsibilities", clause=SECOND))
    assert ids(data, "responsibilities") == [f"{SECOND}/responsibilities/1"]
    assert rows(data, "responsibilities")[0]["agency"] == "市财政局"
    assert f"{DOCUMENT}/{SECOND}/responsibilities/1" in (folder_of(data) / "ids.csv").read_text("utf-8-sig")
    (kept,) = read_journal(folder_of(data)).decisions
    assert kept == made and (kept.by, kept.action) == ("甲", "accept") and kept.settled[0].drafted["agency"] == "市财政局"


def test_what_rests_on_another_draft_waits_for_it_and_then_has_its_real_id(data: Path) -> None:
    review = opened(data)
    condition, offer = draft_id(review, "conditions"), draft_id(review, "funding")
    assert not review.accept(condition).settled[0].fact
    assert not review.accept(offer).settled[0].fact
    assert review.state.outcome(condition).status == review.state.outcome(offer).status == "waiting"
    review.accept(draft_id(review, "categories"))
    assert review.state.outcome(condition).status == review.state.outcome(offer).status == "accepted"
    assert rows(data, "conditions")[0]["offer"] == f"{DOCUMENT}/{FIRST}/funding/1"


def test_undo_takes_the_row_out_with_those_that_rest_on_it_and_gives_no_id_twice(data: Path) -> None:
    review = opened(data)
    for kind in ("categories", "funding", "conditions"):
        review.accept(draft_id(review, kind))
    use = next(one.number for one in review.state.journal.decisions if one.settled[0].kind == "categories")
    review.undo(use)
    assert ids(data, "categories") == ids(data, "funding") == ids(data, "conditions") == []
    assert review.state.outcome(draft_id(review, "categories")).status == "open"
    assert review.state.outcome(draft_id(review, "funding")).status == "waiting"
    review.accept(draft_id(review, "categories"))
    assert ids(data, "funding") == [f"{FIRST}/funding/2"]
    assert rows(data, "conditions")[0]["offer"] == f"{DOCUMENT}/{FIRST}/funding/2"
    with pytest.raises(CannotDecide):
        review.undo(use)


def test_what_cannot_be_without_a_rejected_draft_is_rejected_with_it(data: Path) -> None:
    review = opened(data)
    condition, offer = draft_id(review, "conditions"), draft_id(review, "funding")
    review.accept(condition)
    made = review.reject(offer)
    assert review.state.outcome(condition).status == "rejected" and ids(data, "conditions") == []
    review.undo(made.number)
    assert (review.state.outcome(offer).status, review.state.outcome(condition).status) == ("open", "waiting")


def test_an_offer_waits_as_long_as_the_use_of_its_category_is_rejected(data: Path) -> None:
    review = opened(data)
    offer = draft_id(review, "funding")
    review.accept(offer)
    rejected = review.reject(draft_id(review, "categories"))
    assert review.state.outcome(offer).status == "waiting" and ids(data, "funding") == []
    review.undo(rejected.number)
    review.accept(draft_id(review, "categories"))
    assert review.state.outcome(offer).status == "accepted"


def test_an_edited_value_is_proven(data: Path) -> None:
    review = opened(data)
    draft = draft_id(review, "responsibilities", clause=SECOND)
    wrong = review.check("responsibilities", {**review.state.drafts[draft].values, "agency": "市人社局"})
    assert [fault.column for fault in wrong] == ["agency"] and "市人社局" in str(wrong[0].sentence)
    assert {language: "应为" in wrong[0].sentence.text(language) for language in LANGUAGES} == {"zh": True, "en": False}
    with pytest.raises(NotProven):
        review.edit(draft, {"agency": "市人社局"})
    review.edit(draft, {"role": "support"})
    assert rows(data, "responsibilities")[0]["role"] == "support"
    (decision,) = read_journal(folder_of(data)).decisions
    assert (decision.settled[0].drafted["role"], decision.settled[0].decided["role"]) == ("responsible", "support")


def test_a_fact_that_was_missed_is_added(data: Path) -> None:
    review = opened(data)
    offer = {"clause": SECOND, "quote": "对全职引进的硕士，给予5万元奖励", "kind": "reward", "recipient": "硕士"}
    added = review.add("funding", {**offer, "amount_min": "50000", "amount_max": "50000", "period": "unspecified"})
    assert ids(data, "funding") == [f"{SECOND}/funding/1"]
    review.undo(added.number)
    assert ids(data, "funding") == []


def test_a_second_reviewer_is_told_what_the_first_decided(data: Path) -> None:
    one, other = opened(data, "甲"), opened(data, "乙")
    draft = draft_id(one, "responsibilities", clause=SECOND)
    one.edit(draft, {"role": "support"})
    with pytest.raises(AlreadyDecided) as told:
        other.reject(draft)
    assert "甲" in str(told.value) and "role=support" in str(told.value)
    other.accept(draft_id(other, "responsibilities", clause=FIRST, agency="市财政局"))
    assert one.refresh() and not one.refresh()
    assert [decision.by for decision in one.state.journal.decisions] == ["甲", "乙"]
    assert len(rows(data, "responsibilities")) == 2


def test_one_decision_on_a_registry_proposal_settles_the_facts_that_wait_for_it(data: Path) -> None:
    review = opened(data)
    (proposal,) = review.state.entries
    draft = draft_id(review, "responsibilities", agency="市海洋局")
    review.accept(draft)
    assert review.state.outcome(draft).status == "waiting"
    made = review.accept_entry(proposal, {"id": "910100-ocean", "name": "市海洋发展局", "function": "general"})
    assert [one.released for one in made.settled] == [True]
    assert review.state.outcome(draft).fact == f"{DOCUMENT}/{FIRST}/responsibilities/1"
    assert _registered(data)["910100-ocean"]["aliases"] == "市海洋局"
    review.undo(made.number)
    assert "910100-ocean" not in _registered(data) and rows(data, "responsibilities") == []
    review.same_entry(proposal, "910100-housing")
    assert _registered(data)["910100-housing"]["aliases"] == "市海洋局"
    assert ids(data, "responsibilities") == [f"{FIRST}/responsibilities/2"]


def test_words_that_name_several_proposals_become_the_alias_of_none(data: Path) -> None:
    """“甲、乙类人才” would name two categories, which the build refuses."""
    review = opened(data)
    entries = tuple(
        ProposedEntry(id_, "category", {"id": id_, "scheme": "common", "name": name, "source": "虚构"}, (0, 1))
        for id_, name in (("yunze-a", "云泽甲类"), ("yunze-b", "云泽乙类"))
    )
    uses = tuple(
        DraftRow(f"use of {one.id}", "categories", FIRST, (0, 1), (), {"name": "甲、乙类人才", "category": one.id}, "test", None, (one.id,))
        for one in entries
    )
    alone = replace(uses[0], id="use alone", values={**uses[0].values, "name": "甲类人才"})
    review.state.kept = replace(review.state.kept, drafts=(*review.state.kept.drafts, *uses, alone), entries=entries)
    for name in ("drafts", "entries"):
        vars(review.state).pop(name, None)
    first, second = (review.accept_entry(one.id).entry for one in entries)
    assert (first.get("row.aliases"), second.get("row.aliases", "")) == ("甲类人才", "")


def test_a_draft_is_accepted_together_with_what_it_alone_needs(data: Path) -> None:
    review = opened(data)
    (proposal,) = review.state.entries
    review.accept_with_entries(draft_id(review, "responsibilities", agency="市海洋局"))
    assert [one.action for one in review.state.journal.decisions] == ["accept_entry", "accept"]
    assert proposal in _registered(data) and ids(data, "responsibilities") == [f"{FIRST}/responsibilities/1"]


def test_facts_that_cannot_be_without_a_rejected_entry_are_rejected_with_it(data: Path) -> None:
    review = opened(data)
    (proposal,) = review.state.entries
    made = review.reject_entry(proposal)
    assert review.state.outcome(draft_id(review, "responsibilities", agency="市海洋局")).status == "rejected"
    review.undo(made.number)
    assert review.state.outcome(draft_id(review, "responsibilities", agency="市海洋局")).status == "open"


def test_a_clause_is_read_when_its_facts_are_decided(data: Path) -> None:
    review = opened(data)
    assert {FIRST, SECOND, "c2"} <= clauses_in(folder_of(data) / "unread.csv").keys()
    with pytest.raises(CannotDecide):
        review.mark_read(SECOND)
    made = review.accept(draft_id(review, "responsibilities", clause=SECOND))
    review.mark_read(SECOND)
    read = review.mark_read("c2", "标题")
    assert clauses_in(folder_of(data) / "read.csv") == {"c2": "标题"}
    assert not {SECOND, "c2"} & clauses_in(folder_of(data) / "unread.csv").keys()
    review.undo(read.number)
    review.undo(made.number)
    assert {SECOND, "c2"} <= clauses_in(folder_of(data) / "unread.csv").keys()
    assert clauses_in(folder_of(data) / "read.csv") == {}


def test_a_document_under_review_loads_with_what_is_accepted(data: Path) -> None:
    review = opened(data)
    for kind in ("categories", "funding", "conditions"):
        review.accept(draft_id(review, kind))
    record, issues = load_document(folder_of(data), data, review.state.registry, shared().vocabulary.codes, data.parent)
    assert not issues and record is not None and len(record.facts) == 3
