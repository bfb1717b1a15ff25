"""Labels of the picture: names on two short lines, and the box that they take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.analysis.layout import Box
from viewer.display.text_width import cut, wide

SIZE = 14
"""Pixels of a character of Chinese."""
SIGN = 17
"""Half the height of a sign."""
_LINE = 12
_LINES = 2
_HEIGHT = 18
_BELOW = 5
_OPENING = "“‘（《〔【([<"
_CLOSING = "”’）》〕】)]>，。、；：！？…,.;:!?%"


def lines(name: str) -> list[str]:
    """A name on one line, or on two of about the same length. No line begins with a closing mark, or ends with an opening one."""
    left = cut(name, _LINE * _LINES)
    if wide(left) <= _LINE:
        return [left]
    return [line.strip() for line in min(_breaks(left), key=lambda two: max(map(wide, two)))]


def _breaks(text: str) -> Iterator[list[str]]:
    yield [text]
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if before in _OPENING or after in _CLOSING or ((before + after).isascii() and " " not in before + after):
            continue
        yield [text[:at], text[at:]]


@lru_cache(maxsize=20_000)
def box(name: str) -> Box:
    shown = lines(name)
    return Box(max(2 * SIGN, SIZE * max(map(wide, shown))), SIGN, SIGN + _BELOW + _HEIGHT * len(shown))
