"""Values of answers as spreadsheet cells and JSON values."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

_FORMULA_PREFIXES = ("=", "+", "-", "@")


def escape_formula(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would read it as a formula."""
    return "'" + text if text.lstrip().startswith(_FORMULA_PREFIXES) else text


def plain_number(value: Any) -> Any:
    """A float without a fraction as an integer: 300000.0 is 300000. Other values are unchanged."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def json_value(value: Any) -> Any:
    """The value for JSON: tuples are lists, and numbers as by `plain_number`."""
    return [json_value(item) for item in value] if isinstance(value, list | tuple) else plain_number(value)


def cell(value: Any) -> str | int | float | bool | None:
    """The value for one cell: a list is joined by `|`, a list of lists is JSON, and text is escaped by `escape_formula`."""
    if isinstance(value, list | tuple):
        nested = any(isinstance(item, list | tuple) for item in value)
        return json.dumps(json_value(value)) if nested else escape_formula("|".join(map(str, value))) if value else None
    return escape_formula(value) if isinstance(value, str) else plain_number(value)


def display_width(text: str) -> int:
    """The width of a text in half-width characters. A Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
