"""The id of a new document: place in pinyin, year, number: taiyuan-2018-2."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.intake.divisions import division
from kg.intake.head import Head
from kg.text.numerals import half_width

_YEAR_AND_NUMBER = re.compile(r"(?P<year>(?:19|20)\d{2})\D{0,4}?(?P<serial>\d{1,5})\s*号?$")


def propose_id(head: Head, place: str, digest: str, taken: Collection[str]) -> str:
    """An id that is not taken. Without a number it has the day of issue, else the years of the plan, else letters of the text's digest."""
    found = division(place)
    pinyin = found.pinyin if found else f"place-{place}"
    base = f"{pinyin}-{_rest(head, digest)}"
    if base not in taken:
        return base
    return next(f"{base}-{count}" for count in range(2, len(taken) + 3) if f"{base}-{count}" not in taken)


def _rest(head: Head, digest: str) -> str:
    if head.number and (match := _YEAR_AND_NUMBER.search(re.sub(r"\s", "", half_width(head.number)))):
        return f"{match['year']}-{int(match['serial'])}"
    if head.issued:
        year, _, rest = head.issued.partition("-")
        return "-".join(filter(None, (year, rest.replace("-", ""))))
    if head.period:
        return f"{head.period[0]}-{head.period[1]}"
    return digest[:8]
