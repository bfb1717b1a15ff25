"""Which clause of a new version is which clause of the old one, whatever its number is now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.loaders.evidence import ParsedSource
from kg.text.clauses import Clause
from kg.text.folding import fold
from kg.text.quotes import without_whitespace

_GRAM = 4
_LEAST_ALIKE = 0.4
"""Clauses that share less of their words are two clauses."""


@dataclass(frozen=True)
class ClauseMatches:
    """Old path -> new path: of clauses whose own words are the same but for their number (`same`), and of those that changed (`alike`)."""

    same: dict[str, str]
    alike: dict[str, str]

    def of(self, path: str) -> str | None:
        return self.same.get(path) or self.alike.get(path)


def match_clauses(old: ParsedSource, new: ParsedSource) -> ClauseMatches:
    before = {path: own_words(old, clause) for path, clause in old.tree.clauses.items()}
    after = {path: own_words(new, clause) for path, clause in new.tree.clauses.items()}
    same = _same(before, after)
    taken = set(same.values())
    rest_before = {path: words for path, words in before.items() if path not in same}
    rest_after = {path: words for path, words in after.items() if path not in taken}
    return ClauseMatches(same, _alike(rest_before, rest_after))


def own_words(source: ParsedSource, clause: Clause) -> str:
    """The words of a clause without its parts, its number and white space."""
    words = "".join(source.normalised.folded_between(start, end) for start, end in clause.own)
    number = fold(without_whitespace(clause.number or ""))
    return words.removeprefix(number)


def _same(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Clauses of the same words: one and one, or, where several say the same, those of the same path."""
    places: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, clauses in enumerate((before, after)):
        for path, words in clauses.items():
            places[words][side].append(path)
    pairs = {}
    for old, new in places.values():
        if len(old) == len(new) == 1:
            pairs[old[0]] = new[0]
        else:
            pairs |= {path: path for path in old if path in new}
    return pairs


def _alike(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """The pairs that share most of their words, the likest first, each clause once."""
    old = {path: _grams(words) for path, words in before.items()}
    new = {path: _grams(words) for path, words in after.items()}
    scores = [
        (2 * len(one & other) / (len(one) + len(other)), path == new_path, path, new_path)
        for path, one in old.items()
        for new_path, other in new.items()
        if one and other and one & other
    ]
    pairs: dict[str, str] = {}
    for score, _, path, new_path in sorted(scores, key=lambda found: (-found[0], not found[1], found[2], found[3])):
        if score >= _LEAST_ALIKE and path not in pairs and new_path not in pairs.values():
            pairs[path] = new_path
    return pairs


def _grams(words: str) -> set[str]:
    return {words[i : i + _GRAM] for i in range(max(1, len(words) - _GRAM + 1))} if words else set()
