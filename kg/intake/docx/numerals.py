"""Counts as Word writes them: the formats of numbers of ST_NumberFormat (ECMA-376 part 1, 17.18.59).

Where the standard and Word differ, this is what Word writes: 一百〇一 of `chineseCountingThousand`, 一○一 of `chineseCounting`,
⑩ then 11 of `decimalEnclosedCircleChinese`.
"""

from __future__ import annotations

from collections.abc import Callable

_HAN = "一二三四五六七八九"
_LEGAL = "壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "壹貳參肆伍陸柒捌玖"
_COUNTED = 1_000_000
"""Counts from here on are written in figures."""


def written(count: int, form: str) -> str:
    """`count` in the format `form`, a value of `w:numFmt`. Formats that are not known, and counts beyond a format, are figures."""
    if form in ("none", "bullet"):
        return ""
    return FORMS.get(form, str)(count) if 0 <= count < _COUNTED else str(count)


def written_custom(count: int, pattern: str) -> str:
    """`count` by the pattern of a custom format, `001, 002, 003`: padded to as many digits."""
    return str(count).zfill(len(pattern.partition(",")[0].strip())) if pattern[:1].isdecimal() else str(count)


def _by_units(digits: str, zero: str, *, units: str = "十百千", myriad: str = "万", brief_ten: bool = True) -> Callable[[int], str]:
    """一百〇一. `zero` stands for places left out; `brief_ten`: 十一, not 一十一."""

    def below(count: int) -> str:
        text = ""
        for power in (3, 2, 1, 0):
            digit = count // 10**power % 10
            if digit:
                text += digits[digit - 1] + (units[power - 1] if power else "")
            elif text and not text.endswith(zero or " ") and count % 10**power:
                text += zero
        return text

    def write(count: int) -> str:
        high, low = divmod(count, 10_000)
        text = (below(high) + myriad if high else "") + (zero if high and 0 < low < 1_000 else "") + below(low)
        text = text or zero or "〇"
        return text.removeprefix(digits[0]) if brief_ten and text.startswith(digits[0] + units[0]) else text

    return write


def _by_digits(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _counting(zero: str) -> Callable[[int], str]:
    """Up to 99 by units, then by digits."""
    units, places = _by_units(_HAN, zero), _by_digits(zero + _HAN)
    return lambda count: units(count) if count < 100 else places(count)


def _among(characters: str) -> Callable[[int], str]:
    """One character a count, then figures."""
    return lambda count: characters[count - 1] if 0 < count <= len(characters) else str(count)


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    return _among("".join(chr(ord(first) + index) for index in range(last)))


def _letters(first: str) -> Callable[[int], str]:
    """a to z, then aa, bb."""
    return lambda count: chr(ord(first) + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count else "0"


def _roman(count: int) -> str:
    if not 0 < count < 32_768:
        return str(count)
    text = "M" * (count // 1000)
    for power, (one, five, ten) in ((2, "CDM"), (1, "XLC"), (0, "IVX")):
        digit = count // 10**power % 10
        text += ("", one, one * 2, one * 3, one + five, five, five + one, five + one * 2, five + one * 3, one + ten)[digit]
    return text


def _ordinal(count: int) -> str:
    ending = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _japanese(count: int) -> str:
    """No zeros, and no 一 before 十, 百, 千."""
    text = _by_units(_HAN, "")(count)
    return text if count < 10 else text.replace("一十", "十").replace("一百", "百").replace("一千", "千")


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": _by_digits("０１２３４５６７８９"),
    "decimalFullWidth2": _by_digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 10),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "numberInDash": lambda count: f"- {count} -",
    "ordinal": _ordinal,
    "hex": lambda count: f"{count:X}",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "chineseCounting": _counting("○"),
    "chineseCountingThousand": _by_units(_HAN, "〇"),
    "chineseLegalSimplified": _by_units(_LEGAL, "零", units="拾佰仟", brief_ten=False),
    "ideographDigital": _by_digits("〇" + _HAN),
    "ideographTraditional": _among("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _among("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "ideographLegalTraditional": _by_units(_LEGAL_TRADITIONAL, "零", units="拾佰仟", myriad="萬", brief_ten=False),
    "taiwaneseCounting": _counting("○"),
    "taiwaneseCountingThousand": _by_units(_HAN, "零", myriad="萬"),
    "taiwaneseDigital": _by_digits("○" + _HAN),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _by_digits("〇" + _HAN),
    "koreanDigital2": _by_digits("〇" + _HAN),
}
"""Value of `w:numFmt` -> what writes a count from 0 to 999,999."""
