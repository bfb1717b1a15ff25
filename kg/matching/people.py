"""Kinds of people: categories and programmes of the registry, their names, and which category is part of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.matching.vocabulary import bare, vocabulary

Row: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class People:
    """names: `category:<id>` or `program:<id>` -> its name; `words`: every name and alias of it, without quotation marks.

    broader: category -> itself and every category that it is part of. near: category -> those that its people usually belong to as well.
    """

    names: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    broader: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]
    _by_word: Mapping[str, str] = field(default_factory=dict)

    def named(self, words: str) -> str | None:
        """The category or programme that the words are the name of: “两院”院士 is `category:academician`."""
        return self._by_word.get(bare(words))

    def in_words(self, key: str, words: str) -> bool:
        """Whether the words name it, or say of whom they speak: 在读 is of students."""
        text = bare(words)
        further: Iterable[str] = vocabulary()["people"].get(key.partition(":")[2], ())
        return any(word in text for word in (*self.words.get(key, ()), *further))

    def is_part_of(self, narrow: str, wide: str) -> bool:
        """Whether a category is the other one or part of it."""
        return wide in self.broader.get(narrow, frozenset({narrow}))


def read_people(names: Iterable[Row], broader: Iterable[Row], near: Iterable[Row]) -> People:
    """From the rows of talent_names, broader_categories and near_categories."""
    preferred: dict[str, str] = {}
    words: dict[str, set[str]] = {}
    by_word: dict[str, str] = {}
    for row in names:
        key = f"{row['type']}:{row['thing']}"
        preferred[key] = row["preferred"]
        words.setdefault(key, set()).add(row["bare"])
        by_word.setdefault(row["bare"], key)
    tree, links = _sets(broader, "ancestor"), _sets(near, "other")
    return People(preferred, {key: frozenset(found) for key, found in words.items()}, tree, links, by_word)


def _sets(rows: Iterable[Row], column: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["category"], set()).add(row[column])
    return {category: frozenset(others) for category, others in found.items()}
