"""What files for offices share: who made them, their fonts, what may stand in them and in their names."""

from __future__ import annotations

import re

AUTHOR = "政脉 Zhengmai"
FONT = "仿宋"
HEADING_FONT = "黑体"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def printable(text: str) -> str:
    """The text with control characters, which XML does not allow, replaced."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def file_name_part(name: str, longest: int = 80) -> str:
    """At most `longest` characters of a name, those that file systems forbid replaced."""
    return _FORBIDDEN.sub("－", name)[:longest]
