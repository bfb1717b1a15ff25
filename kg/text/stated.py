"""Whether figures of a text state a value: money by money, a rate by a rate, a number by a number of its unit, a year by a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.text.figures import Figure
from kg.text.numerals import MYRIADS, TENS, scale

_PEOPLE = frozenset({"人", "名", "位", "人次", "员"})
_RATE_UNITS = {
    "%": Decimal(100),
    "％": Decimal(100),
    "‰": Decimal(1000),
    "倍": Decimal(1),
    "个百分点": Decimal(100),
    "百分点": Decimal(100),
}
_UNIT = re.compile(rf"(?P<scale>[{TENS}]?[{MYRIADS}]|[{TENS}]+)?(?P<base>.*)")
_RANK_UNITS = frozenset({"", "名", "位"})
_PRECISION = Decimal("0.0005")
_LEAST_MONEY_SCALE = 1000


def states_money(found: Sequence[Figure], yuan: Decimal) -> bool:
    """Whether one of `found` is the sum `yuan`. A number with 千, 万 or 亿 and no unit is money: 给予50万的补助."""
    return any(
        yuan in figure.values
        for figure in found
        if (figure.kind == "money" and figure.unit == "元") or (figure.kind == "number" and figure.scale >= _LEAST_MONEY_SCALE)
    )


def states_rate(found: Sequence[Figure], rate: Decimal) -> bool:
    """Whether one of `found` is the rate, a fraction: 80%, 八成 and 八折 are 0.8, 三分之一 is 0.333, 5倍 is 5, 1个百分点 is 0.01."""
    return any(abs(value - rate) < _PRECISION for figure in found if figure.kind in ("rate", "points") for value in figure.values)


def states_number(found: Sequence[Figure], number: Decimal, unit: str | None = None) -> bool:
    """Whether one of `found` is `number` in `unit`: 10.104 in 万人, 18.7 in %. Cells of a table have no unit of their own.

    Without `unit`, any number, count, rank, age or duration states it, as written or with its scale.
    """
    return any(_is_number(figure, number, (unit or "").strip()) for figure in found if figure.kind not in ("year", "date"))


def states_year(found: Sequence[Figure], year: int) -> bool:
    """Whether one of `found` is the year, the first or last year of a range, or a bare number that is it, as in a table's head."""
    return any(
        Decimal(year) in figure.values
        for figure in found
        if figure.kind in ("year", "date") or (figure.kind == "number" and not figure.unit)
    )


def states_date(found: Sequence[Figure], date: str) -> bool:
    """Whether one of `found` is the date of ISO 8601, or begins with it: 2018-03 is stated by 2018年3月 and 2018年3月1日."""
    if len(date) == len("2018"):
        return states_year(found, int(date))
    return any(figure.date == date or (figure.date or "").startswith(f"{date}-") for figure in found)


def _is_number(figure: Figure, number: Decimal, unit: str) -> bool:
    if figure.kind == "ordinal":
        return unit in _RANK_UNITS and number in figure.values
    if not unit:
        in_hundreds = figure.kind in ("rate", "points") and number in (value * 100 for value in figure.values)
        return in_hundreds or (figure.kind != "money" and any(number in (value, value / figure.scale) for value in figure.values))
    if unit in _RATE_UNITS:
        if figure.kind == "number":
            return number in figure.values
        return figure.kind in ("rate", "points") and any(number == value * _RATE_UNITS[unit] for value in figure.values)
    match = _UNIT.fullmatch(unit)
    assert match
    scaled = number * scale(match["scale"] or "")
    if figure.kind == "number":
        return number in figure.values or scaled in figure.values
    return scaled in figure.values and _same_unit(figure.unit, match["base"])


def _same_unit(one: str, other: str) -> bool:
    return one == other or {one, other} <= _PEOPLE or other.startswith(one) or other.endswith(one)
