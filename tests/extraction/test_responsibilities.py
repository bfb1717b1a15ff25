"""Who leads, supports, pays and supervises, as lists and sentences say it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extraction.responsibilities.lists import assigned_lists, grammar
from kg.extraction.responsibilities.sentences import rules, said

_RULES = [(rule.name, example) for rule in rules() for example in rule.examples]


def _ids(example: dict[str, Any]) -> str:
    return str(example["text"])


@pytest.mark.parametrize("example", grammar()["examples"], ids=_ids)
def test_lists(example: dict[str, Any]) -> None:
    text = example["text"]
    assert {text[slice(*one.name)]: one.role for listed in assigned_lists(text) for one in listed} == example["roles"]


@pytest.mark.parametrize(("rule", "example"), _RULES, ids=[_ids(example) for _, example in _RULES])
def test_sentences(rule: str, example: dict[str, Any]) -> None:
    text = example["text"]
    assert {text[slice(*one.name)]: one.role for one in said(text, plan=True) if one.rule == rule} == example["roles"]
