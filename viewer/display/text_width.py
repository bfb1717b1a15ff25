"""How wide words are, in Chinese characters."""

from __future__ import annotations

import unicodedata


def cut(text: str, characters: float) -> str:
    """As much of `text` as fits in the width of so many Chinese characters."""
    if wide(text) <= characters:
        return text
    part = ""
    for character in text:
        if wide(part + character) > characters - 1:
            break
        part += character
    return f"{part.rstrip()}…"


def wide(text: str) -> float:
    """The width in Chinese characters; a Latin one takes about half."""
    return sum(1 if unicodedata.east_asian_width(character) in "WF" else 0.56 for character in text)
