"""Rejected and edited drafts, and facts that were missed, are cases for the rules that draft."""

from __future__ import annotations

from pathlib import Path

from kg.review.cases import cases
from tests.review.reviewing import SECOND, draft_id, make_data, opened


def test_what_was_decided_otherwise_is_a_case_with_the_columns_that_differ(tmp_path: Path) -> None:
    data = make_data(tmp_path)
    review = opened(data)
    review.edit(draft_id(review, "responsibilities", clause=SECOND), {"role": "support"})
    review.reject(draft_id(review, "conditions"))
    review.accept(draft_id(review, "categories"))
    review.undo(review.accept(draft_id(review, "responsibilities", agency="市财政局")).number)
    found = list(cases(data))
    assert [(case.kind, case.verdict) for case in found] == [
        ("responsibilities", "edited"),
        ("conditions", "wrong"),
        ("categories", "right"),
    ]
    assert found[0].changed == {"role": ("responsible", "support")}
