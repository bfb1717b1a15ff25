"""Sums of tables: each cell with its row, its column and their unit."""

from __future__ import annotations

from kg.extraction.proposal import Draft
from kg.model.facts import FundingOffer
from tests.extraction.drafting import drafted

_HEAD = "云泽市人才工作若干措施\n一、总体要求\n坚持党管人才。\n二、补贴标准\n"


def _offers(text: str) -> list[tuple[Draft, FundingOffer]]:
    found = drafted(_HEAD + text, "funding")
    assert not found.refused
    return [(draft, draft.fact.record) for draft in found.drafts if isinstance(draft.fact.record, FundingOffer)]


def test_rows_are_recipients_and_columns_payments_in_the_unit_of_the_head() -> None:
    offers = _offers("对人才按下表补贴。\n人才类别\t购房补贴（万元）\t租房补贴（元/月）\nA类人才\t500\t10000\nB类人才\t最高200\t5000\n")
    rows = [(o.recipient, o.purpose, o.amount_min, o.amount_max, o.period) for _, o in offers]
    assert rows == [
        ("A类人才", "购房补贴", 5_000_000, 5_000_000, "unspecified"),
        ("A类人才", "租房补贴", 10_000, 10_000, "month"),
        ("B类人才", "购房补贴", None, 2_000_000, "unspecified"),
        ("B类人才", "租房补贴", 5_000, 5_000, "month"),
    ]
    assert all(draft.fact.evidence.context for draft, _ in offers)


def test_rows_may_be_payments_and_columns_recipients() -> None:
    offers = _offers("层次\t博士\t硕士\n生活补贴\t每月3000元\t每月2000元\n")
    assert [(o.kind, o.recipient, o.purpose, o.amount_max, o.period) for _, o in offers] == [
        ("subsidy", "博士", "生活补贴", 3000, "month"),
        ("subsidy", "硕士", "生活补贴", 2000, "month"),
    ]


def test_columns_may_be_tiers_and_the_line_above_the_payment_and_the_unit() -> None:
    offers = _offers("平台建设补助表\n单位：万元\n项目\t国家级\t省级\n技能大师工作室\t10\t5\n")
    assert [(o.recipient, o.tier, o.amount_max) for _, o in offers] == [
        ("技能大师工作室", "国家级", 100_000),
        ("技能大师工作室", "省级", 50_000),
    ]


def test_a_table_of_goals_offers_nothing() -> None:
    assert not _offers("主要指标表\n指标\t2020年\t2025年\n技术合同成交额（亿元）\t7.33\t15\n人才投入（万元）\t100\t300\n")


def test_sentences_in_cells_are_read_as_sentences() -> None:
    ((draft, offer),) = _offers("序号\t对象\t政策\n1\t市级技能大师工作室\t给予10万元建设经费\n")
    assert (offer.kind, offer.recipient, offer.amount_max) == ("grant", "市级技能大师工作室", 100_000)
    assert draft.fact.evidence.quote == "给予10万元建设经费"
