"""Dates as official documents write them: 2026年3月1日, 二〇二六年三月一日, ２０２６．３．１, 2026-03-01, and lengths of time."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kg.text.numerals import chinese_number, half_width

_ZERO = "〇○◯零OＯoо０0"
_ONE_ZERO = str.maketrans(_ZERO, "〇" * len(_ZERO))
_YEAR = rf"(?:[12１２][\d０-９]{{3}}|[一二][{_ZERO}一二三四五六七八九]{{3}})"
_SMALL = r"(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(
    rf"(?P<year>{_YEAR})\s*(?:年\s*(?P<month>{_SMALL})\s*月(?:\s*(?P<day>{_SMALL})\s*[日号])?|"
    rf"(?P<mark>[-./－．])\s*(?P<month2>[\d０-９]{{1,2}})\s*(?P=mark)\s*(?P<day2>[\d０-９]{{1,2}})日?)"
)
"""A day or a month. `iso` reads a match."""
_DURATION = r"(?P<count>[\d０-９]{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个)?\s*(?P<unit>年|月|日|天)"
DURATION = re.compile(_DURATION)
"""A length: 三年, 18个月, 两年."""
_UNITS = {"年": "Y", "月": "M", "日": "D", "天": "D"}


def iso(match: re.Match[str]) -> str | None:
    """The date of a match of DATE as ISO 8601, `2026-03-01` or `2026-03`; None where the calendar has no such day."""
    year = _number(match["year"])
    month = _number(match["month"] or match["month2"])
    day = match["day"] or match["day2"]
    if not 1949 <= year <= 2100 or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    if not 1 <= (number := _number(day)) <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{number:02}"


def read_date(words: str) -> str | None:
    """The first date in `words`, as ISO 8601."""
    return next((found for match in DATE.finditer(words) if (found := iso(match))), None)


def iso_duration(match: re.Match[str]) -> str | None:
    """The length of a match of DURATION as ISO 8601: P3Y."""
    count = _number(match["count"])
    return f"P{count}{_UNITS[match['unit']]}" if count else None


def _number(words: str) -> int:
    plain = half_width(words)
    return int(plain) if plain.isdecimal() else chinese_number(plain.translate(_ONE_ZERO))


def last_day(begins: str, length: str) -> str | None:
    """The last day of `length` (P3Y, P18M, P90D) from the day `begins` on, that day included: P3Y from 2026-03-01 ends on 2029-02-28."""
    if len(begins) != len("2026-03-01") or not (found := re.fullmatch(r"P(\d+)([YMD])", length)):
        return None
    first, count = date.fromisoformat(begins), int(found[1])
    if found[2] == "D":
        return (first + timedelta(days=count - 1)).isoformat()
    months = first.month - 1 + count * (12 if found[2] == "Y" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    if year > 2100:
        return None
    day = min(first.day, calendar.monthrange(year, month)[1])
    return (date(year, month, day) - timedelta(days=1)).isoformat()
