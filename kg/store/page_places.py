"""Where words stand on the pages of the original."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter

from kg.model.original import Box, Stretch


def places(text: str, layout: Sequence[Stretch], start: int, end: int) -> Iterator[tuple[int, Box]]:
    """The pages and boxes of `text[start:end]`, a box a printed line, in the order of the text.

    Of a line that holds more than these words, the box is cut by the widths of characters: those of full width count twice.
    Where `start` = `end`, the box has no width and stands before the character there.
    """
    for i in range(bisect_right(layout, start, key=attrgetter("end")), len(layout)):
        stretch = layout[i]
        if stretch.start >= max(end, start + 1):
            return
        yield stretch.page, _cut(stretch.box, text[stretch.start : stretch.end], start - stretch.start, end - stretch.start)


def _cut(box: Box, words: str, start: int, end: int) -> Box:
    edges = [0, *accumulate(map(_width, words))]
    whole = edges[-1] or 1
    scale = (box.right - box.left) / whole
    return box._replace(
        left=box.left + scale * edges[max(start, 0)], right=box.left + scale * edges[min(end, len(words))] if edges[-1] else box.right
    )


def _width(character: str) -> int:
    """In halves of a character of full width."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cc", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
