"""Who leads, supports, pays and supervises, as lists and sentences say it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extraction.responsibilities.conventions import grammar as conventions
from kg.extraction.responsibilities.conventions import stated_conventions
from kg.extraction.responsibilities.groups import duties
from kg.extraction.responsibilities.groups import grammar as groups
from kg.extraction.responsibilities.lists import assigned_lists, grammar
from kg.extraction.responsibilities.rules import rules
from kg.extraction.responsibilities.sentences import said

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
    assert {text[slice(*one.name)]: one.role for one in said(text, "plans") if one.rule == rule} == example["roles"]


@pytest.mark.parametrize("example", groups()["examples"], ids=_ids)
def test_groups(example: dict[str, Any]) -> None:
    text = example["text"]
    assert {text[slice(*one.name)]: one.role for one in duties(text) if one.name} == example["roles"]


_CONVENTIONS = [(one["rule"], example) for one in conventions() for example in one["examples"]]


@pytest.mark.parametrize(("rule", "example"), _CONVENTIONS, ids=[_ids(example) for _, example in _CONVENTIONS])
def test_conventions(rule: str, example: dict[str, Any]) -> None:
    text = example["text"]
    found = [one for one in stated_conventions(text) if one.rule == rule]
    assert [text[one.start : one.end] for one in found] == [quote for quote in [example["quote"]] if quote]
    assert [text[slice(*one.bodies)] for one in found if one.bodies] == [bodies for bodies in [example.get("bodies")] if bodies]
