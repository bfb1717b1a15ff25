"""What a sample proves is exact, a class is accepted only after its sample, and what was accepted so stays marked."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from kg.errors import CannotDecide
from kg.review.drafts import read_drafts
from kg.review.sampling import bound, sample_size, shuffled
from tests.review.reviewing import draft_id, folder_of, ids, make_data, opened


@pytest.mark.parametrize(("size", "faults", "expected"), [(59, 0, 0.05), (299, 0, 0.01), (93, 1, 0.05)])
def test_a_large_class_has_the_binomial_bound(size: int, faults: int, expected: float) -> None:
    assert bound(1_000_000, size, faults) <= expected < bound(1_000_000, size - 2, faults)


def test_a_small_class_has_the_exact_bound_of_its_draws() -> None:
    """Of 9 drafts 4 are drawn and found right: by counting all draws, how many of 9 could be wrong."""
    draws = list(combinations(range(9), 4))
    chances = {wrong: sum(min(draw) >= wrong for draw in draws) / len(draws) for wrong in range(6)}
    most = max(wrong for wrong, chance in chances.items() if chance > 0.05)
    assert bound(9, 4, 0) == most / 9
    assert bound(9, 9, 3) == 0


def test_the_sample_is_as_small_as_its_bound_allows() -> None:
    for population in (20, 60, 400):
        size = sample_size(population)
        assert bound(population, size, 0) <= 0.05 < bound(population, size - 1, 0)
    assert sample_size(400) < 59 == sample_size(1_000_000) < sample_size(400, allowed=1)


def test_a_draw_is_repeatable_and_depends_on_its_seed() -> None:
    drafts = [str(number) for number in range(50)]
    assert shuffled(drafts, 7) == shuffled(reversed(drafts), 7) != shuffled(drafts, 8)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def test_a_class_is_accepted_after_its_sample_and_undone_as_a_class(data: Path) -> None:
    review = opened(data)
    subject = "responsibilities/responsibilities.test"
    with pytest.raises(CannotDecide):
        review.accept_class(subject)
    drawn = review.draw(subject, most=0.7)
    assert review.draw(subject, most=0.7) == drawn and drawn.sample is not None
    assert 0 < drawn.sample.size < drawn.sample.population == 3
    with pytest.raises(CannotDecide):
        review.accept_class(subject)
    for draft in drawn.drafts[: drawn.sample.size]:
        review.accept(draft)
    review.same_entry(next(iter(review.state.entries)), "910100-housing")
    made = review.accept_class(subject)
    assert made.sample is not None and (made.sample.faults, made.sample.size) == (0, drawn.sample.size)
    unseen = drawn.drafts[drawn.sample.size :]
    assert all(review.state.outcome(draft).by_sample for draft in unseen) and len(ids(data, "responsibilities")) == 3
    assert opened(data).progress().by_sample == len(unseen)
    review.undo(made.number)
    assert [review.state.outcome(draft).status for draft in unseen] == ["open"] * len(unseen)


def test_a_class_whose_sample_was_wrong_is_not_accepted(data: Path) -> None:
    review = opened(data)
    subject = "categories/categories.test"
    review.draw(subject)
    review.reject(draft_id(review, "categories"))
    assert review.draft_class(subject).failed
    with pytest.raises(CannotDecide):
        review.accept_class(subject)


def test_where_the_sample_of_measured_rules_failed_another_is_drawn_without_the_rule_at_fault(data: Path) -> None:
    drafts = read_drafts(folder_of(data))
    assert drafts is not None
    review = opened(data)
    review.state.kept = replace(drafts, drafts=tuple(replace(one, confidence=0.985) for one in drafts.drafts))
    review.state.__dict__.pop("drafts", None)
    first = review.draw("*/0.98")
    assert len(first.drafts) == 6
    review.reject(draft_id(review, "conditions"))
    assert review.draft_class("*/0.98").failed
    second = review.draw("*/0.98")
    assert second.number > first.number and draft_id(review, "conditions") not in second.drafts and len(second.drafts) == 5


def test_drafts_that_are_accepted_at_one_look_are_one_decision(data: Path) -> None:
    review = opened(data)
    made = review.accept_together([draft_id(review, "categories"), draft_id(review, "funding")])
    assert len(made.settled) == 2 and len(ids(data, "categories")) == len(ids(data, "funding")) == 1
    review.undo(made.number)
    assert ids(data, "categories") == ids(data, "funding") == []
