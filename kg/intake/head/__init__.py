"""The head of a document, read from its text: title, number, issuers, dates, how long it is in force, where it belongs.

Every value has the words that state it, or is marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.intake.head.model import Head, Words
from kg.intake.head.places import read_place
from kg.intake.head.relations import Related, read_relations
from kg.intake.head.stacking import read_stacking
from kg.intake.head.validity import read_validity, unique_span
from kg.intake.head.values import HeadValues
from kg.text.quotes import Span

__all__ = ["Head", "Related", "Words", "read_head"]

_PERIOD = re.compile(r"[（(]?(?P<first>20\d{2})\s*年?\s*[-—–－~～至到]+\s*(?P<last>20\d{2})\s*年[）)]?")
_FIVE_YEARS = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}


def read_head(text: str, stated: Mapping[str, str] | None = None) -> Head:
    """Read the head of the document whose text is `text`. `stated` is what its file says of itself, as in `ReadText`."""
    values = HeadValues(text, stated or {})
    title, number, issuers, issued, draft = values.title(), values.number(), values.issuers(), values.issued(), values.draft()
    words = values.words
    validity = read_validity(text, issued, draft)
    if validity.effective and validity.effective_span:
        words["effective"] = _once(text, validity.effective_span, validity.computed)
    if validity.validity_span:
        words["valid_until" if validity.valid_until else "valid_for"] = _once(text, validity.validity_span)
    place = read_place(text, title, values.whole_title, issuers)
    if place:
        start, end = place.span or (None, None)
        words["place"] = Words(start, end, place.inferred)
    relations = read_relations(text, title)
    stacking, span = read_stacking(text) or ((), None)
    if span:
        words["stacking"] = Words(*span)
    head = Head(
        title=title, number=number, issuers=issuers, issued=issued, effective=validity.effective, valid_until=validity.valid_until,
        valid_for=validity.valid_for, length=validity.length, period=_period(title), draft=draft, place=place.code if place else None,
        place_name=place.name if place else None, level=place.level if place else None, stacking=stacking, words=words, **relations,
    )  # fmt: skip
    if head.ends and not head.valid_until:
        words["valid_until"] = Words(words["valid_for"].start, words["valid_for"].end, True)
    return head


def _once(text: str, span: Span, inferred: bool = False) -> Words:
    start, end = unique_span(text, span) or span
    return Words(start, end, inferred)


def _period(title: str) -> tuple[int, int] | None:
    """First and last year of a plan that its title names."""
    if match := _PERIOD.search(title):
        return int(match["first"]), int(match["last"])
    return next((years for name, years in _FIVE_YEARS.items() if name in title and "规划" in title), None)
