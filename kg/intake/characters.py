"""Characters where a file sets them, upright or turned, become the content of a page; those that nobody sees stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.intake.frames import Turn
from kg.intake.layout.rows import lines_of_glyphs
from kg.intake.letters import UNREADABLE
from kg.intake.page_content import Glyph, Line, LineDoubt, PageContent, PageDoubt, Rect

_ASCENT, _DESCENT = 0.88, 0.12
"""Of the em box of Chinese fonts, over and under the base line."""


@dataclass(frozen=True)
class Character:
    """A character on the page as it is shown: `glyph` has its place there; `angle` is that of its line in degrees, clockwise."""

    glyph: Glyph
    angle: float
    seen: bool
    white: bool


def em_box(box: Rect, origin: tuple[float, float], size: float, angle: float) -> Rect:
    """The em box of a character: along its line as wide as it is, across from the base line. Fonts state heights that vary."""
    x, y = origin
    match round(angle / 90) % 4:
        case 0:
            return Rect(box.left, y - _ASCENT * size, box.right, y + _DESCENT * size)
        case 1:
            return Rect(x - _DESCENT * size, box.top, x + _ASCENT * size, box.bottom)
        case 2:
            return Rect(box.left, y - _DESCENT * size, box.right, y + _ASCENT * size)
        case _:
            return Rect(x - _ASCENT * size, box.top, x + _DESCENT * size, box.bottom)


def is_slanted(angle: float) -> bool:
    """Whether a line runs neither along nor across the page, as watermarks do."""
    return min(angle % 90, 90 - angle % 90) > 8


def upright(found: Sequence[Character], width: float, height: float) -> Turn:
    """The turn after which most characters of a page stand upright."""
    quarters = Counter(round(one.angle / 90) % 4 for one in found if one.glyph.text.strip() and not is_slanted(one.angle))
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    return Turn(-quarter * 90 % 360, width, height)


def content_of(number: int, found: Sequence[Character], rules: Sequence[Rect], size: tuple[float, float]) -> PageContent:
    """What stands on page `number`, of `size` in points as it is shown: its lines and rules, turned so that most words are upright.

    `found`: the characters that are seen. Words along neither side of the page are a watermark, and no text.
    """
    straight = [one for one in found if not is_slanted(one.angle)]
    turn = upright(straight, *size)
    lines: list[Line] = []
    for quarter in range(4):
        own = [one.glyph for one in straight if round(one.angle / 90) % 4 == quarter]
        lines += _turned_lines(number, own, Turn(-quarter * 90 % 360, turn.width, turn.height), turn)
    width, height = turn.size
    return PageContent(
        number, width, height, lines=lines, rules=[turn.rect(rule) for rule in rules], doubts=_slanted(found, turn), turn=turn.degrees
    )


def _turned_lines(number: int, glyphs: Sequence[Glyph], own: Turn, turn: Turn) -> list[Line]:
    """Lines in the frame of the page, of characters that stand upright in a frame of their own."""
    lines = lines_of_glyphs(number, [replace(glyph, rect=own.rect(glyph.rect)) for glyph in glyphs])
    lines = [replace(line, doubts=_unreadable(line.text)) for line in lines]
    if own == turn:
        return lines
    return [Line(number, line.text, turn.rect(own.back().rect(line.rect)), line.size, doubts=line.doubts) for line in lines]


def _unreadable(text: str) -> tuple[LineDoubt, ...]:
    return tuple(LineDoubt("unreadable", n, n + 1) for n, character in enumerate(text) if character == UNREADABLE)


def _slanted(found: Sequence[Character], turn: Turn) -> list[PageDoubt]:
    """The words of a watermark."""
    words = [one.glyph for one in found if is_slanted(one.angle)]
    if not words:
        return []
    rect = words[0].rect
    for glyph in words:
        rect = rect.around(glyph.rect)
    return [PageDoubt("furniture", turn.rect(rect), "".join(glyph.text for glyph in words))]


def hidden_lines(number: int, found: Sequence[Character], content: PageContent) -> list[Line]:
    """The lines that characters which nobody sees make, on the page as its words stand upright."""
    turn = Turn(-content.turn % 360, content.width, content.height).back()
    return lines_of_glyphs(number, [replace(one.glyph, rect=turn.rect(one.glyph.rect)) for one in found])


def is_on(rect: Rect, grounds: Sequence[Rect]) -> bool:
    """Whether the centre of a place is on one of `grounds`."""
    x, y = (rect.left + rect.right) / 2, rect.middle
    return any(ground.left <= x <= ground.right and ground.top <= y <= ground.bottom for ground in grounds)
