"""Whether the words of a row's evidence state its values: comparators, and what the fault tells of the words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.loaders.stated_values import EvidenceWords, unstated
from kg.model.fact import Fact
from kg.model.facts import Condition, FundingOffer, Target
from kg.text.figures import figures
from kg.text.quotes import folded


def evidence(words: str) -> EvidenceWords:
    found = figures(words)
    return EvidenceWords("a1", words, folded(words), folded(words), found, [words[figure.start : figure.end] for figure in found])


def condition(words: str, comparator: str, value: str) -> Condition:
    return Condition(clause="a1", quote=words, offer="x/a1/funding/1", kind="age", comparator=comparator, value=value, group=1)


def target(words: str, comparator: str, low: str | None, high: str | None = None, unit: str | None = None) -> Target:
    low_value, high_value = (Decimal(value) if value else None for value in (low, high))
    return Target(
        clause="a1",
        quote=words,
        indicator="talent",
        indicator_name=words,
        value_min=low_value,
        value_max=high_value,
        unit=unit,
        comparator=comparator,
    )


def columns(fact: Fact) -> list[str]:
    return [column for column, _, _ in unstated(fact, evidence(fact.quote))]


@pytest.mark.parametrize(
    ("words", "comparator", "value"),
    [
        *(("年龄16至60周岁", "ge", "16"), ("年龄16至60周岁", "le", "60"), ("年龄45周岁以下", "le", "45"), ("工作满3年", "ge", "3")),
        *(("约50人", "approx", "50"), ("年龄45周岁", "eq", "45"), ("提升至本科", "ge", "本科")),
    ],
)
def test_a_comparator_of_a_condition_is_stated(words: str, comparator: str, value: str) -> None:
    assert columns(condition(words, comparator, value)) == []


@pytest.mark.parametrize(
    ("words", "comparator", "value"),
    [
        *(("年龄16至60周岁", "ge", "60"), ("年龄16至60周岁", "le", "16"), ("年龄45周岁", "le", "45"), ("年龄45周岁", "ge", "45")),
        *(("年龄45周岁以下", "eq", "45"), ("50人", "approx", "50"), ("年龄45周岁以下", "ge", "45"), ("本科", "ge", "本科")),
    ],
)
def test_a_comparator_of_a_condition_is_not_stated(words: str, comparator: str, value: str) -> None:
    assert columns(condition(words, comparator, value)) == ["comparator"]


@pytest.mark.parametrize(
    ("words", "comparator", "low", "high", "unit"),
    [
        *(("达到80%以上", "ge", "80", None, "%"), ("不超过5万人", "le", None, "5", "万人"), ("不低于50000人", "ge", "50000", None, "人")),
        *(("达到80%", "eq", "80", "80", "%"), ("5万人", "eq", "5", "5", "万人"), ("控制在3%以内", "le", None, "3", "%")),
    ],
)
def test_a_comparator_of_a_goal_is_stated(words: str, comparator: str, low: str | None, high: str | None, unit: str) -> None:
    assert columns(target(words, comparator, low, high, unit)) == []


@pytest.mark.parametrize(
    ("words", "comparator", "low", "high", "unit"),
    [
        *(("不低于80%", "eq", "80", "80", "%"), ("不超过5万人", "eq", "5", "5", "万人"), ("超过50000人", "eq", "50000", "50000", "人")),
        *(
            ("达到80%", "ge", "80", None, "%"),
            ("80%", "ge", "80", None, "%"),
            ("5万人", "le", None, "5", "万人"),
            ("3%以内", "eq", None, "3", "%"),
        ),
    ],
)
def test_a_comparator_of_a_goal_is_not_stated(words: str, comparator: str, low: str | None, high: str | None, unit: str) -> None:
    assert "comparator" in columns(target(words, comparator, low, high, unit))


def test_a_fault_tells_the_figures_of_the_words() -> None:
    [(_, _, expected)] = unstated(condition("培养500人，年龄45周岁", "le", "45"), evidence("培养500人，年龄45周岁"))
    assert "500人 (500 人), 45周岁 (45 岁)" in str(expected)
    [(_, _, expected)] = unstated(condition("本科学历", "le", "本科"), evidence("本科学历"))
    assert "“本科学历”" in str(expected) and "no figure" in str(expected)


def test_alternatives_of_a_condition_are_each_written_in_their_own_order() -> None:
    assert columns(condition("具有博士学位或者高级职称", "eq", "高级职称|博士")) == []
    [(column, found, expected)] = unstated(condition("具有博士学位", "eq", "博士|高级职称"), evidence("具有博士学位"))
    assert (column, str(found), str(expected)) == (
        "value",
        "“高级职称”",
        "characters of clause a1 or of the context, in their order; else value among the inferred columns",
    )


def offer(words: str, **cells: object) -> FundingOffer:
    return FundingOffer.model_validate(
        {"clause": "a1", "quote": words, "kind": "grant", "value_text": "补助", "period": "unspecified", **cells}
    )


def told(fact: Fact) -> list[tuple[str, str, str]]:
    return [(column, str(found), str(expected)) for column, found, expected in unstated(fact, evidence(fact.quote))]


def test_what_the_words_state_instead_is_told() -> None:
    assert told(condition("年龄45周岁以下，共3名", "eq", "45")) == [
        ("comparator", "“eq”", "the bound that the words state: at most 45 岁"),
    ]
    [(column, found, expected)] = told(offer("给予补助50万元", period="month"))
    assert (column, found) == ("period", "“month”") and "clause a1" in expected
    faults = told(target("到2025年人才总量达到5万人", "ge", "50000", unit="人").model_copy(update={"span": "year"}))
    [(found, expected)] = [(found, expected) for column, found, expected in faults if column == "span"]
    assert found == "“year”" and expected.endswith("“到2025年人才总量达到5万人”")


def test_rates_are_held_against_the_words_where_sums_are_inferred() -> None:
    rates = {"rate_min": Decimal("0.3"), "rate_max": Decimal("0.3")}
    sums = {"amount_min": Decimal(5), "inferred": ["amount_min"]}
    assert [column for column, _, _ in told(offer("补助最高30%", **rates, **sums))] == ["rate_min"]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("给予补助50万", "500000", "500000"),
        ("给予补助最高50万", None, "500000"),
        ("给予补助不低于50万元", "500000", None),
        ("给予补助5—10万元", "50000", "100000"),
    ],
)
def test_both_ends_of_a_sum_are_those_of_one_figure(words: str, low: str | None, high: str | None) -> None:
    ends = {"amount_min": low and Decimal(low), "amount_max": high and Decimal(high)}
    assert told(offer(words, **ends)) == []
    for other in ({**ends, "amount_min": None}, {**ends, "amount_max": None}):
        if other != ends and any(other.values()):
            assert told(offer(words, **other))
    wider = {name: Decimal(end) for name, end in {"amount_min": low or high, "amount_max": high or low}.items() if end}
    if wider != ends:
        assert told(offer(words, **wider))


def test_points_are_a_rate_and_no_sum() -> None:
    words = "补助贴息最高1个百分点，最高50万元"
    rate, sum_ = Decimal("0.01"), Decimal(500_000)
    assert told(offer(words, rate_max=rate, amount_max=sum_)) == []
    [(column, _, expected)] = told(offer(words, rate_min=rate, rate_max=rate))
    assert column == "rate_min" and expected == "the minimum and maximum of one figure: at most 0.01 百分点"
    [(column, _, expected)] = told(offer(words, amount_min=sum_, amount_max=sum_))
    assert column == "amount_min" and expected == "the minimum and maximum of one figure: at most 500000 元"
