"""Offers of money in a few words, so that two of one sentence can be told apart: `科研经费 5—10万元`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

_WAN = 10_000
_YI = 100_000_000
_REGULAR = ("month", "year", "person_time")
"""Periods that a sum means little without."""


def offer_name(said: Mapping[str, str]) -> str:
    """What for, how often, how much. Empty where the offer says neither a sum, nor a rate, nor words for one.

    `said` has any of purpose, funding, period, period_code, low, high (yuan), rate_low, rate_high (fractions), value.
    """
    amount = _range(said.get("low"), said.get("high"), _yuan)
    told = amount or _range(said.get("rate_low"), said.get("rate_high"), _percent) or said.get("value")
    if not told:
        return ""
    often = said.get("period", "") if said.get("period_code") in _REGULAR else ""
    return f"{said.get('purpose') or said.get('funding', '')} {often}{told}".strip()


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
