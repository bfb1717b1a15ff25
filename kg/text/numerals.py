"""Numerals of Chinese texts: 二十七, 二〇二五, 一千二百万, 3.5万, 5百万, 两万五, 壹拾万, and mixtures of both scripts."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGIT_CHARACTERS = ("零〇○Ｏ", "一壹", "二贰貳两", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {character: value for value, characters in enumerate(_DIGIT_CHARACTERS) for character in characters}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TWENTY = {"廿": 20, "卅": 30}


class _HalfWidth(dict[int, int | str]):
    """A table for `str.translate`: what each character is in half width, digits of every script included."""

    def __missing__(self, code: int) -> int | str:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = code if digit is None else str(digit)
        return self[code]


_WIDE = _HalfWidth(str.maketrans("．，％", ".,%"))

DIGITS = "".join(_DIGITS)
FORMAL_DIGITS = "壹贰貳叁參肆伍陆陸柒捌玖"
TENS = "".join(_TENS)
MYRIADS = "".join(_MYRIADS)
CHINESE = DIGITS + TENS + MYRIADS + "".join(_TWENTY)
ARABIC = r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""Digits in half width: 1200, 1,200.5."""


def half_width(text: str) -> str:
    """`text` with digits of every script in ASCII, and points, commas and per cent signs in half width. The length stays the same."""
    return text.translate(_WIDE)


def scale(characters: str) -> int:
    """The factor of scale characters after digits: 百万 is 1,000,000, and no character is 1."""
    factor = 1
    for character in characters:
        factor *= _TENS.get(character) or _MYRIADS[character]
    return factor


def chinese_number(numeral: str) -> int:
    """The value of a whole Chinese numeral: 二十七 is 27, 二〇二五 is 2025, 两万五 is 25,000. Raises ValueError for other characters."""
    if not numeral or any(character not in CHINESE for character in numeral):
        raise ValueError(f"not a Chinese numeral: {numeral!r}")
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total, section, digit, last = 0, 0, None, 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TWENTY:
            section, digit, last = section + _TWENTY[character], None, 10
        elif character in _TENS:
            last = _TENS[character]
            section, digit = section + (digit or 1) * last, None
        else:
            last = _MYRIADS[character]
            section += digit or 0
            total = (total + section or 1) * last if last == _MYRIADS["亿"] else total + (section or 1) * last
            section, digit = 0, None
    if digit and last >= 100 and numeral[-2] not in _DIGITS:
        digit *= last // 10  # 三千五 is 3,500
    return total + section + (digit or 0)


def number(numeral: str) -> Decimal:
    """The value of a numeral in either script or both: 1,200.5, 3.5万, 5百万, 二点五亿. Raises ValueError for other characters."""
    found = re.fullmatch(rf"({ARABIC})([{TENS}]*[{MYRIADS}]*)", half_width(numeral))
    if found:
        return Decimal(found[1].replace(",", "")) * scale(found[2])
    whole, point, fraction = numeral.partition("点")
    if not point:
        return Decimal(chinese_number(numeral))
    found = re.fullmatch(rf"([{DIGITS}]+)([{TENS}{MYRIADS}]*)", fraction)
    if not found:
        raise ValueError(f"not a numeral: {numeral!r}")
    places = "".join(str(_DIGITS[character]) for character in found[1])
    return Decimal(f"{chinese_number(whole)}.{places}") * scale(found[2])
