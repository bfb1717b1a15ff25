"""By when a task is to be done, where the words that assign it say so: （市人社局牵头，2025年6月底前完成）, 完成时限：2025年底."""

from __future__ import annotations

import re

_DATE = r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?(?P<end>[底末])?"
_BEFORE = re.compile(rf"{_DATE}(?:之?前)?(?:全部|基本)?(?:完成|建成|实现|出台|到位)")
_LIMIT = re.compile(rf"(?:完成时限|完成时间|时限要求|时间节点|完成日期)[：:]{_DATE}")
_CELL = re.compile(rf"{_DATE}(?:之?前)?(?:完成)?")


def due_in(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The date of ISO 8601 that a stretch of assigning words sets, and where it stands; None where it sets none or several."""
    found = [match for pattern in (_BEFORE, _LIMIT) for match in pattern.finditer(text, start, end)]
    return (_iso(found[0]), *found[0].span()) if len(found) == 1 else None


def due_of_cell(words: str) -> str | None:
    """The date of a cell in a column such as 完成时限."""
    match = _CELL.fullmatch("".join(words.split()))
    return _iso(match) if match else None


def _iso(match: re.Match[str]) -> str:
    if match["month"]:
        return f"{match['year']}-{int(match['month']):02}"
    return f"{match['year']}-12-31" if match["end"] else match["year"]
