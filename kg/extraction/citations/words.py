"""The word lists of `words.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.extraction.vocabulary import word_file


def words() -> dict[str, Any]:
    return word_file(Path(__file__).with_name("words.yaml"))
