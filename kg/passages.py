"""Passages of a source text: where a quote stands, by offsets, clause, and page of the original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import UnknownValue
from kg.i18n import message
from kg.model.original import Box
from kg.store.source_texts import SourceText, Span


@dataclass(frozen=True)
class PagePart:
    """The boxes of a passage on one page, one a printed line."""

    page: int
    boxes: list[Box]


@dataclass(frozen=True)
class Passage:
    """`quote` is exactly `text[start:end]`. `clause` is the smallest that holds it all; None where none does."""

    document: str
    clause: str | None
    start: int
    end: int
    quote: str
    pages: list[PagePart]
    """Empty where the original has no pages."""


def passages(
    source: SourceText, clauses: Sequence[Mapping[str, Any]], quote: str | None, start: int | None, end: int | None
) -> list[Passage]:
    """Every place of `quote`, or the one from `start` to `end`. `clauses` are rows with `document`, `clause`, `start`, `end`.

    Raises UnknownValue.
    """
    own = [row for row in clauses if row["document"] == source.document]
    return [_passage(source, own, *span) for span in _spans(source, quote, start, end)]


def _spans(source: SourceText, quote: str | None, start: int | None, end: int | None) -> list[Span]:
    if quote is None:
        if start is None or end is None:
            raise UnknownValue("quote", None, message("errors.expected.passage"))
        if not 0 <= start < end <= len(source.text):
            raise UnknownValue("start–end", f"{start}–{end}", message("errors.expected.offsets", count=len(source.text)))
        return [(start, end)]
    if start is not None or end is not None:
        raise UnknownValue("quote", quote, message("errors.expected.passage"))
    found = source.find(quote)
    if not found:
        raise UnknownValue("quote", quote, message("errors.expected.words_of", document=source.document))
    return found


def _passage(source: SourceText, clauses: Sequence[Mapping[str, Any]], start: int, end: int) -> Passage:
    around = [row for row in clauses if row["start"] <= start and end <= row["end"]]
    clause = min(around, key=lambda row: row["end"] - row["start"])["clause"] if around else None
    pages: dict[int, list[Box]] = {}
    for page, box in source.places(start, end):
        pages.setdefault(page, []).append(box)
    parts = [PagePart(page, boxes) for page, boxes in sorted(pages.items())]
    return Passage(source.document, clause, start, end, source.text[start:end], parts)
