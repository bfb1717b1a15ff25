"""`kg review`: how far a review is, and what it taught."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import kg
from tests.review.reviewing import DOCUMENT, draft_id, make_data, opened


def test_it_says_how_far_the_review_is_and_lists_cases(tmp_path: Path) -> None:
    data = make_data(tmp_path)
    review = opened(data)
    review.accept(draft_id(review, "categories"))
    review.reject(draft_id(review, "conditions"))
    said = kg("--lang", "en", "review", DOCUMENT, "--status", "--data", str(data))
    assert said.returncode == 0, said.stderr
    assert "1 accepted" in said.stdout and "1 rejected" in said.stdout
    listed = kg("review", "--cases", "--data", str(data))
    assert [json.loads(line)["verdict"] for line in listed.stdout.splitlines()] == ["wrong"]


def test_drafts_are_listed_with_what_became_of_them(tmp_path: Path) -> None:
    data = make_data(tmp_path)
    review = opened(data)
    review.accept(draft_id(review, "categories"))
    lines = kg("--lang", "zh", "review", DOCUMENT, "--drafts", "--data", str(data)).stdout.splitlines()[1:]
    assert "accepted\tc1-s1\tcategories.test\t人才：博士，即 博士" in lines and len(lines) == 6


def test_a_document_must_be_named(tmp_path: Path) -> None:
    assert kg("review", "--status", "--data", str(tmp_path)).returncode == 2
