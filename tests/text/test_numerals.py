"""Numerals in Chinese characters, in digits, and in both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import numerals
from kg.text.numerals import chinese_number, half_width, number, scale

DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """The numeral of `value`, below 10^12, as a text writes it."""
    for unit, character in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            whole, rest = divmod(value, unit)
            return numeral(whole) + character + (("零" if rest < unit // 10 else "") + numeral(rest) if rest else "")
    text = ""
    for unit, character in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += DIGITS[digit] + character
        elif text and not text.endswith("零") and value:
            text += "零"
    return text.replace("一十", "十", 1) if text.startswith("一十") else text


@given(st.integers(1, 10**11))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert chinese_number(numeral(value)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("十", 10), ("十二", 12), ("二十", 20), ("一百", 100), ("两百", 200), ("百", 100), ("一百一十", 110), ("三百二十一", 321)),
        *(("〇", 0), ("一百〇五", 105), ("一百零五万", 1_050_000), ("三千五", 3500), ("三百五", 350), ("两万五", 25_000), ("二〇二五", 2025), ("廿五", 25)),
        *(("万", 10_000), ("千万", 10_000_000), ("一亿二千万", 120_000_000), ("壹佰贰拾万", 1_200_000), ("一万零五百", 10_500), ("一万亿", 10**12), ("亿", 10**8)),
    ],
)  # fmt: skip
def test_chinese_numerals(written: str, value: int) -> None:
    assert chinese_number(written) == value and isinstance(chinese_number(written), int)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1200", "1200"),
        ("1,200.5", "1200.5"),
        ("３．５万", "35000"),
        ("5百万", "5000000"),
        ("二点五亿", "250000000"),
        ("二点五", "2.5"),
        ("二点二五", "2.25"),
        ("十万", "100000"),
    ],
)
def test_numerals_of_both_scripts(written: str, value: str) -> None:
    assert number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "人", "二人", "1人", "二点五点三"])
def test_what_is_no_numeral_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"not a (Chinese )?numeral: '{written}'"):
        number(written)


def test_scales_multiply() -> None:
    assert [scale(characters) for characters in ("", "百", "万", "百万", "千万", "亿")] == [1, 100, 10**4, 10**6, 10**7, 10**8]


@given(st.text(max_size=30))
def test_half_width_keeps_every_place(text: str) -> None:
    assert len(half_width(text)) == len(text)


@pytest.mark.parametrize(("written", "ascii_"), [("２０２５", "2025"), ("٣", "3"), ("१२", "12"), ("二〇", "二〇"), ("Ａ", "Ａ")])
def test_digits_of_every_script_are_made_ascii(written: str, ascii_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numerals, "_WIDE", type(numerals._WIDE)())  # nothing is looked up yet
    assert half_width(written) == ascii_
