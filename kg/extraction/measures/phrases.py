"""The phrases of a clause with what stands around them: the units of which measures are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.extraction.sentences import phrases, trimmed
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import word_file
from kg.model.records import Span

FILE = Path(__file__).with_name("grammar.yaml")
_FIGURE = re.compile(r"[0-9０-９.]+")
_BEFORE_HEADING = 12
_TABLE_KINDS = ("table", "row")


@dataclass(frozen=True)
class Phrase:
    """A phrase between commas.

    words: without white space; figures are 0 in `plain`. place: its number in the sentence. above: the headings of the clauses above,
    the nearest first. mark_before, mark_after: the punctuation beside it. heading_words: it stands in the heading itself.
    """

    span: Span
    words: str
    place: int
    clause: str
    kind: str
    heading: str
    above: tuple[str, ...]
    mark_before: str
    mark_after: str
    heading_words: bool

    @property
    def plain(self) -> str:
        return _FIGURE.sub("0", self.words)

    @property
    def background(self) -> bool:
        """Whether it stands in a part that orders nothing."""
        return any(matches("background", heading) for heading in (self.heading, *self.above))


def sentences_of_phrases(source: DraftSource, clause: str) -> Iterator[list[Phrase]]:
    """The phrases of each sentence of a clause that is no part of a table."""
    held = source.clauses[clause]
    if held.kind in _TABLE_KINDS:
        return
    heading = held.heading or ""
    above = tuple(one.heading or "" for one in source.parsed.tree.ancestors(clause))
    heading_at = source.text.find(heading, held.start, held.start + len(heading) + _BEFORE_HEADING) if heading else -1
    heading_end = heading_at + len(heading) if heading_at >= 0 else held.start
    for sentence in source.sentences(clause):
        parts = [part for found in phrases(source.text, sentence.span) if (part := _without_aside(source, found))]
        yield [
            Phrase(
                part, source.words(part), place, clause, held.kind, heading, above,
                _mark(source.text, part[0] - 1), _mark(source.text, part[1]), part[1] <= heading_end,
            )
            for place, part in enumerate(parts)
        ]  # fmt: skip


def _without_aside(source: DraftSource, span: Span) -> Span | None:
    """The phrase without the bodies in brackets that it begins with; None where nothing else is left."""
    found = matches("aside", source.text[slice(*span)])
    return trimmed(source.text, (span[0] + found.end(), span[1])) if found else span


def _mark(text: str, place: int) -> str:
    return text[place] if 0 <= place < len(text) else ""


def matches(rule: str, words: str) -> re.Match[str] | None:
    """Whether a rule of `grammar.yaml` finds its words."""
    return grammar()[rule].search(words)


@cache
def grammar() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(entry["words"]) for name, entry in word_file(FILE).items()}
