"""A picture of a page becomes lines with places, ruled lines, and what is doubtful."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kg.intake.ocr.engine import Pixels, Quad, detect
from kg.intake.ocr.ink import Area, Ink, ink_of, reaching, rules, trimmed, unread, without
from kg.intake.ocr.lines import ReadLine, read_line
from kg.intake.ocr.punctuation import marked
from kg.intake.ocr.seals import without_seals
from kg.intake.ocr.second_look import looked_at_again
from kg.intake.ocr.straighten import extent, is_upside_down, lies_on_its_side, straightened, turned_around
from kg.intake.page_content import Line, PageContent, PageDoubt, Rect

if TYPE_CHECKING:
    from PIL.Image import Image

_SEEN, _SEEN_CLOSER = 1312, 2048
"""Pixels of the longer side of the picture in which lines are sought; the second where characters would be too small."""
_TALLEST = 2.0
"""Height of a picture for its width."""
_SMALL = 15.0
"""Height of lines in the picture in which they are sought, in pixels."""
_FINEST = 250.0
"""Dots an inch that are read; what is finer is reduced."""
_SHORTEST_RULE = 30.0
"""Points."""
_WRITING = 0.6
"""Mean confidence of writing that the detector did not see; what is read with less is not taken, but told."""


def read_page_image(image: Image, page: int, size: tuple[float, float]) -> PageContent:
    """The lines of a picture of a page. `size`: width and height of the page in points, as the picture stands.

    A picture that lies on its side or upside down is turned, and width and height with it. Needs the extra `ocr`.
    """
    pixels, turn = _pixels(image, size), 0
    quads = _lines_of(pixels)
    if lies_on_its_side(quads):
        pixels, size, turn = np.ascontiguousarray(np.rot90(pixels)), (size[1], size[0]), 270
        quads = _lines_of(pixels)
    if quads and is_upside_down(pixels, quads):
        pixels, turn = turned_around(pixels), (turn + 180) % 360
        quads = _lines_of(pixels)
    pixels, quads, _ = straightened(pixels, quads)
    scale = pixels.shape[1] / size[0]
    ink = ink_of(pixels)
    ruled = rules(ink, round(_SHORTEST_RULE * scale), [Area(*extent(quad)) for quad in quads])
    lines, missed = _read(pixels, without(ink, ruled), quads, ruled)
    return PageContent(
        page,
        *size,
        lines=[_line(line, page, scale) for line in lines],
        rules=[_rect(area, scale) for area in ruled],
        doubts=[PageDoubt("line_gap", _rect(area, scale)) for area in missed],
        turn=turn,
    )


def _pixels(image: Image, size: tuple[float, float]) -> Pixels:
    image = _on_white(image)
    finest = _FINEST / 72 * max(size) / max(image.size)
    if finest < 1:
        image = image.resize((max(1, round(image.width * finest)), max(1, round(image.height * finest))), reducing_gap=2.0)
    pixels = np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
    return without_seals(pixels, max(pixels.shape) / max(size))


def _on_white(image: Image) -> Image:
    """In grey or colours, which can be reduced without loss of strokes; what is transparent is white."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if "A" in image.mode or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = image.copy()
        paper.paste("white", (0, 0, *image.size))
        paper.alpha_composite(image)
        return paper.convert("RGB")
    return image.convert("L") if image.mode in ("1", "L") else image.convert("RGB")


def _lines_of(pixels: Pixels) -> list[Quad]:
    """The lines of a picture; of a tall one, a screenshot, by pieces of the shape of a page that overlap."""
    height, width = pixels.shape[:2]
    if height <= _TALLEST * width:
        return _lines_of_piece(pixels)
    step, overlap = round(1.2 * width), round(0.1 * width)
    found = []
    for top in range(0, height, step):
        seen_from = max(0, top - overlap)
        piece = _lines_of_piece(pixels[seen_from : top + step + overlap])
        found += [quad._replace(y=quad.y + seen_from) for quad in piece if top <= quad.y + seen_from < top + step]
    return found


def _lines_of_piece(pixels: Pixels) -> list[Quad]:
    quads = detect(pixels, _SEEN)
    if quads and statistics.median(min(quad.height, quad.width) for quad in quads) * _SEEN / max(pixels.shape) < _SMALL:
        return detect(pixels, _SEEN_CLOSER)
    return quads


def _read(pixels: Pixels, ink: Ink, quads: Sequence[Quad], ruled: Sequence[Area]) -> tuple[list[ReadLine], list[Area]]:
    """The lines, those that the detector did not see among them, and the places of writing that cannot be read."""
    areas = [part for quad in quads for part in _within(Area(*extent(quad)), ruled)]
    areas = [reaching(ink, area, areas, ruled) for area in areas]
    lines = [line for area in areas for line in [read_line(pixels, ink, area)] if line.text.strip()]
    if not lines:
        return [], []
    em = statistics.median(line.em for line in lines)
    missed = []
    for area in unread(ink, [line.area for line in lines], em):
        line = read_line(pixels, ink, area.grown(round(0.15 * em)))
        if line.text.strip() and line.confidence >= _WRITING:
            lines.append(line)
        else:
            missed.append(area)
    return [looked_at_again(pixels, line) for line in marked(lines)], missed


def _within(area: Area, ruled: Sequence[Area]) -> Iterator[Area]:
    """The parts of a line between the vertical rules that cross it."""
    height = area.bottom - area.top
    middle = (area.top + area.bottom) / 2
    crossing = sorted(
        rule.left
        for rule in ruled
        if rule.bottom - rule.top > rule.right - rule.left
        and rule.top < middle < rule.bottom
        and area.left + 0.4 * height < rule.left < area.right - 0.4 * height
    )
    left = area.left
    for rule in [*crossing, area.right]:
        if rule - left > 0.3 * height:
            yield area._replace(left=left + (3 if left != area.left else 0), right=rule - (2 if rule != area.right else 0))
        left = rule


def _line(line: ReadLine, page: int, scale: float) -> Line:
    """In points, as wide as its ink, with the place where each letter begins."""
    area = trimmed(line.ink, line.area)
    middles = [line.area.left + line.middle(at) for at in range(len(line.letters))]
    edges = [area.left, *((before + after) / 2 for before, after in pairwise(middles)), area.right]
    edges = [min(max(edge, area.left), area.right) for edge in edges]
    return Line(page, line.text, _rect(area, scale), line.em / scale, tuple(edge / scale for edge in edges), line.doubts)


def _rect(area: Area, scale: float) -> Rect:
    return Rect(*(edge / scale for edge in area))
