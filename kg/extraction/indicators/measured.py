"""A figure as the value of an indicator: in the unit as written (an area in 平方米), with its bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.source import DraftSource
from kg.text.figures import Figure

_SCALES = {10: "十", 100: "百", 1000: "千", 10_000: "万", 100_000: "十万", 1_000_000: "百万", 10_000_000: "千万", 100_000_000: "亿"}
_AREAS = frozenset({"平方米", "平米", "㎡"})
"""Units whose values are entered without a scale: 1.8万平方米 is 18,000 平方米."""
_STRICT = re.compile(r"(?:超过|突破|高于|多于|大于|超|逾|＞|>)\s*$")
_STRICT_MOST = re.compile(r"(?:低于|少于|小于|不足|不到|＜|<)\s*$")
_NOT = re.compile(r"不(?:高于|多于|大于|低于|少于|小于|得低于|得少于|超过|得超过)\s*$")
_BRACKET_AND_MORE = re.compile(r"\s*[（(][^（）()]{1,6}[）)]\s*及?以上")
_LONGEST = 8


@dataclass(frozen=True)
class Measured:
    """`least` and `most` in `unit`; one of them is None at a bound. `comparator` is a concept of `ontology/vocab/comparator.ttl`."""

    least: Decimal | None
    most: Decimal | None
    unit: str | None
    comparator: str

    @property
    def value(self) -> Decimal | None:
        return self.least if self.least is not None else self.most


def measured(source: DraftSource, figure: Figure, unit: str | None = None) -> Measured:
    """The value of a figure of the text. `unit` is that of a table, whose cells have none."""
    written = source.words((figure.start, figure.end))
    factor, own = _unit(figure, written)
    low, high = figure.low / factor, figure.high / factor
    comparator = _comparator(source, figure)
    least = None if comparator in ("le", "lt") else low
    most = None if comparator in ("ge", "gt") else high
    return Measured(plain(least), plain(most), own or unit, comparator)


def _unit(figure: Figure, written: str) -> tuple[Decimal, str | None]:
    if figure.kind in ("rate", "points"):
        return (Decimal(1) / 100, "%") if "%" in written or "％" in written else (Decimal(1), "倍" if "倍" in written else None)
    if figure.unit in _AREAS:
        return Decimal(1), figure.unit
    scale = _SCALES.get(figure.scale, "")
    if scale and re.search(r"\d", written) and f"{scale}{figure.unit}" in written:
        return Decimal(figure.scale), f"{scale}{figure.unit}"
    return Decimal(1), figure.unit or None


def _comparator(source: DraftSource, figure: Figure) -> str:
    before = source.text[max(0, figure.start - _LONGEST) : figure.start]
    if figure.bound == "at_least":
        return "gt" if _STRICT.search(before) and not _NOT.search(before) else "ge"
    if figure.bound == "at_most":
        return "lt" if _STRICT_MOST.search(before) and not _NOT.search(before) else "le"
    if figure.bound == "about":
        return "approx"
    return "ge" if _BRACKET_AND_MORE.match(source.text, figure.end) else "eq"


def is_fraction(source: DraftSource, figure: Figure) -> bool:
    """Whether it is a rate in words (三分之一, 一半), which has no exact number."""
    written = source.words((figure.start, figure.end))
    return figure.kind == "rate" and not any(sign in written for sign in "%％‰倍成折")


def plain(value: Decimal | None) -> Decimal | None:
    """The value without zeros at its end and without an exponent."""
    if value is None:
        return None
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
