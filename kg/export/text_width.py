"""How wide words are, in Chinese characters."""

from __future__ import annotations

import re
import unicodedata

_PARTS = re.compile(r"[\x21-\x7e]+\s*|\s+|.", re.DOTALL)
_CLOSING = "”’）》〕】，。、；：！？…"


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
    """The width in Chinese characters; a Latin one takes about half, quotation marks and dashes a whole one."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.56 for character in text)


def wrapped(text: str, characters: float) -> list[str]:
    """Lines of at most so many Chinese characters. Words in Latin letters stay whole where they fit in a line."""
    lines: list[str] = []
    line = ""
    for part in _PARTS.findall(text):
        if line and wide(line + part.rstrip()) > characters and part not in _CLOSING:
            lines.append(line.rstrip())
            line = ""
        while wide(part) > characters:
            head = cut(part, characters + 1).removesuffix("…") or part[0]
            lines.append(head)
            part = part[len(head) :]
        line += part
    return [*lines, line.rstrip()] if line.strip() else lines
