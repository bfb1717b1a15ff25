"""Spans of a text in its form without white space and page marks, where words that a printed line divides are whole."""

from __future__ import annotations

from bisect import bisect_left

from kg.extraction.source import DraftSource
from kg.model.records import Span


def compact_text(source: DraftSource) -> str:
    """The text without white space and page marks."""
    return source.parsed.normalised.text


def inward(source: DraftSource, span: Span) -> Span:
    """The span of the compact text that holds the letters of `span`."""
    offsets = source.parsed.normalised.offsets
    return bisect_left(offsets, span[0]), bisect_left(offsets, span[1])


def outward(source: DraftSource, span: Span) -> Span:
    """The span of the text whose letters are those of `span`, a span of the compact text. An empty one stays empty."""
    offsets = source.parsed.normalised.offsets
    start = offsets[min(span[0], len(offsets) - 1)]
    return (start, offsets[span[1] - 1] + 1) if span[1] > span[0] else (start, start)
