"""Days as offices write them in a ledger: 2026-12-31, 2026年12月底, 12月底前, 第三季度, a date or number of Excel."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kg.model.progress_entry import ONGOING
from kg.progress.vocabulary import folded, is_ongoing

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(36526, 73415)
"""Days since then that are a day of 2000 to 2100."""
_NUMERALS = {word: str(number) for number, word in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_YEAR = r"(?:(?P<year>20\d\d)年?|(?P<this>今年|本年度?|当年)|(?P<next>明年))?"
_BY = r"(?:之?前|以前|止|为止|截止)?(?:完成|办结)?"
_FORMS = [
    re.compile(rf"(?P<year>20\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:0?0:00(?::00)?)?日?{_BY}"),
    re.compile(rf"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d){_BY}"),
    re.compile(rf"{_YEAR}{_MONTH}月(?P<day>\d\d?)[日号]?{_BY}"),
    re.compile(rf"{_YEAR}{_MONTH}月份?(?P<part>上旬|中旬|下旬|底|末|月底|初)?{_BY}"),
    re.compile(rf"(?P<year>20\d\d)[-/.](?P<month>\d\d?){_BY}"),
    re.compile(rf"{_YEAR}(?:第?(?P<quarter>[1-4])季度|q(?P<q>[1-4]))(?:末|底)?{_BY}"),
    re.compile(rf"{_YEAR}(?P<half>上半年|下半年)(?:末|底)?{_BY}"),
    re.compile(
        rf"(?:(?P<year>20\d\d)(?:年?[底末内]|年)?|(?P<this>今年|本年度?|当年|年)[底末内]?|(?P<next>明年)[底末内]?|(?P<end>年[底末]))年?{_BY}"
    ),
]
_PARTS = {"上旬": 10, "初": 10, "中旬": 20}


@dataclass(frozen=True)
class Due:
    """`value`: as `ProgressEntry.due`. `assumed`: the words name no year, and the coming one was taken."""

    value: str
    assumed: bool = False


def read_due(written: object, entered: date) -> Due | None:
    """The day by which something is to be done; None where the words name none. Without a year: the next from `entered` on."""
    if isinstance(written, datetime):
        return Due(written.date().isoformat())
    if isinstance(written, date):
        return Due(written.isoformat())
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _number(written)
    words = folded(written)
    if words.isdecimal() and int(words) in _EXCEL_DAYS and len(words) == len("46387"):
        return _number(int(words))
    if words == ONGOING or is_ongoing(written):
        return Due(ONGOING)
    for form in _FORMS:
        if match := form.fullmatch(_arabic(words)):
            return _day({name: value for name, value in match.groupdict().items() if value}, entered)
    return None


def _number(written: float) -> Due | None:
    """A year, or a day as Excel counts them."""
    if written == int(written) and 2000 <= written <= 2100:
        return Due(f"{int(written)}-12-31")
    return Due((_EXCEL_DAY_ZERO + timedelta(days=int(written))).isoformat()) if int(written) in _EXCEL_DAYS else None


def _arabic(words: str) -> str:
    """Chinese numerals of years, months and quarters as figures: 二〇二六年十二月, 三季度."""
    words = re.sub(r"(?<![一二三四五六七八九])十(?=[一二三四五六七八九])", "1", words)
    words = re.sub(r"(?<=[一二三])十(?=[一二三四五六七八九])", "", words)
    words = re.sub(r"([二三])十", lambda match: f"{_NUMERALS[match[1]]}0", words).replace("十", "10")
    return re.sub("[〇零一二三四五六七八九]", lambda match: _NUMERALS[match[0]], words)


def _day(found: dict[str, str], entered: date) -> Due | None:
    year = int(found["year"]) if "year" in found else entered.year + ("next" in found)
    named = bool(found.keys() & {"year", "this", "next", "end"})
    if "quarter" in found or "q" in found:
        month, day = 3 * int(found.get("quarter") or found["q"]), None
    elif "half" in found:
        month, day = 6 if found["half"] == "上半年" else 12, None
    elif "month" in found:
        month, day = int(found["month"]), int(found["day"]) if "day" in found else _PARTS.get(found.get("part", ""))
    else:
        return Due(f"{year}-12-31")
    try:
        last = date(year, month, day or calendar.monthrange(year, month)[1])
        if not named and last < entered:
            last = date(year + 1, month, day or calendar.monthrange(year + 1, month)[1])
    except ValueError:
        return None
    return Due(last.isoformat(), assumed=not named)
