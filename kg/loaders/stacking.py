"""Whether the words of a document state its rules for offers that overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.model.document import StackingRule


@cache
def stacking_words() -> Mapping[str, Sequence[str]]:
    """Code of a rule -> the words by which documents state it."""
    content: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("stacking_words.yaml").read_text(encoding="utf-8"))
    return content


def unstated_rules(stacking: StackingRule, words: str, file: str) -> Iterator[DataIssue]:
    """Rules that `words`, without white space, do not state."""
    for rule in stacking.rules:
        examples = stacking_words()[rule]
        if not any(word in words for word in examples):
            found = message("issues.value.unquoted", value=rule)
            expected = message("issues.expected.stacking", examples=list(examples), words=shown(words))
            yield DataIssue(file, None, "stacking.rules", found, expected)
