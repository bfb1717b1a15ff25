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


def as_tuples(words: str) -> list[tuple[str, int, bool]]:
    return [(str(f.value), f.scale, f.percent) for f in figures(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10%和30万元", [("10", 1, True), ("30", 10_000, False)]),
        ("10和30%", [("10", 1, True), ("30", 1, True)]),
        ("5万、10%", [("5", 10_000, False), ("10", 1, True)]),
        ("5万至10亿", [("5", 10_000, False), ("10", 100_000_000, False)]),
        ("5，补贴10万元", [("5", 1, False), ("10", 10_000, False)]),
        ("1,200万元", [("1200", 10_000, False)]),
        ("2千人", [("2", 1_000, False)]),
        ("7千万", [("7", 10_000_000, False)]),
        ("1．5倍", [("1.5", 1, False)]),
        ("20\n万", [("20", 10_000, False)]),
        ("2 3万", [("2", 1, False), ("3", 10_000, False)]),
        ("3. 3", [("3.3", 1, False)]),
        ("5名和二十七名", [("5", 1, False), ("27", 1, False)]),
        ("人才", []),
    ],
)
def test_figures_have_value_scale_and_per_cent_sign(words: str, expected: list[tuple[str, int, bool]]) -> None:
    assert as_tuples(words) == expected


@pytest.mark.parametrize("joint", "-—–－~～、，至到和或及")
def test_members_of_a_range_or_list_share_the_last_scale(joint: str) -> None:
    assert as_tuples(f"5{joint}10万元") == [("5", 10_000, False), ("10", 10_000, False)]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十", 20),
        ("十二", 12),
        ("一百", 100),
        ("两百", 200),
        ("百", 100),
        ("一百一十", 110),
        ("三百二十一", 321),
        ("〇", 0),
        ("一百〇五", 105),
    ],
)
def test_chinese_numerals(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value


def test_the_message_names_what_is_no_numeral() -> None:
    with pytest.raises(ValueError, match=r"^not a Chinese numeral: '二人'$"):
        chinese_number("二人")


@pytest.mark.parametrize(
    ("words", "rate", "stated"),
    [
        ("5倍", "5", True),
        ("5", "0.05", False),
        ("50%", "50", False),
        ("补助一半", "0.5", True),
        ("补助一半", "0.3", False),
        ("补助全部", "0.5", False),
        ("10%和30万元", "0.1", True),
    ],
)
def test_a_rate_is_stated_or_not(words: str, rate: str, stated: bool) -> None:
    assert states_rate(words, Decimal(rate)) is stated


def test_a_per_cent_is_no_money() -> None:
    assert not states_money("10%和30万元", Decimal(10))
    assert states_money("10%和30万元", Decimal(300_000))
    assert not states_money("人才", Decimal(0))
    assert states_money("3百元", Decimal(300)) and states_money("6百万元", Decimal(6_000_000))
