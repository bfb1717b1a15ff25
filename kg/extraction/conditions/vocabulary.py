"""The words of vocabulary.yaml, as patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.vocabulary import word_file

FILE = Path(__file__).with_name("vocabulary.yaml")


def entries() -> dict[str, Any]:
    """Name -> `about`, `any`, `begins`, `holds`, `lacks`."""
    return word_file(FILE)


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """The words of one list, or of several."""
    return re.compile("|".join(words for name in names for words in entries()[name]["any"]))
