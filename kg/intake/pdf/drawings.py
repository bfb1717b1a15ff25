"""What a page of a PDF has drawn beside its text: ruled lines, dark grounds, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from kg.intake.page_content import Rect
from kg.intake.pdf.frame import PageFrame

_MOST_OBJECTS = 20_000
"""Drawn objects of a page that are looked at; and of segments of paths."""
_THIN = 3.0
_DEEPEST = 6
"""Forms in forms."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Drawings:
    """Rectangles on the page as it is shown. `grounds`: filled with a colour on which white letters are seen."""

    rules: list[Rect] = field(default_factory=list)
    grounds: list[Rect] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    objects: int = 0
    segments: int = 0


def drawings(page: pdfium.FPDF_PAGE, frame: PageFrame) -> Drawings:
    """What is drawn on a page; of a page with more objects than are looked at, what comes first."""
    found = Drawings()
    for thing, kind, matrix in _objects(page, None, _IDENTITY, 0):
        found.objects += 1
        if found.objects > _MOST_OBJECTS or found.segments > _MOST_OBJECTS:
            break
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(_bounds(thing, matrix, frame))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            found.grounds.append(_bounds(thing, matrix, frame))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(thing, matrix, frame, found)
    return found


def _objects(page: pdfium.FPDF_PAGE, form: object, matrix: Matrix, depth: int) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int, Matrix]]:
    count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(page)
    for n in range(min(count, _MOST_OBJECTS)):
        thing = pdfium.FPDFFormObj_GetObject(form, n) if form else pdfium.FPDFPage_GetObject(page, n)
        if not thing:
            continue
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(page, thing, _after(_matrix(thing), matrix), depth + 1)
        else:
            yield thing, kind, matrix


def _matrix(thing: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, byref(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    x, y = _apply(then, e, f)
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        x,
        y,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _bounds(thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, frame: PageFrame) -> Rect:
    left, bottom, right, top = (c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    corners = [frame.point(*_apply(matrix, x.value, y.value)) for x in (left, right) for y in (bottom, top)]
    return _around(corners)


def _around(points: list[tuple[float, float]]) -> Rect:
    return Rect(min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))


def _path(thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, frame: PageFrame, found: Drawings) -> None:
    fill, stroke, width = c_int(), c_int(), c_float()
    pdfium.FPDFPath_GetDrawMode(thing, byref(fill), byref(stroke))
    pdfium.FPDFPageObj_GetStrokeWidth(thing, byref(width))
    filled = fill.value != pdfium.FPDF_FILLMODE_NONE and not _is_white(thing, pdfium.FPDFPageObj_GetFillColor)
    stroked = bool(stroke.value) and not _is_white(thing, pdfium.FPDFPageObj_GetStrokeColor)
    if not filled and not stroked:
        return
    for points in _subpaths(thing, _after(_matrix(thing), matrix), frame, found):
        if stroked and width.value <= _THIN * 2:
            sides = [_around([one, other]) for one, other in pairwise(points)]
            found.rules += [side for side in sides if min(side.width, side.height) <= 0.5 and max(side.width, side.height) > 2]
        if filled and len(points) > 2:
            rect = _around(points)
            if min(rect.width, rect.height) > _THIN:
                found.grounds.append(rect)
            elif max(rect.width, rect.height) > 2:
                found.rules.append(rect)


def _subpaths(thing: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, frame: PageFrame, found: Drawings) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for n in range(min(pdfium.FPDFPath_CountSegments(thing), _MOST_OBJECTS)):
        found.segments += 1
        segment = pdfium.FPDFPath_GetPathSegment(thing, n)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(frame.point(*_apply(matrix, x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _is_white(thing: pdfium.FPDF_PAGEOBJECT, colour_of: object) -> bool:
    colours = [c_uint(0) for _ in range(4)]
    if not callable(colour_of) or not colour_of(thing, *map(byref, colours)):
        return False
    return colours[3].value < 10 or all(colour.value >= 245 for colour in colours[:3])
