"""Reading figures from text: 5—10万元, 分别给予30万、20万、10万元, 不低于70%, 三年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MULTIPLIER = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FIGURE = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<scale>百万|千万|[百千万亿])?(?P<percent>[%％])?")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百]+")
_JOINT = re.compile(r"\s*(?:[-—–－~～、，至到和或及]+)\s*")
_FULLWIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


@dataclass(frozen=True)
class Figure:
    """A number in a text: `value` as written, `scale` the factor of 万 or 亿 after it, `percent` whether a per cent sign follows."""

    value: Decimal
    scale: int
    percent: bool


def figures(words: str) -> list[Figure]:
    """All figures of `words`, in order. In a range or list the last scale applies to all members: 5—10万 is 5万 and 10万.

    White space between two digits separates figures (table cells); elsewhere it is ignored, because scans insert it.

    >>> [int(f.value * f.scale) for f in figures("分别给予30万、20万、10万元")]
    [300000, 200000, 100000]
    """
    text = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", words.translate(_FULLWIDTH))
    matches = list(_FIGURE.finditer(text))
    found: list[Figure] = []
    scale, percent, follower = 1, False, len(text)
    for match in reversed(matches):
        joined = follower < len(text) and _JOINT.fullmatch(text, match.end(), follower) is not None
        inherits = joined and not match["scale"] and not match["percent"]
        if not inherits:
            scale, percent = _MULTIPLIER[match["scale"] or ""], bool(match["percent"])
        found.append(Figure(Decimal(match["digits"].replace(",", "")), scale, percent))
        follower = match.start()
    found.reverse()
    return found + [Figure(Decimal(value), 1, False) for value in _chinese_numbers(text)]


def chinese_number(numeral: str) -> int:
    """The value of a Chinese numeral below 1000: 二十七 is 27, 一百零三 is 103. Raises ValueError for other characters."""
    total, current = 0, 0
    for character in numeral:
        if character == "十":
            total, current = total + (current or 1) * 10, 0
        elif character == "百":
            total, current = total + (current or 1) * 100, 0
        elif character in _DIGIT:
            current = _DIGIT[character]
        else:
            raise ValueError(f"not a Chinese numeral: {numeral!r}")
    return total + current


def _chinese_numbers(text: str) -> list[int]:
    return [chinese_number(match.group()) for match in _CHINESE.finditer(text)]


def states_money(words: str, yuan: Decimal) -> bool:
    """Whether `words` contain the amount `yuan`, in yuan."""
    return any(f.value * f.scale == yuan for f in figures(words) if not f.percent)


def states_rate(words: str, rate: Decimal) -> bool:
    """Whether `words` contain `rate`, a fraction: 80% states 0.8, 5倍 states 5, 一半 states 0.5."""
    if rate == Decimal("0.5") and "一半" in words:
        return True
    return any((f.value / 100 if f.percent else f.value) == rate for f in figures(words))


def states_number(words: str, number: Decimal) -> bool:
    """Whether `words` contain `number`, as written (10.104 in 10.104万人) or multiplied by its scale (101040)."""
    return any(number in (f.value, f.value * f.scale) for f in figures(words))
