"""Sentences without white space, with the place of each character in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.source import DraftSource
from kg.model.records import Span

_BODIES = r"[（(〔\[][^（）()〔〕\[\]]*(?:责任|牵头|负责|配合|落实)[^（）()〔〕\[\]]*[)）〕\]]"
_NUMBER = r"第[一二三四五六七八九十百零〇]+[条章节]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))"
_BEFORE = re.compile(f"(?:{_BODIES})*#*(?:{_NUMBER})?")


@dataclass(frozen=True)
class Words:
    """Words of the text without white space. offsets: of each character. clause: the path of the clause whose own words they are."""

    clause: str
    words: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the text that holds the characters `start` to `end`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def places(self, span: Span) -> Span | None:
        """The characters that stand in a stretch of the text; None where none does."""
        start, end = bisect_left(self.offsets, span[0]), bisect_left(self.offsets, span[1])
        return (start, end) if start < end else None

    def behind(self, start: int) -> Iterator[Words]:
        """The items of a list that stands behind a colon: the parts between semicolons, without their numbers."""
        for match in re.finditer("[^；;]+", self.words[start:]):
            begins = start + match.start() + (number.end() if (number := _BEFORE.match(match[0])) else 0)
            if begins < start + match.end():
                yield Words(self.clause, self.words[begins : start + match.end()], self.offsets[begins : start + match.end()])


def sentences(source: DraftSource, clause: str) -> Iterator[Words]:
    """The sentences of the clause's own words, without its heading, and without numbers and bodies in brackets before them."""
    heading = "".join((source.clauses[clause].heading or "").split())
    for sentence in source.sentences(clause):
        between = [span for span in source.noise if span[0] < sentence.end and sentence.start < span[1]]
        noise = {place for span in between for place in range(*span)}
        kept = [place for place in range(*sentence.span) if not source.text[place].isspace() and place not in noise]
        words = "".join(source.text[place] for place in kept)
        begins = match.end() if (match := _BEFORE.match(words)) else 0
        ends = begins + len(heading)
        alone = 0 < ends < len(kept) and "\n" in source.text[kept[ends - 1] : kept[ends]]
        if alone and words.startswith(heading, begins):
            begins = ends
        if begins < len(kept):
            yield Words(clause, words[begins:], kept[begins:])
