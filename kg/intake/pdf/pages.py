"""A page of a PDF as what stands on it; or, where that is a picture, that it is one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from kg.intake.characters import Character, content_of, hidden_lines, is_on
from kg.intake.frames import Turn
from kg.intake.letters import UNREADABLE
from kg.intake.page_content import Line, PageContent, PageDoubt, Rect
from kg.intake.pdf.drawings import Drawings, drawings
from kg.intake.pdf.frame import PageFrame
from kg.intake.pdf.glyphs import characters

_A4 = (595.0, 842.0)
"""The size of a page whose boxes are empty."""
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
    if not (left < right and bottom < top):
        left, bottom, right, top = 0.0, 0.0, *_A4
    return PageFrame(left, bottom, Turn(page.get_rotation(), right - left, top - bottom))


def read_page(page: pdfium.PdfPage, number: int) -> PdfPage:
    """What stands on page `number`, counted from 1."""
    frame = page_frame(page)
    drawn = drawings(page.raw, frame)
    found = characters(page.raw, frame, _MOST_CHARACTERS)
    grounds = [*drawn.grounds, *drawn.pictures]
    seen = [one for one in found if one.seen and (not one.white or is_on(one.glyph.rect, grounds))]
    known = set(map(id, seen))
    content = content_of(number, seen, drawn.rules, frame.size)
    hidden = hidden_lines(number, [one for one in found if id(one) not in known and one.glyph.text.strip()], content)
    if _is_scan(seen, drawn, frame):
        return PdfPage(content, True, tuple(hidden))
    turn = Turn(content.turn, *frame.size)
    unseen = [PageDoubt("hidden_text", line.rect, line.text) for line in hidden]
    pictures = [PageDoubt("unreadable", turn.rect(rect)) for rect in drawn.pictures if _may_hold_words(rect, seen, frame)]
    return PdfPage(replace(content, doubts=[*content.doubts, *unseen, *pictures]), False, ())


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
