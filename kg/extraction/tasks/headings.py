"""Which headings order nothing. Their words stand in `headings.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.vocabulary import word_file

_FILE = Path(__file__).with_name("headings.yaml")


@cache
def grammar() -> dict[str, dict[str, Any]]:
    """Sort of heading -> `words`, a regular expression, and `examples`, headings with whether they are of the sort."""
    return word_file(_FILE)


@cache
def _words(sort: str) -> re.Pattern[str]:
    return re.compile(grammar()[sort]["words"])


def is_of_sort(heading: str, sort: str) -> bool:
    return _words(sort).search(heading) is not None


def orders_nothing(heading: str, *, above: bool = False) -> bool:
    """Whether a unit of this heading, or with `above` one under such a heading, is background, principle, aim or scope."""
    return any(is_of_sort(heading, sort) for sort in grammar() if not (above and sort == "last"))
