"""The word lists of `words.yaml`, as patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.vocabulary import any_of, word_file


def words(name: str) -> list[str]:
    """A list of `words.yaml`."""
    found: Any = word_file(Path(__file__).with_name("words.yaml"))[name]
    return list(found)


@cache
def pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any word of a list, between two patterns."""
    return re.compile(f"{before}(?:{any_of(words(name))}){after}")
