"""Deliverables: which documents a text says will be drawn up."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extraction.deliverables.phrases import words
from tests.extraction.drafting import drafted

HEAD = "云泽市人才工作若干措施\n"


def _rows(text: str) -> list[Any]:
    found = drafted(f"{HEAD}{text}\n", "deliverables")
    assert not found.refused
    return [one.fact.record for one in found.drafts]


@pytest.mark.parametrize("example", words()["examples"], ids=lambda example: example["text"][:20])
def test_examples(example: dict[str, Any]) -> None:
    assert sorted(row.title for row in _rows(example["text"])) == sorted(example["titles"])


def test_the_quote_begins_at_the_verb_and_ends_with_the_title() -> None:
    (row,) = _rows("一、技能\n健全体系，研究制定技能人才培养专项规划，建立培养制度。")
    assert row.quote == "研究制定技能人才培养专项规划"
