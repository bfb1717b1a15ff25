"""A clause as sentences without white space, each cut into segments, with offsets of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.clauses import Clause
from kg.text.figures import Figure
from kg.text.quotes import without_whitespace

_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_END = "。！？!?"
_LEAST_CELL = 10
"""A cell with a figure and fewer characters is a value, whose row and column say what it is."""
_LONGEST_NUMBER = 12
"""The longest number and marks before a heading."""
_CUT = "，；："
_QUOTES = re.compile('"([^"]*)"')
_MARKS = "。，；：！？,;:!?. "
_RATIO = re.compile(r"\d：\d")
_ASIDE = 8
"""Brackets of at least so many characters, or with a figure, are segments of their own; shorter ones belong to the word before."""
_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,5}[条章节]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[①-⑳])+"
)


@dataclass(frozen=True)
class Segment:
    """Words between commas, semicolons, colons and long brackets. `part` counts semicolons, `depth` brackets around."""

    start: int
    end: int
    part: int
    depth: int


@dataclass(frozen=True)
class Reading:
    """A sentence without white space. `offsets` are the places of its characters in the text."""

    clause: str
    words: str
    offsets: Sequence[int]
    figures: Sequence[Figure]
    """Its figures, with places in `words`."""
    is_heading: bool = False

    def span(self, start: int, end: int) -> Span:
        """The place in the text of `words[start:end]`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    @cached_property
    def segments(self) -> Sequence[Segment]:
        return list(_segments(self.words))

    def of(self, segment: Segment) -> str:
        return self.words[segment.start : segment.end]

    def around(self, place: int) -> int:
        """The index of the segment in which `place` stands."""
        return next(index for index, one in enumerate(self.segments) if place < one.end or one is self.segments[-1])


def readings(source: DraftSource, clause: Clause) -> Iterator[Reading]:
    """The sentences of the clause's own words. A heading is a sentence of its own, and so is a cell of a table, but a bare figure."""
    offsets = source.parsed.normalised.offsets
    heading = without_whitespace(clause.heading or "")
    for sentence in source.sentences(clause.path):
        if "\t" in (words := source.text[slice(*sentence.span)]):
            yield from _of_cells(source, clause.path, sentence.start, words)
            continue
        places = offsets[bisect_left(offsets, sentence.start) : bisect_left(offsets, sentence.end)]
        words = "".join(source.text[place] for place in places[: len(heading) + _LONGEST_NUMBER])
        at, length = (words.find(heading) if heading else -1), len(heading)
        heading = ""
        if at == 0 or (at > 0 and _NUMBER.fullmatch(words[:at].translate(_WIDE))):
            yield _reading(source, clause.path, places[: at + length], is_heading=True)
            places = places[at + length :]
        if any(source.text[place] not in _MARKS for place in places):
            yield _reading(source, clause.path, places)


def _of_cells(source: DraftSource, clause: str, at: int, row: str) -> Iterator[Reading]:
    offsets = source.parsed.normalised.offsets
    for cell in row.split("\t"):
        places = offsets[bisect_left(offsets, at) : bisect_left(offsets, at + len(cell))]
        if places and (len(places) >= _LEAST_CELL or not any(character.isdigit() for character in cell)):
            yield _reading(source, clause, places)
        at += len(cell) + 1


def _reading(source: DraftSource, clause: str, places: Sequence[int], is_heading: bool = False) -> Reading:
    words = "".join(source.text[place] for place in places).translate(_WIDE)
    words = re.sub(r"(?<=\d)，(?=\d{3})", ",", words)
    words = _QUOTES.sub("“\\1”", words)
    if (number := _NUMBER.match(words)) and number.end() < len(words):
        words, places = words[number.end() :], places[number.end() :]
    index = {place: n for n, place in enumerate(places)}
    found = []
    for figure in source.figures((places[0], places[-1] + 1)):
        first, last = index.get(figure.start), index.get(figure.end - 1)
        if first is not None and last is not None:
            values = figure.kind, figure.low, figure.high, figure.unit, figure.bound, figure.scale, figure.date
            found.append(Figure(first, last + 1, *values))
    return Reading(clause, words, places, found, is_heading)


def _segments(words: str) -> Iterator[Segment]:
    begin, part, depth = 0, 0, 0
    quoted = ""
    asides: list[int] = []
    closing = {"“": "”", "《": "》", "「": "」"}
    for place, character in enumerate(words):
        if quoted:
            quoted = "" if character == quoted else quoted
            continue
        if character in closing and closing[character] in words[place:]:
            quoted = closing[character]
            continue
        cut = character in _CUT and not (character == "：" and _RATIO.match(words, place - 1))
        if character == "（" and _is_aside(words, place):
            asides.append(place)
            cut = True
        elif character == "）" and asides:
            asides.pop()
            cut = True
        if cut:
            if begin < place:
                yield Segment(begin, place, part, depth)
            begin = place + 1
            part += character == "；" and not asides
        depth = len(asides)
    end = len(words.rstrip(_END))
    if begin < end:
        yield Segment(begin, end, part, depth)


def _is_aside(words: str, place: int) -> bool:
    end = words.find("）", place)
    inner = words[place + 1 : end if end >= 0 else len(words)]
    return len(inner) >= _ASIDE or any(character in "元%，" for character in inner)
