"""What there is to review: in order, in plain words, with what may stand in each column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kg.model.facts import FACT_KINDS
from kg.review import readings
from kg.review.model import DraftRow, ProposedEntry
from kg.review.order import bases_of, by_risk
from kg.review.readings import reading
from tests.review.reviewing import FIRST, SECOND, draft_id, make_data, opened


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def test_a_draft_reads_in_plain_words(data: Path) -> None:
    review = opened(data)
    offer, body = review.item(draft_id(review, "funding")), review.item(draft_id(review, "responsibilities", clause=SECOND))
    assert reading("funding", offer.values, review.state, "zh") == "给博士：补贴 20万元；人才：博士"
    assert reading("responsibilities", body.values, review.state, "zh") == "市财政局：责任（明确分派）"
    added = {"kind": "reimbursement", "rate_max": "0.5", "amount_min": "1500", "amount_max": "30000"}
    assert "1500元—3万元 ≤50%" in reading("funding", added, review.state, "zh")


def test_every_kind_has_a_reading_whose_values_are_its_columns() -> None:
    templates = yaml.safe_load(Path(readings._FILE).read_text(encoding="utf-8"))
    assert templates.keys() == FACT_KINDS.keys()
    for kind, template in templates.items():
        for words in template.values():
            assert set(readings._NAME.findall(words)) <= {*FACT_KINDS[kind].model_fields, "money", "rate", "value"}, kind


def test_the_choices_of_a_column_are_entries_proposed_first_and_decided_facts(data: Path) -> None:
    review = opened(data)
    agencies = review.entry_choices("agency")
    assert next(iter(agencies.values())) == "市海洋局" and "市财政局" in agencies.values()
    assert review.fact_choices("funding", FIRST) == {}
    review.accept(draft_id(review, "categories"))
    review.accept(draft_id(review, "funding"))
    assert list(review.fact_choices("funding", FIRST, "zh").values()) == ["给博士：补贴 20万元；人才：博士"]


def test_what_is_likely_wrong_and_matters_comes_first() -> None:
    def draft(kind: str, confidence: float | None) -> DraftRow:
        return DraftRow(f"{kind} {confidence}", kind, "c1", (0, 1), (), {}, "", confidence)

    found = by_risk([draft("citations", 0.5), draft("funding", 0.99), draft("funding", 0.6), draft("targets", None)])
    assert [one.id for one in found] == ["targets None", "funding 0.6", "citations 0.5", "funding 0.99"]


def test_an_entry_comes_after_those_that_it_rests_on() -> None:
    entries = {
        "letters-a": ProposedEntry("letters-a", "category", {"id": "letters-a", "scheme": "letters", "broader": "letters-all"}, (0, 1)),
        "letters-all": ProposedEntry("letters-all", "category", {"id": "letters-all", "scheme": "letters"}, (0, 1)),
        "letters": ProposedEntry("letters", "scheme", {"id": "letters", "place": "910100"}, (0, 1)),
    }
    assert {id_: bases_of(entry, entries) for id_, entry in entries.items()} == {
        "letters-a": {"letters", "letters-all"},
        "letters-all": {"letters"},
        "letters": set(),
    }


def test_clauses_progress_and_where_to_go_on(data: Path) -> None:
    review = opened(data)
    queue = review.queue()
    assert queue[:2] == [FIRST, SECOND] and review.resume() == FIRST
    review.accept(draft_id(review, "responsibilities", clause=SECOND))
    assert review.resume() == SECOND
    review.mark_read(SECOND)
    assert SECOND not in review.queue() and review.resume() == FIRST
    done = review.progress()
    assert (done.counts, done.clauses_read, done.decisions) == ({"open": 5, "accepted": 1}, 1, 2)
    (proposal,) = review.proposals()
    assert (proposal.waiting, proposal.decided) == (1, None)


def test_a_clause_shows_the_entries_that_it_waits_for_with_those_that_these_rest_on(data: Path) -> None:
    review = opened(data)
    (proposal,) = review.proposals_for(FIRST)
    assert proposal.entry.row["name"] == "市海洋局" and review.proposals_for(SECOND) == []
    group = ProposedEntry("sea", "agency", {"id": "sea", "place": "910100"}, (0, 1))
    below = replace(proposal.entry, row={**proposal.entry.row, "part_of": "sea"})
    review.state.kept = replace(review.state.kept, entries=(below, group))
    vars(review.state).pop("entries", None)
    assert [one.entry.id for one in review.proposals_for(FIRST)] == ["sea", below.id]
    review.reject(draft_id(review, "responsibilities", agency="市海洋局"))
    assert review.proposals_for(FIRST) == []


def test_telling_words_that_nobody_quoted_are_gaps(data: Path) -> None:
    review = opened(data)
    offer = {"clause": SECOND, "quote": "对全职引进的硕士，给予5万元奖励", "kind": "reward", "recipient": "硕士"}
    assert any("5万元" in gap.words for gap in review.gaps(SECOND))
    review.add("funding", {**offer, "amount_min": "50000", "amount_max": "50000", "period": "unspecified"})
    assert not review.gaps(SECOND)
