"""The words that names of programmes are read by: `types.csv`, `known.csv`, `platforms.csv`, `cues.yaml`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from kg.extraction.vocabulary import word_file

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class NameType:
    """A word that ends names: 计划. `kind` is that of the registry, `rule` says when such words are a name."""

    words: re.Pattern[str]
    kind: str
    rule: str
    example: str
    found: str


@dataclass(frozen=True)
class Known:
    """A programme of the nation, known by this name everywhere."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    owner: str
    example: str


@dataclass(frozen=True)
class PlatformClass:
    """A class of platform that authorities recognise: 技能大师工作室."""

    words: re.Pattern[str]
    name: str
    example: str


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def name_types() -> tuple[NameType, ...]:
    return tuple(NameType(re.compile(r["words"]), r["kind"], r["rule"], r["example"], r["found"]) for r in _rows("types.csv"))


@cache
def known_programmes() -> tuple[Known, ...]:
    return tuple(
        Known(r["name"], tuple(filter(None, r["aliases"].split("|"))), r["kind"], r["owner"], r["example"]) for r in _rows("known.csv")
    )


@cache
def platform_classes() -> tuple[PlatformClass, ...]:
    return tuple(PlatformClass(re.compile(r["words"]), r["name"], r["example"]) for r in _rows("platforms.csv"))


@cache
def cues() -> dict[str, list[str]]:
    """`defines`, `continues`, `other`, `generic`, `slogan_after`, `slogan_before`, `slogans`, `slogan_shapes`: words of each."""
    return cast("dict[str, list[str]]", word_file(FOLDER / "cues.yaml"))


@cache
def alternation(*names: str) -> str:
    """The words of these cues as alternatives of a regular expression, the longest first."""
    words: Any = {word for name in names for word in cues()[name]}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


VERBS = ("defines", "continues", "other")
