"""Short labels of funding offers, which tell two of one sentence apart: `科研经费 5—10万元`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

_WAN = 10_000
_YI = 100_000_000
_REGULAR = ("month", "year", "person_time")
"""Periods that an amount means little without."""


def offer_name(values: Mapping[str, str]) -> str:
    """Purpose, period and amount. Empty where the offer has neither an amount, nor a rate, nor a text for one.

    `values` has any of purpose, funding, period, period_code, low, high (yuan), rate_low, rate_high (fractions), value (text).
    """
    amount = _range(values.get("low"), values.get("high"), _yuan)
    figure = amount or _range(values.get("rate_low"), values.get("rate_high"), _percent) or values.get("value")
    if not figure:
        return ""
    often = values.get("period", "") if values.get("period_code") in _REGULAR else ""
    return f"{values.get('purpose') or values.get('funding', '')} {often}{figure}".strip()


def _range(low: str | None, high: str | None, written: Callable[[Decimal], tuple[str, str]]) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return ("≤" if low is None else "≥") + "".join(written(Decimal(low or high or 0)))
    (one, one_unit), (other, unit) = written(Decimal(low)), written(Decimal(high))
    if (one, one_unit) == (other, unit):
        return other + unit
    return f"{one}{'' if one_unit == unit else one_unit}—{other}{unit}"


def _yuan(value: Decimal) -> tuple[str, str]:
    scale, unit = (_YI, "亿元") if value >= _YI else (_WAN, "万元") if value >= _WAN else (1, "元")
    return _plain(value / scale), unit


def _percent(value: Decimal) -> tuple[str, str]:
    return _plain(value * 100), "%"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
