"""The objects of an OFD page: characters with their places, ruled lines, pictures. Lengths in points, from the upper left corner."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from kg.intake.characters import Character, em_box
from kg.intake.letters import plain
from kg.intake.ofd.parts import attribute, child, children, numbers, tag
from kg.intake.page_content import Glyph, Rect, character_width

POINTS = 72 / 25.4
"""Of a millimetre."""
_DEEPEST = 16
_MOST = 50_000
"""Characters, and objects, of a page that are looked at."""
_THIN = 3.0
_STEP = re.compile(r"([MLQBACS])([^MLQBACS]*)")

Affine = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""


@dataclass
class Drawn:
    """What stands on a page. `grounds` are filled forms, on which white letters are seen; pictures have their resource."""

    characters: list[Character] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    grounds: list[Rect] = field(default_factory=list)
    pictures: list[tuple[Rect, str]] = field(default_factory=list)
    count: int = 0


def draw(root: etree._Element, units: Mapping[str, etree._Element], drawn: Drawn) -> None:
    """Add what the content of a page or of a template holds. `units`: composite objects by their ids."""
    for layer in children(root, "Content", "Layer"):
        _walk(layer, units, (POINTS, 0, 0, POINTS, 0, 0), 0, drawn)


def _walk(group: Iterable[etree._Element], units: Mapping[str, etree._Element], outer: Affine, depth: int, drawn: Drawn) -> None:
    for element in group:
        drawn.count += 1
        if drawn.count > _MOST or depth > _DEEPEST or attribute(element, "Visible").lower() == "false":
            continue
        match tag(element):
            case "textobject":
                drawn.characters += _text(element, outer, _MOST - len(drawn.characters))
            case "pathobject":
                _path(element, outer, drawn)
            case "imageobject":
                drawn.pictures.append((_unit_square(element, outer), attribute(element, "ResourceID")))
            case "pageblock":
                _walk(element, units, outer, depth + 1, drawn)
            case "compositeobject":
                content = child(units.get(attribute(element, "ResourceID")), "Content")
                if content is not None:
                    _walk(content, units, _after(_own(element), outer), depth + 1, drawn)


def _own(element: etree._Element) -> Affine:
    """From the space of an object to that of what holds it: its matrix, then its corner."""
    box = numbers(attribute(element, "Boundary"))
    matrix = numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (a, b, c, d, e + box[0], f + box[1]) if len(box) >= 2 else (a, b, c, d, e, f)


def _after(first: Affine, then: Affine) -> Affine:
    a, b, c, d, e, f = first
    x, y = _apply(then, e, f)
    return a * then[0] + b * then[2], a * then[1] + b * then[3], c * then[0] + d * then[2], c * then[1] + d * then[3], x, y


def _apply(matrix: Affine, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _around(points: Iterable[tuple[float, float]]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _text(element: etree._Element, outer: Affine, most: int) -> Iterator[Character]:
    matrix = _after(_own(element), outer)
    size = (numbers(attribute(element, "Size")) or [0.0])[0]
    wide = (numbers(attribute(element, "HScale")) or [1.0])[0]
    real = size * math.hypot(matrix[2], matrix[3])
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    white, seen = _colour(element)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = ((numbers(attribute(code, name)) or [place])[0] for name, place in (("X", x), ("Y", y)))
        steps = _deltas(attribute(code, "DeltaX")), _deltas(attribute(code, "DeltaY"))
        for n, character in enumerate((code.text or "").strip("\r\n")[:most]):
            usual = size * wide * character_width(character)
            step = steps[0][n] if n < len(steps[0]) else 0.0 if n < len(steps[1]) else usual
            letter = plain(character)
            width = usual if not steps[0] or step <= 0 else min(step, 1.6 * usual)
            if letter:
                box = _around(_apply(matrix, *point) for point in ((x, y - size), (x + width, y)))
                yield Character(Glyph(letter, em_box(box, _apply(matrix, x, y), real, angle), real), angle, seen and real > 2, white)
            x += step
            y += steps[1][n] if n < len(steps[1]) else 0.0


def _deltas(text: str) -> list[float]:
    """Steps from character to character; `g 3 5.5` stands for three of 5.5 (GB/T 33190, 11.3)."""
    found: list[float] = []
    parts = text.split()
    while parts:
        if parts[0].lower() == "g" and len(parts) >= 3:
            times, step = numbers(parts[1]), numbers(parts[2])
            found += [step[0]] * min(int(times[0]), _MOST) if times and step else []
            parts = parts[3:]
        else:
            found += numbers(parts[0])
            parts = parts[1:]
    return found


def _colour(element: etree._Element) -> tuple[bool, bool]:
    """Whether words are white, and whether they are painted at all."""
    fill = child(element, "FillColor")
    alpha = numbers(attribute(element, "Alpha")) or (numbers(attribute(fill, "Alpha")) if fill is not None else [])
    value = numbers(attribute(fill, "Value")) if fill is not None else []
    unpainted = attribute(element, "Fill").lower() == "false" and attribute(element, "Stroke").lower() != "true"
    return len(value) == 3 and min(value) >= 245, not unpainted and (not alpha or alpha[0] > 10)


def _unit_square(element: etree._Element, outer: Affine) -> Rect:
    """A picture fills the unit square of its own space, or its boundary where it has no matrix."""
    box = numbers(attribute(element, "Boundary"))
    if not attribute(element, "CTM") and len(box) == 4:
        return _around(_apply(outer, x, y) for x in (box[0], box[0] + box[2]) for y in (box[1], box[1] + box[3]))
    matrix = _after(_own(element), outer)
    return _around(_apply(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0))


def _path(element: etree._Element, outer: Affine, drawn: Drawn) -> None:
    """The straight lines of a path along the page; a thin filled form is one."""
    matrix = _after(_own(element), outer)
    data = child(element, "AbbreviatedData")
    lines: list[list[tuple[float, float]]] = []
    for kind, found in _STEP.findall((data.text or "") if data is not None else ""):
        place = numbers(found)
        if kind in "MS" and len(place) >= 2:
            lines.append([_apply(matrix, place[0], place[1])])
        elif kind == "L" and lines and len(place) >= 2:
            lines[-1] += [_apply(matrix, x, y) for x, y in zip(place[::2], place[1::2], strict=False)]
        elif kind == "C" and lines:
            lines[-1].append(lines[-1][0])
    filled = attribute(element, "Fill").lower() == "true"
    stroked = attribute(element, "Stroke").lower() != "false"
    for points in lines:
        if stroked:
            sides = [_around(pair) for pair in pairwise(points)]
            drawn.rules += [side for side in sides if min(side.width, side.height) <= 0.5 and max(side.width, side.height) > 2]
        rect = _around(points)
        if filled and min(rect.width, rect.height) > _THIN:
            drawn.grounds.append(rect)
        elif filled and max(rect.width, rect.height) > _THIN:
            drawn.rules.append(rect)
