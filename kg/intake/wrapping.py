"""Texts that were wrapped at a fixed width, as terminals and mail programs do: their lines become paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.intake.line_breaks import begins, ends

_INDENT = re.compile(r"[ \t\u3000\xa0]+")
_NARROWEST, _WIDEST = 40, 160
"""Widths in half-width columns that somebody wraps at."""
_SLACK = 3
"""Columns that a full line may lack: a wide character, a mark that may not begin a line."""
_LEAST_FULL, _LEAST_SHARE = 3, 0.2


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The paragraphs of `lines`, blank ones kept; the lines themselves where it is not sure that they were wrapped."""
    width = _width(lines)
    if not width:
        return list(lines)
    indents = sum(bool(_INDENT.match(line)) for line in lines if line.strip())
    blank = sum(not line.strip() for line in lines)
    marked = indents > 1 or blank > 1
    """Whether paragraphs are told apart by indents or blank lines, so that a full line goes on whatever it ends with."""
    paragraphs: list[str] = []
    full = False
    for line in lines:
        words = line.strip()
        if full and words and not _INDENT.match(line) and not begins(words) and (marked or not ends(paragraphs[-1])):
            before = paragraphs[-1].rstrip()
            paragraphs[-1] = before + (" " if before[-1].isascii() and words[0].isascii() else "") + words
        else:
            paragraphs.append(line)
        full = bool(words) and "\t" not in words and columns(line.rstrip()) >= width - _SLACK
    return paragraphs


def _width(lines: Sequence[str]) -> int:
    """The width that lines were wrapped at, or 0: many are as long as the longest, and most of them end within a sentence."""
    filled = [line.rstrip() for line in lines if line.strip()]
    width = max(map(columns, filled), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = [line for line in filled if columns(line) >= width - _SLACK]
    open_ended = [line for line in full if not ends(line)]
    sure = len(full) >= max(_LEAST_FULL, _LEAST_SHARE * len(filled)) and len(open_ended) * 2 > len(full)
    return width if sure else 0


def columns(text: str) -> int:
    """The width of a text in half-width columns."""
    return sum(1 if character < "\u1100" else 2 for character in text)
