"""Characters become lines, lines become rows: what stands at one height of a page."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TypeVar

from kg.intake.page_content import Glyph, Line, LineDoubt, Rect

_Placed = TypeVar("_Placed", Glyph, Line)

_WORD_GAP = 0.22
"""Ems between two Latin characters from which on they are two words."""
_PART_GAP = 1.2
"""Ems of white from which on what follows is a part of its own: another column or cell, or words set apart."""
_SAME_HEIGHT = 0.5
"""Share of the lower of two boxes that the other must cover for both to stand in one row."""

_LARGER, _NEAR = 1.3, 0.8
"""By how much a thing is higher than one of another size, and in heights how far apart they may stand."""


def lines_of_glyphs(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters make, each as far as no wide gap parts it, from the top down and from left to right."""
    return [
        _line(page, part)
        for row in _by_height(sorted((glyph for glyph in glyphs if glyph.text), key=lambda glyph: -glyph.size))
        for part in _parts(sorted(row, key=lambda glyph: glyph.rect.left))
        if any(glyph.text.strip() for glyph in part)
    ]


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines by rows, from the top down, each from left to right."""
    return [sorted(row, key=lambda line: line.rect.left) for row in _by_height(sorted(lines, key=lambda line: -line.rect.height))]


def joined(row: Sequence[Line]) -> Line:
    """The lines of one row as one line, a blank where white parts them."""
    if len(row) == 1:
        return row[0]
    text, edges, doubts, rect = "", list[float](), list[LineDoubt](), row[0].rect
    for line in row:
        if text and not text.endswith((" ", "\u3000")) and line.rect.left - edges[-1] > _WORD_GAP * line.size:
            text += " "
        elif text:
            edges.pop()
        doubts += [doubt._replace(start=doubt.start + len(text), end=doubt.end + len(text)) for doubt in line.doubts]
        text += line.text
        edges += line.edges
        rect = rect.around(line.rect)
    return Line(row[0].page, text, rect, max(line.size for line in row), tuple(edges), tuple(doubts))


def split_at(line: Line, places: Iterable[float]) -> list[Line]:
    """The parts of a line between upright rules at `places`, in points from the left."""
    inside = sorted(x for x in places if line.rect.left + 0.3 * line.size < x < line.rect.right - 0.3 * line.size)
    cuts = [0]
    for x in inside:
        cut = min(range(len(line.edges)), key=lambda n: abs(line.edges[n] - x))
        if cuts[-1] < cut < len(line.text):
            cuts.append(cut)
    cuts.append(len(line.text))
    return [part for first, last in itertools.pairwise(cuts) if (part := _part(line, first, last)).text.strip()]


def _part(line: Line, first: int, last: int) -> Line:
    doubts = tuple(
        doubt._replace(start=max(doubt.start, first) - first, end=min(doubt.end, last) - first)
        for doubt in line.doubts
        if doubt.start < last and doubt.end > first
    )
    edges = line.edges[first : last + 1]
    return Line(line.page, line.text[first:last], line.rect._replace(left=edges[0], right=edges[-1]), line.size, edges, doubts)


def _by_height(things: Sequence[_Placed]) -> list[list[_Placed]]:
    """Things by the rows in which they stand. The large come first, so that a raised figure joins its line, not a row of its own."""
    found: list[tuple[Rect, list[_Placed]]] = []
    by_place: dict[int, list[int]] = {}
    step = max((thing.rect.height for thing in things), default=1.0) or 1.0
    for thing in things:
        rect = thing.rect
        place = int(rect.middle / step)
        near = [n for beside in (place - 1, place, place + 1) for n in by_place.get(beside, ()) if _is_beside(found[n][0], rect)]
        best = max(near, key=lambda n: (_overlap(found[n][0], rect), -n), default=None)
        if best is None:
            by_place.setdefault(place, []).append(len(found))
            found.append((rect, [thing]))
            continue
        first, row = found[best]
        row.append(thing)
        if rect.height * _LARGER > first.height:
            found[best] = (first._replace(left=min(first.left, rect.left), right=max(first.right, rect.right)), row)
    return [row for _, row in sorted(found, key=lambda one: one[0].middle)]


def _is_beside(row: Rect, rect: Rect) -> bool:
    """Whether a thing stands in a row of things as high as it, or close to higher ones, as a raised figure does."""
    if _overlap(row, rect) < _SAME_HEIGHT * min(row.height, rect.height):
        return False
    close = row.left - _NEAR * row.height < rect.right and rect.left < row.right + _NEAR * row.height
    return close or rect.height * _LARGER > row.height


def _overlap(one: Rect, other: Rect) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _parts(row: Sequence[Glyph]) -> Iterable[list[Glyph]]:
    """A row, cut where white parts it; blanks that are characters are white too. A character printed twice, to look bold, is one."""
    part: list[Glyph] = []
    right = 0.0
    for glyph in row:
        if part and glyph.text == part[-1].text and glyph.rect.left - part[-1].rect.left < 0.3 * part[-1].rect.width:
            continue
        if not glyph.text.strip():
            if part:
                part.append(glyph)
            continue
        if part and glyph.rect.left - right > _PART_GAP * max(glyph.size, part[0].size):
            yield part
            part = []
        part.append(glyph)
        right = glyph.rect.right
    if part:
        yield part


def _line(page: int, glyphs: Sequence[Glyph]) -> Line:
    words = [glyph for glyph in glyphs if glyph.text.strip()]
    while not glyphs[-1].text.strip():
        glyphs = glyphs[:-1]
    size = median(glyph.size for glyph in words)
    text, edges = "", list[float]()
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _is_word_break(before, glyph):
            text += " "
            edges.append(before.rect.right)
        text += glyph.text
        width = glyph.rect.width / len(glyph.text)
        edges += [glyph.rect.left + n * width for n in range(len(glyph.text))]
        before = glyph
    edges.append(words[-1].rect.right)
    main = [glyph.rect for glyph in words if glyph.size > 0.8 * size] or [glyph.rect for glyph in words]
    rect = Rect(words[0].rect.left, min(r.top for r in main), max(words[-1].rect.right, words[0].rect.left), max(r.bottom for r in main))
    return Line(page, text, rect, size, tuple(edges))


def _is_word_break(before: Glyph, after: Glyph) -> bool:
    """Whether white that no character stands for parts two characters. Chinese set wide has none but over half an em."""
    if not before.text.strip() or not after.text.strip():
        return False
    latin = before.text.isascii() and after.text.isascii()
    return after.rect.left - before.rect.right > (_WORD_GAP if latin else 0.75) * max(before.size, after.size)
