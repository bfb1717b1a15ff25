"""The characters of a page of a PDF with their places, those that are seen apart from those that are not."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_uint
from dataclasses import replace

import pypdfium2.raw as pdfium

from kg.intake.characters import Character, em_box
from kg.intake.letters import UNREADABLE, plain
from kg.intake.page_content import Glyph
from kg.intake.pdf.frame import PageFrame

_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_SMALLEST = 2.0
"""Points, below which letters cannot be seen."""
_WHITE = 245


def characters(page: pdfium.FPDF_PAGE, frame: PageFrame, most: int) -> list[Character]:
    """The characters of a page, in the order of the file; at most `most`. A ligature, such as that of two dashes, is one of several."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        found: list[Character] = []
        for one in _characters(text, frame, min(pdfium.FPDFText_CountChars(text), most)):
            if found and one.glyph.rect == found[-1].glyph.rect:
                glyph = found[-1].glyph
                found[-1] = replace(found[-1], glyph=replace(glyph, text=glyph.text + one.glyph.text))
            else:
                found.append(one)
        return found
    finally:
        pdfium.FPDFText_ClosePage(text)


def _characters(text: pdfium.FPDF_TEXTPAGE, frame: PageFrame, count: int) -> Iterator[Character]:
    x, y, box, matrix = c_double(), c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    colours = [c_uint() for _ in range(4)]
    modes: dict[int, bool] = {}
    high = 0
    for n in range(count):
        point = pdfium.FPDFText_GetUnicode(text, n)
        if 0xD800 <= point < 0xDC00:
            high = point
            continue
        if 0xDC00 <= point < 0xE000 and high:
            point = 0x10000 + ((high - 0xD800) << 10) + (point - 0xDC00)
        high = 0
        if pdfium.FPDFText_IsGenerated(text, n) == 1:
            continue
        unmapped = point == 0 or point > 0x10FFFF or pdfium.FPDFText_HasUnicodeMapError(text, n) == 1
        words = UNREADABLE if unmapped else plain(chr(point))
        if not words or not pdfium.FPDFText_GetMatrix(text, n, byref(matrix)):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, n, byref(box)) or not pdfium.FPDFText_GetCharOrigin(text, n, byref(x), byref(y)):
            continue
        size = pdfium.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        angle = frame.angle(matrix.a, matrix.b)
        rect = em_box(frame.rect(box.left, box.bottom, box.right, box.top), frame.point(x.value, y.value), size, angle)
        if not all(map(math.isfinite, (*rect, size))):
            continue
        pdfium.FPDFText_GetFillColor(text, n, *map(byref, colours))
        white = all(colour.value >= _WHITE for colour in colours[:3])
        seen = (
            colours[3].value > 10
            and size >= _SMALLEST
            and frame.holds(rect)
            and not _is_invisible(pdfium.FPDFText_GetTextObject(text, n), modes)
        )
        yield Character(Glyph(words, rect, size), angle, seen, white)


def _is_invisible(thing: pdfium.FPDF_PAGEOBJECT, modes: dict[int, bool]) -> bool:
    if not thing:
        return False
    key = addressof(thing.contents)
    if key not in modes:
        modes[key] = pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE
    return modes[key]
