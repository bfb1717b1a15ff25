"""Values as cells: a list is joined by `|`, a number is plain, and no text leaves as a formula."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

_FORMULA = ("=", "+", "-", "@")


def inert(text: str) -> str:
    """A text that a spreadsheet takes for text: one that begins like a formula gets an apostrophe before it."""
    return "'" + text if text.lstrip().startswith(_FORMULA) else text


def number(value: Any) -> Any:
    """300000.0 is 300000."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def plain(value: Any) -> Any:
    """A value as JSON carries it."""
    return [plain(item) for item in value] if isinstance(value, list | tuple) else number(value)


def cell(value: Any) -> str | int | float | bool | None:
    """A value as one cell carries it."""
    if isinstance(value, list | tuple):
        nested = any(isinstance(item, list | tuple) for item in value)
        return json.dumps(plain(value)) if nested else inert("|".join(map(str, value))) if value else None
    return inert(value) if isinstance(value, str) else number(value)


def half_widths(text: str) -> int:
    """How wide a text is, in Latin letters: a Chinese character is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
