"""A page of a PDF as what stands on it; or, where that is a picture, that it is one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from kg.intake.frames import Turn
from kg.intake.layout.rows import lines_of_glyphs
from kg.intake.letters import UNREADABLE
from kg.intake.page_content import Glyph, Line, LineDoubt, PageContent, PageDoubt, Rect
from kg.intake.pdf.drawings import Drawings, drawings
from kg.intake.pdf.frame import PageFrame
from kg.intake.pdf.glyphs import Character, characters, is_slanted, upright

_MOST_CHARACTERS = 50_000
"""Of a page."""
_SCAN_SHARE = 0.5
"""Of a page that a picture must cover to be its scan."""
_FEW_CHARACTERS = 30
"""Beside a scan: a stamp, a page mark."""
_PICTURE_SHARE = 0.1
_OUTLINED = 150
"""Paths of a page without characters, from which on they may be the outlines of letters."""


@dataclass(frozen=True)
class PdfPage:
    """What stands on a page. `scan`: its words are in a picture, or its font does not say what its letters are; then `hidden` are
    the lines that lie unseen over it."""

    content: PageContent
    scan: bool
    hidden: tuple[Line, ...]


def page_frame(page: pdfium.PdfPage) -> PageFrame:
    """The frame of a page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    x, y, u, v = page.get_mediabox()
    left, bottom, right, top = max(left, x), max(bottom, y), min(right, u), min(top, v)
    return PageFrame(left, bottom, Turn(page.get_rotation(), right - left, top - bottom))


def read_page(page: pdfium.PdfPage, number: int) -> PdfPage:
    """What stands on page `number`, counted from 1."""
    frame = page_frame(page)
    drawn = drawings(page.raw, frame)
    found = characters(page.raw, frame, _MOST_CHARACTERS)
    seen = [one for one in found if one.seen and (not one.white or _is_on(one.glyph.rect, drawn))]
    unseen = {id(one) for one in seen}
    hidden = [one for one in found if id(one) not in unseen and one.glyph.text.strip()]
    straight = [one for one in seen if not is_slanted(one.angle)]
    turn = upright(straight, *frame.size)
    content = _content(number, straight, drawn, turn)
    hidden_lines = tuple(lines_of_glyphs(number, [replace(one.glyph, rect=turn.rect(one.glyph.rect)) for one in hidden]))
    scan = _is_scan(straight, drawn, frame)
    doubts = [PageDoubt("furniture", line.rect, line.text) for line in _slanted(number, seen)]
    if not scan:
        doubts += [PageDoubt("hidden_text", line.rect, line.text) for line in hidden_lines]
        doubts += [PageDoubt("unreadable", turn.rect(rect)) for rect in drawn.pictures if _may_hold_words(rect, seen, frame)]
    return PdfPage(replace(content, doubts=doubts), scan, hidden_lines)


def _content(number: int, found: list[Character], drawn: Drawings, turn: Turn) -> PageContent:
    lines: list[Line] = []
    for quarter in range(4):
        own = [one.glyph for one in found if round(one.angle / 90) % 4 == quarter]
        lines += _turned_lines(number, own, Turn(-quarter * 90 % 360, turn.width, turn.height), turn)
    width, height = turn.size
    return PageContent(number, width, height, lines=lines, rules=[turn.rect(rule) for rule in drawn.rules], turn=turn.degrees)


def _turned_lines(number: int, glyphs: list[Glyph], own: Turn, turn: Turn) -> list[Line]:
    """Lines in the frame of the page, of characters that stand upright in a frame of their own."""
    lines = lines_of_glyphs(number, [replace(glyph, rect=own.rect(glyph.rect)) for glyph in glyphs])
    lines = [replace(line, doubts=_unreadable(line.text)) for line in lines]
    if own == turn:
        return lines
    return [Line(number, line.text, turn.rect(own.back().rect(line.rect)), line.size, doubts=line.doubts) for line in lines]


def _unreadable(text: str) -> tuple[LineDoubt, ...]:
    return tuple(LineDoubt("unreadable", n, n + 1) for n, character in enumerate(text) if character == UNREADABLE)


def _slanted(number: int, seen: list[Character]) -> list[Line]:
    """The words of a watermark, of each as many characters as stand beside each other in the file."""
    words = [one.glyph for one in seen if is_slanted(one.angle)]
    if not words:
        return []
    rect = words[0].rect
    for glyph in words:
        rect = rect.around(glyph.rect)
    return [Line(number, "".join(glyph.text for glyph in words), rect, words[0].size)]


def _is_on(rect: Rect, drawn: Drawings) -> bool:
    """Whether white letters are on a ground on which they are seen."""
    x, y = (rect.left + rect.right) / 2, rect.middle
    return any(ground.left <= x <= ground.right and ground.top <= y <= ground.bottom for ground in (*drawn.grounds, *drawn.pictures))


def _is_scan(seen: list[Character], drawn: Drawings, frame: PageFrame) -> bool:
    words = [one.glyph.text for one in seen if one.glyph.text.strip()]
    width, height = frame.size
    pictured = sum(_area_on(rect, width, height) for rect in drawn.pictures) >= _SCAN_SHARE * width * height
    if len(words) < _FEW_CHARACTERS and (pictured or drawn.objects - len(words) > _OUTLINED):
        return True
    return words.count(UNREADABLE) > 0.3 * len(words)


def _area_on(rect: Rect, width: float, height: float) -> float:
    return max(0.0, min(rect.right, width) - max(rect.left, 0.0)) * max(0.0, min(rect.bottom, height) - max(rect.top, 0.0))


def _may_hold_words(rect: Rect, seen: list[Character], frame: PageFrame) -> bool:
    """Whether a picture is large, and not a ground on which words stand."""
    width, height = frame.size
    if _area_on(rect, width, height) < _PICTURE_SHARE * width * height:
        return False
    return not any(rect.left <= one.glyph.rect.left <= rect.right and rect.top <= one.glyph.rect.middle <= rect.bottom for one in seen)
