"""The words of `vocabulary.yaml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.vocabulary import word_file

FILE = Path(__file__).with_name("vocabulary.yaml")


def _read() -> dict[str, Any]:
    return word_file(FILE)


def words(group: str, name: str = "") -> list[str]:
    """The words of a group, or of one list of it, the longest first."""
    found = _read()[group]
    if isinstance(found, dict):
        found = found[name] if name else [word for one in found.values() for word in one]
    return sorted(dict.fromkeys(found), key=lambda word: (-len(word), word))


def any_of(found: Iterable[str]) -> str:
    """A pattern of the words, in their order."""
    return "(?:" + "|".join(map(re.escape, found)) + ")"


@cache
def pattern(group: str, name: str = "", form: str = "{}") -> re.Pattern[str]:
    """`form` with the words of a group in place of `{}`."""
    return re.compile(form.replace("{}", any_of(words(group, name))))


@cache
def by_word(group: str) -> dict[str, str]:
    """Word -> the list of the group in which it stands."""
    return {word: name for name, found in _read()[group].items() for word in found}


def last_word(group: str, text: str) -> str | None:
    """The word of a group that ends last in `text`, of two that end together the longer."""
    found = [(text.rfind(word) + len(word), len(word), word) for word in words(group) if word in text]
    return max(found)[2] if found else None
