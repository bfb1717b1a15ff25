"""Splitting a text into paragraphs. Line breaks inside a sentence come from the scan and do not end a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.text.quotes import Span, overlaps

_FULL = 20
"""Minimum length in characters of a full printed line. A shorter line ends its paragraph."""
_ENDED = re.compile(r"[。！？：.!?:…][”’）)」』\"]*$")
_TITLE = re.compile(r"(?:通知|意见|规划|方案|办法|决定|文件|号|日|）|\))$")
_BEGINS = re.compile(r"[#—]|\S*[：:]$")


@dataclass(frozen=True)
class Line:
    """The span of a line without surrounding white space. `noise`: the line is a page number or rule."""

    start: int
    end: int
    noise: bool = False


def paragraphs(text: str, start: int, end: int, noise: Sequence[Span] = ()) -> Iterator[list[Line]]:
    """The lines of `text[start:end]`, grouped into paragraphs. Page numbers inside a sentence stay in its paragraph."""
    paragraph: list[Line] = []
    for line in lines(text, start, end, noise):
        before = next((known for known in reversed(paragraph) if not known.noise), None)
        if paragraph and not line.noise and not (before and _goes_on(text[before.start : before.end], text[line.start : line.end])):
            kept = _last_text(paragraph)
            yield paragraph[: kept + 1]
            yield from ([mark] for mark in paragraph[kept + 1 :])
            paragraph = []
        paragraph.append(line)
    if paragraph:
        kept = _last_text(paragraph)
        if kept >= 0:
            yield paragraph[: kept + 1]
        yield from ([mark] for mark in paragraph[kept + 1 :])


def lines(text: str, start: int, end: int, noise: Sequence[Span] = ()) -> Iterator[Line]:
    """The lines of `text[start:end]` that are not blank."""
    starts = [span[0] for span in noise]
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        words = text[at:stop]
        if words.strip():
            first, last = at + len(words) - len(words.lstrip(" \r\u3000")), at + len(words.rstrip())
            near = bisect_left(starts, last)
            yield Line(first, last, overlaps((first, last), noise[max(0, near - 1) : near]))
        at = stop + 1


def _last_text(paragraph: Sequence[Line]) -> int:
    return max((i for i, line in enumerate(paragraph) if not line.noise), default=-1)


def _goes_on(before: str, line: str) -> bool:
    if "\t" in before or "\t" in line or before.startswith("#"):
        return False
    return len(before) >= _FULL and not _ENDED.search(before) and not _TITLE.search(before) and not _BEGINS.match(line)
