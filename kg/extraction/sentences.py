"""Sentences and phrases of a clause, as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.records import Span
from kg.text.clauses import Clause
from kg.text.paragraphs import paragraphs

_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’）)」』]*|$)")
_OPENING, _CLOSING = "（(〔[【《“‘「『", "）)〕]】》”’」』"


@dataclass(frozen=True)
class Sentence:
    """`start` and `end` are offsets of the text, without the white space around; `clause` is the path of the clause."""

    clause: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def sentences(text: str, clause: Clause, noise: Sequence[Span] = ()) -> Iterator[Sentence]:
    """The sentences of the clause's own stretches. Full stops, exclamation and question marks and ends of paragraphs end one.

    A line break of a printed line within a sentence ends none, nor does `noise` between its lines (a page number).
    """
    for start, end in clause.own:
        for lines in paragraphs(text, start, end, noise):
            for match in _SENTENCE.finditer(text, lines[0].start, lines[-1].end):
                if span := trimmed(text, match.span()):
                    yield Sentence(clause.path, *span)


def phrases(text: str, span: Span) -> list[Span]:
    """The parts of a span between commas, semicolons and colons that stand in no bracket or quotation mark."""
    return [part for start, end in _outside(text, span, "，；：,;:。！？") if (part := trimmed(text, (start, end)))]


def members(text: str, span: Span, separators: str = "、") -> list[Span]:
    """The members of a list: the parts between `separators` that stand in no bracket or quotation mark."""
    return [part for start, end in _outside(text, span, separators) if (part := trimmed(text, (start, end)))]


def _outside(text: str, span: Span, separators: str) -> Iterator[Span]:
    depth, begins = 0, span[0]
    for place in range(*span):
        character = text[place]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in separators and not depth:
            yield begins, place
            begins = place + 1
    yield begins, span[1]


def trimmed(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None where nothing is left."""
    words = text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    end = span[0] + len(words.rstrip())
    return (start, end) if start < end else None
