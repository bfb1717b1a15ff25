"""Characters as fonts of office programs have them become those of plain text."""

from __future__ import annotations

import unicodedata
from functools import cache

from kg.text.folding import fold

_RADICALS = range(0x2E80, 0x2FE0)
_WRITTEN_OUT = (range(0xFB00, 0xFB07), range(0xFE10, 0xFE1A), range(0xFE30, 0xFE45), range(0xFE47, 0xFE49))
"""Ligatures, and forms of punctuation for vertical lines."""
_SYMBOLS = {
    0xF06C: "●",
    0xF06E: "■",
    0xF0A7: "▪",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF052: "☑",
    0xF0FE: "☑",
    0xF0A8: "□",
    0xF06F: "□",
}
"""Bullets and boxes of the fonts Symbol and Wingdings, which stand in the private use area."""
UNREADABLE = "\ufffd"


@cache
def plain(character: str) -> str:
    """A character in Unicode's composed form: radicals and compatibility ideographs, which PDFs of Word and WPS have for ordinary ones,
    as these; ligatures as letters. `UNREADABLE` where it says nothing: private use, unassigned, a control. Empty for what is invisible.
    """
    point = ord(character)
    if point in _RADICALS:
        return fold(character)
    if any(point in forms for forms in _WRITTEN_OUT):
        return unicodedata.normalize("NFKC", character)
    match unicodedata.category(character):
        case "Co":
            return _SYMBOLS.get(point, UNREADABLE)
        case "Cn" | "Cs":
            return UNREADABLE
        case "Cc":
            return " " if character in "\t\n\r\x0b\x0c" else "-" if character == "\x02" else ""
        case "Cf":
            return ""
        case "Zs" | "Zl" | "Zp":
            return "\u3000" if character == "\u3000" else " "
        case _:
            return unicodedata.normalize("NFC", character)
