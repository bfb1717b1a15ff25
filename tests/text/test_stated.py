"""What words state: a value by a figure of its kind and unit, and by no other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.text.figures import figures
from kg.text.stated import states_money, states_number, states_rate, states_year


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        *(("二十万元", 200_000), ("20余万元", 200_000), ("最高50万元", 500_000), ("5—10万元", 50_000), ("5—10万元", 100_000)),
        *(("给予30万的补助", 300_000), ("给予5千的补助", 5000), ("30万、20万、10万元", 200_000), ("3000元/月", 3000), ("１２万元", 120_000), ("1.5亿元", 150_000_000)),
    ],
)  # fmt: skip
def test_money_is_stated(words: str, yuan: int) -> None:
    assert states_money(figures(words), Decimal(yuan))


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        *(("二十万元", 20), ("20余万元", 20), ("自2018年起", 2018), ("给予5万元", 5), ("给予50万元", 50_000), ("不低于80%", 80), ("3年免租金", 30_000)),
        *(("10%和30万元", 10), ("培养500人", 500), ("5万人", 50_000), ("45周岁以下", 45), ("10万美元", 100_000), ("世界500强企业", 500)),
        *(("1200万元", 200_000), ("5—10万元", 70_000), ("人才", 0), ("第3条", 3), ("8折", 8), ("3个百分点", 3)),
    ],
)  # fmt: skip
def test_money_is_not_stated_by_another_figure(words: str, yuan: int) -> None:
    assert not states_money(figures(words), Decimal(yuan))


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        *(("不低于80%的比例", "0.8"), ("补助50％", "0.5"), ("补助一半", "0.5"), ("百分之三十", "0.3"), ("三成五", "0.35"), ("八五折", "0.85")),
        *(("5倍", "5"), ("三分之一", "0.333"), ("0.5‰", "0.0005"), ("10—20%", "0.1"), ("1:1比例配套", "1"), ("10%和30万元", "0.1")),
        ("贴息1个百分点", "0.01"),
    ],
)  # fmt: skip
def test_a_rate_is_stated(words: str, rate: str) -> None:
    assert states_rate(figures(words), Decimal(rate))


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        *(("最高50万元，按利息50%贴息", "50"), ("5", "0.05"), ("5", "5"), ("50%", "50"), ("补助一半", "0.3"), ("补助全部", "0.5"), ("3年", "3")),
        *(("33.3%", "0.3335"), ("3个百分点", "3"), ("80%", "0.08"), ("5万元", "5"), ("成立3家公司", "0.3")),
    ],
)  # fmt: skip
def test_a_rate_is_not_stated_by_another_figure(words: str, rate: str) -> None:
    assert not states_rate(figures(words), Decimal(rate))


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        *(("达 10.104 万人", "10.104", "万人"), ("达 10.104 万人", "101040", "人"), ("培养二十七名", "27", "名"), ("培养27人", "27", "名")),
        *(("增长 18.7%", "18.7", "%"), ("提高3.3个百分点", "3.3", "个百分点"), ("技能人才 4.1 5 22%", "4.1", "万人"), ("技能人才 4.1 5 22%", "22", "%")),
        *(("12.96 亿元", "12.96", "亿元"), ("排名第2", "2", None), ("高技能人才比例 % 33.1 35", "35", "%"), ("占143.38万就业人员", "143.38", "万人")),
        *(("27 个", "27", None), ("1.5万人次", "1.5", None), ("5倍", "5", "倍")),
    ],
)  # fmt: skip
def test_a_number_is_stated_in_its_unit(words: str, number: str, unit: str | None) -> None:
    assert states_number(figures(words), Decimal(number), unit)


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        *(("达 10.104 万人", "10.1", "万人"), ("达 10.104 万人", "10.104", "人"), ("到2025年", "2025", "人"), ("增长 18.7%", "18.7", "万人")),
        *(("27 个", "27", "%"), ("27 家", "27", "人"), ("12.96 亿元", "12.96", "万人"), ("排名第2", "2", "%"), ("2025年", "2025", None)),
        *(("50万元", "50", None), ("5年", "5", "名"), ("1200人", "200", "人")),
    ],
)  # fmt: skip
def test_a_number_is_not_stated_in_another_unit(words: str, number: str, unit: str | None) -> None:
    assert not states_number(figures(words), Decimal(number), unit)


@pytest.mark.parametrize(
    ("words", "year"), [("到2025年末", 2025), ("2021-2025年", 2021), ("2018年3月1日", 2018), ("二〇二〇年九月", 2020), ("2020 2025", 2020)]
)
def test_a_year_is_stated(words: str, year: int) -> None:
    assert states_year(figures(words), year)


@pytest.mark.parametrize(
    ("words", "year"), [("第2018", 2018), ("2025元", 2025), ("2020人", 2020), ("2021-2025年", 2023), ("5年", 5), ("“十四五”末", 2025)]
)
def test_a_year_is_not_stated_by_another_figure(words: str, year: int) -> None:
    assert not states_year(figures(words), year)


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        *(("增长7%", 7, None), ("提高3个百分点", 3, None), ("5万人", 5, None), ("5万人", 50_000, None), ("居全省第3位", 3, "位")),
        *(("达到80", 80, "%"), ("共5000", 5000, "人"), ("50名", 50, "人"), ("50家", 50, "家企业"), ("50项", 50, "重点项")),
    ],
)
def test_a_number_is_stated_with_and_without_its_unit(words: str, number: int, unit: str | None) -> None:
    assert states_number(figures(words), Decimal(number), unit)


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        *(
            ("第3名", 3, "人"),
            ("5人", 500, None),
            ("增长7%", 8, None),
            ("10万元", 10, None),
            ("2018年3月1日", 2018, None),
            ("第3条", 3, "人"),
        ),
        *(("达到80", 90, "%"), ("共5000", 4000, "人"), ("50名", 50, "家"), ("50项", 50, "人")),
    ],
)
def test_a_number_is_not_stated_by_another(words: str, number: int, unit: str | None) -> None:
    assert not states_number(figures(words), Decimal(number), unit)


def test_the_least_wage_bounds_no_figure() -> None:
    """最低工资标准 is the name of a sum."""
    assert [str(figure) for figure in figures("按本市最低工资标准的50%")] == ["rate 0.5"]
