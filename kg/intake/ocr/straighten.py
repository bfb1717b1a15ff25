"""A page is turned upright and straight before it is read: by quarters of a turn, and by the small turn of a sheet laid askew."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kg.intake.ocr.engine import Letter, Pixels, Quad, recognise

_TALL = 1.5
"""A line of Chinese whose box is that much higher than wide stands on its side."""
_SLIGHT = 0.1
"""Degrees that are not worth a turn."""
_SURE = 0.85
"""Mean confidence of upright lines. Upside down they are read with 0.3 to 0.6."""


def lies_on_its_side(quads: Sequence[Quad]) -> bool:
    """Whether most of what is written runs up or down."""
    tall = sum(quad.height for quad in quads if quad.height > _TALL * quad.width)
    return tall > sum(quad.width for quad in quads if quad.height <= _TALL * quad.width)


def is_upside_down(pixels: Pixels, quads: Sequence[Quad]) -> bool:
    """Whether the longest lines are read with more confidence when they are turned around."""
    longest = sorted(quads, key=lambda quad: quad.width, reverse=True)[:3]
    lines = [cut(pixels, *extent(quad)) for quad in longest]
    upright = _confidence([letter for line in lines for letter in recognise(line)])
    if upright >= _SURE:
        return False
    return _confidence([letter for line in lines for letter in recognise(turned_around(line))]) > upright


def _confidence(letters: Sequence[Letter]) -> float:
    return sum(letter.confidence for letter in letters) / len(letters) if letters else 0.0


def turned_around(pixels: Pixels) -> Pixels:
    return np.ascontiguousarray(np.rot90(pixels, 2))


def slant(quads: Sequence[Quad]) -> float:
    """The turn of the page in degrees, clockwise, by the lines that are long enough to show it."""
    widest = max((quad.width for quad in quads), default=0.0)
    turns = [(quad.turn, quad.width) for quad in quads if quad.width >= widest / 2 and quad.width > 5 * quad.height]
    return _weighted_median(turns) if turns else 0.0


def _weighted_median(weighted: list[tuple[float, float]]) -> float:
    half = sum(weight for _, weight in weighted) / 2
    for value, weight in sorted(weighted):
        half -= weight
        if half <= 0:
            return value
    return 0.0


def straightened(pixels: Pixels, quads: Sequence[Quad]) -> tuple[Pixels, list[Quad], float]:
    """The picture without its slant, the lines where they then stand, and the slant that was taken out."""
    import cv2

    turn = slant(quads)
    if abs(turn) < _SLIGHT:
        return pixels, list(quads), 0.0
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    straight = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    moved = [quad._replace(x=x, y=y, turn=quad.turn - turn) for quad in quads for x, y in [matrix @ (quad.x, quad.y, 1.0)]]
    return straight.astype(np.uint8), moved, turn


def extent(quad: Quad) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the upright rectangle around a line."""
    turn = math.radians(abs(quad.turn))
    width = quad.width * math.cos(turn) + quad.height * math.sin(turn)
    height = quad.height * math.cos(turn) + (quad.width * math.sin(turn) if abs(quad.turn) > 0.5 else 0.0)
    return round(quad.x - width / 2), round(quad.y - height / 2), round(quad.x + width / 2), round(quad.y + height / 2)


def cut(pixels: Pixels, left: int, top: int, right: int, bottom: int) -> Pixels:
    """That rectangle of the picture, what lies outside left off; at least one pixel."""
    left, top = max(0, left), max(0, top)
    return pixels[top : max(bottom, top + 1), left : max(right, left + 1)]
