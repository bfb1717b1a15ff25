"""Offers of money: each example of the rules' files is drafted as it says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction.funding import vocabulary
from kg.extraction.funding.promises import FILE as PROMISE_RULES
from kg.extraction.proposal import Draft
from tests.extraction.drafting import drafted

EXAMPLES = yaml.safe_load((Path(vocabulary.FILE).parent / "examples.yaml").read_text(encoding="utf-8"))
PROMISES = yaml.safe_load(PROMISE_RULES.read_text(encoding="utf-8"))
_HEAD = "云泽市人才工作若干措施\n一、总体要求\n坚持党管人才。\n二、有关安排\n"


def _drafts(text: str) -> list[Draft]:
    found = drafted(f"{_HEAD}{text}\n", "funding")
    assert not found.refused
    return sorted(found.drafts, key=_place)


def _place(draft: Draft) -> tuple[int, int, str]:
    record = draft.fact.record
    value = str(getattr(record, "value_text", None) or "")
    words = draft.fact.evidence.quote
    sums = [figure for figure in (getattr(record, "amount_max", None), getattr(record, "amount_min", None)) if figure is not None]
    return draft.span[1], words.find(value) if value else 0, str(sums)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _states(draft: Draft, row: dict[str, Any]) -> bool:
    return all(_plain(getattr(draft.fact.record, name)) == value for name, value in row.items())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_a_sentence_is_drafted_as_its_example_says(example: dict[str, Any]) -> None:
    left = _drafts(example["text"])
    for row in example["rows"]:
        found = next((draft for draft in left if _states(draft, row)), None)
        assert found, (row, [draft.fact.record for draft in left])
        left.remove(found)
    assert not left


@pytest.mark.parametrize("example", [one for rule in PROMISES["rules"] for one in rule["examples"]], ids=lambda one: one["text"])
def test_a_promise_without_a_figure_is_drafted(example: dict[str, Any]) -> None:
    wanted = {"value_text" if name == "value" else name: value for name, value in example.items() if name != "text"}
    drafts = _drafts(example["text"])
    assert any(_states(draft, wanted) for draft in drafts), [draft.fact.record for draft in drafts]


def test_who_receives_it_is_known_from_the_sentence_before() -> None:
    (draft,) = _drafts("面向首次落户的企业发放创新券。对检测费用给予100%补贴，单项最高5万元。")
    record = draft.fact.record
    assert getattr(record, "recipient", None) == "首次落户的企业"
    assert draft.fact.evidence.context


def test_words_of_an_offer_reach_from_whom_it_is_for_to_what_is_paid() -> None:
    (draft,) = _drafts("各县区要加大力度，对考核优秀的基地给予20万元奖励，并在媒体宣传。")
    assert draft.fact.evidence.quote == "对考核优秀的基地给予20万元奖励"


def test_items_of_a_list_get_what_the_words_above_it_name() -> None:
    drafts = _drafts("（一）生活补贴。对引进的人才，按以下标准每月给予生活补贴：\n1.博士：3000元；\n2.硕士：2000元。\n")
    rows = [(getattr(one.fact.record, "recipient", ""), getattr(one.fact.record, "purpose", ""), one.fact.record.clause) for one in drafts]
    assert sorted(rows) == [("博士", "生活补贴", "c2-s1-i1"), ("硕士", "生活补贴", "c2-s1-i2")]
    assert all(one.fact.evidence.context for one in drafts)


def test_a_heading_may_name_what_its_items_get() -> None:
    drafts = _drafts("（一）购房补贴。\n1.A类人才最高500万元。\n2.B类人才最高200万元。\n")
    assert [(getattr(one.fact.record, "purpose", ""), getattr(one.fact.record, "amount_max", 0)) for one in drafts] == [
        ("购房补贴", 5_000_000),
        ("购房补贴", 2_000_000),
    ]


def test_every_kind_of_payment_has_an_example() -> None:
    shown = {row["kind"] for example in EXAMPLES for row in example["rows"] if "kind" in row}
    shown |= {one["kind"] for rule in PROMISES["rules"] for one in rule["examples"]}
    assert shown >= set(vocabulary.by_word("payments").values()) - {"salary"}
