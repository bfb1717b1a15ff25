"""The words of conditions, as `vocabulary.yaml` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("vocabulary.yaml")
_MARKS = re.compile(r"[“”\"「」《》\s]")
_AROUND = re.compile(r"^(各级|各|其他|部分|依托)|(等单位|等)$")


@cache
def vocabulary() -> Mapping[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def bare(words: str) -> str:
    """Words without quotation marks and white space."""
    return _MARKS.sub("", words)


@dataclass(frozen=True)
class Level:
    """A level of degree or title, how it was studied for, and what else the words ask."""

    level: str | None
    study: str | None
    rest: str


@cache
def read_level(kind: str, value: str) -> Level:
    """`kind` is `degree` or `title`. Without a level, all words are the rest."""
    table, words = vocabulary()[kind], bare(value)
    level, found = _longest(words, table["levels"])
    if level is None:
        return Level(None, None, words)
    rest = words.replace(found, "", 1)
    study, found = _longest(rest, table.get("study", ()))
    rest = rest.replace(found, "", 1) if found else rest
    for filler in sorted(table["filler"], key=len, reverse=True):
        rest = rest.replace(filler, "")
    return Level(level, study, rest)


def levels(kind: str) -> list[str]:
    """The levels of a kind, the highest first."""
    return [entry["id"] for entry in vocabulary()[kind]["levels"]]


def _longest(words: str, entries: Iterable[Mapping[str, Any]]) -> tuple[str | None, str]:
    found = [(word, entry["id"]) for entry in entries for word in entry["words"] if word in words]
    word, id_ = max(found, key=lambda pair: len(pair[0]), default=("", None))
    return id_, word


@dataclass(frozen=True)
class EmployerWords:
    """The kinds of employers that words name (any of them), and what else they ask."""

    kinds: frozenset[str]
    rest: str


@cache
def read_employer(value: str) -> EmployerWords:
    words = _AROUND.sub("", bare(value)) or bare(value)
    names = {word: [entry["id"]] for entry in vocabulary()["employers"] for word in entry["words"]}
    names |= vocabulary()["employer_groups"]
    word = max((name for name in names if name in words), key=lambda name: (words.rfind(name) + len(name), len(name)), default=None)
    if word is None:
        return EmployerWords(frozenset(), words)
    return EmployerWords(frozenset(names[word]), _AROUND.sub("", words.replace(word, "", 1)))


@cache
def within(kind: str) -> frozenset[str]:
    """The kinds of employers that a kind is, itself among them: a university is a public institution."""
    entry = next(entry for entry in vocabulary()["employers"] if entry["id"] == kind)
    return frozenset({kind}).union(*(within(wider) for wider in entry.get("within", ())))


def choices(field: str) -> Sequence[str]:
    """The values that a field of a person may have."""
    match field:
        case "degree" | "title":
            return levels(field)
        case "study":
            return [entry["id"] for entry in vocabulary()["degree"]["study"]]
        case "hire":
            return [entry["id"] for entry in vocabulary()["hire"]]
        case "coming":
            return ["newcomer", "recruited", "local"]
        case _:
            return [entry["id"] for entry in vocabulary()["employers"]]


def holds_any(words: str, patterns: str) -> bool:
    """Whether one of a list of words or patterns of the vocabulary stands in `words`."""
    return bool(_pattern(patterns).search(bare(words)))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()[name]))


def is_appraised(words: str) -> bool:
    """Whether the words ask for a merit, which only the office can see."""
    return holds_any(words, "appraised")


def is_asked(kind: str, words: str) -> bool:
    """Whether a person can answer for the words: plain facts, and what a certificate says."""
    if is_appraised(words):
        return False
    return kind not in ("other",) or (holds_any(words, "plain") and not holds_any(words, "approved"))
