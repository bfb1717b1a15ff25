"""Drafts that are sure are accepted with their clause, and marked so; doubtful ones are decided one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import CannotDecide
from kg.review.cases import cases
from kg.review.order import SURE
from kg.review.review import Review
from tests.review.reviewing import DOCUMENT, FIRST, SECOND, draft_id, ids, make_data, opened


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def sure_of(data: Path, confidences: Mapping[str, float | None]) -> Review:
    """The review with these confidences by kind; other kinds were not measured."""
    review = opened(data)
    drafts = tuple(replace(one, confidence=confidences.get(one.kind)) for one in review.state.kept.drafts)
    review.state.kept = replace(review.state.kept, drafts=drafts)
    review.state.__dict__.pop("drafts", None)
    return review


def test_what_is_sure_is_accepted_when_the_clause_is_read_and_marked_so(data: Path) -> None:
    review = sure_of(data, {"responsibilities": SURE})
    assert all(item.sure for item in review.items(SECOND))
    review.mark_read(SECOND, with_sure=True)
    draft = review.items(SECOND)[0]
    assert draft.outcome.status == "accepted" and draft.outcome.with_clause and not draft.outcome.by_sample and not draft.sure
    assert opened(data).progress().with_clause == len(ids(data, "responsibilities")) == 1
    assert [case.looked_at for case in cases(data, DOCUMENT)] == [False]


def test_a_doubtful_draft_is_decided_by_itself_first(data: Path) -> None:
    review = sure_of(data, {"responsibilities": 1.0, "funding": SURE - 0.01, "categories": 1.0})
    with pytest.raises(CannotDecide):
        review.mark_read(FIRST, with_sure=True)
    assert review.progress().counts == {"open": 6}
    review.reject(draft_id(review, "funding"))
    review.mark_read(FIRST, with_sure=True)
    assert len(ids(data, "categories")) == 1 and review.progress().with_clause == 3


def test_nothing_is_accepted_with_a_clause_unless_it_is_asked_for(data: Path) -> None:
    review = sure_of(data, {"responsibilities": 1.0})
    with pytest.raises(CannotDecide):
        review.mark_read(SECOND)


def test_a_draft_of_a_sample_is_decided_by_itself(data: Path) -> None:
    review = sure_of(data, {"responsibilities": 1.0})
    drawn = review.draw("responsibilities/responsibilities.test")
    assert draft_id(review, "responsibilities", clause=SECOND) in drawn.drafts
    with pytest.raises(CannotDecide):
        review.mark_read(SECOND, with_sure=True)


def test_it_is_taken_back_in_two_steps(data: Path) -> None:
    review = sure_of(data, {"responsibilities": 1.0})
    review.mark_read(SECOND, with_sure=True)
    assert review.undo().withdrawn == () and ids(data, "responsibilities")
    review.undo()
    assert ids(data, "responsibilities") == [] and review.items(SECOND)[0].sure
