from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.figures import chinese_number, figures, states_money, states_number, states_rate


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("给予5—10万元的引才补贴", [50_000, 100_000]),
        ("分别给予30万、20万、10万元的补助", [300_000, 200_000, 100_000]),
        ("每月分别给予2.5万元、1.2万元和1.2万元", [25_000, 12_000, 12_000]),
        ("5000元、3000元、1500元", [5000, 3000, 1500]),
        ("每人每年给予 2—3 万元", [20_000, 30_000]),
        ("最高1000万元", [10_000_000]),
        ("投入 1.5 亿元", [150_000_000]),
        ("20\n\n万元人才培养经费", [200_000]),
        ("１２万元", [120_000]),
        ("专业技术人才\t1.4\t1.7\t21.4", [1.4, 1.7, 21.4]),
        ("新增就业高校毕业生 万人 10 15", [10, 15]),
        ("知识 更新培训\t万人\t3. 3\t4. 2", [3.3, 4.2]),
    ],
)
def test_money_is_read_with_its_scale(words: str, yuan: list[int]) -> None:
    assert [f.value * f.scale for f in figures(words)] == [Decimal(str(sum_)) for sum_ in yuan]
    assert all(states_money(words, Decimal(str(sum_))) for sum_ in yuan)


@pytest.mark.parametrize(("words", "yuan"), [("给予5万元", 5), ("给予50万元", 50_000), ("不低于80%", 80), ("3年免租金", 30_000)])
def test_a_sum_that_the_words_do_not_state(words: str, yuan: int) -> None:
    assert not states_money(words, Decimal(yuan))


def test_rates_are_fractions() -> None:
    assert states_rate("不低于80%的比例", Decimal("0.8"))
    assert states_rate("同级财政补助50％", Decimal("0.5"))
    assert states_rate("补助一半", Decimal("0.5"))
    assert not states_rate("不低于80%的比例", Decimal("80"))


def test_numbers_are_found_as_written_and_scaled() -> None:
    assert states_number("达 10.104 万人", Decimal("10.104"))
    assert states_number("达 10.104 万人", Decimal("101040"))
    assert states_number("培养二十七名", Decimal(27))
    assert not states_number("达 10.104 万人", Decimal("10.1"))


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=5), st.sampled_from(["万", "亿", "千", ""]))
def test_the_last_scale_of_a_list_counts_for_all(sums: list[int], scale: str) -> None:
    factor = {"万": 10_000, "亿": 100_000_000, "千": 1000, "": 1}[scale]
    words = "分别给予" + "、".join(map(str, sums)) + scale + "元"
    assert [f.value * f.scale for f in figures(words)] == [n * factor for n in sums]


@given(st.integers(1, 999))
def test_chinese_numerals_round_trip(number: int) -> None:
    assert chinese_number(_numeral(number)) == number


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def test_what_is_no_numeral_is_refused() -> None:
    with pytest.raises(ValueError, match="numeral"):
        chinese_number("人")
