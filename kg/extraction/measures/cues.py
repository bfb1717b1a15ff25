"""Cue words of instruments: `cues.csv`, each row with an example that is a test. What they weigh is the prior of the statistics."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("cues.csv")
_ALSO, _AT_THE_END = 0.3, 0.3


@dataclass(frozen=True)
class Cue:
    """`words` is a regular expression. `weight` tells how surely they mean the instrument: 1 weakly, 3 surely."""

    instrument: str
    weight: float
    words: re.Pattern[str]
    example: str


@cache
def cues() -> tuple[Cue, ...]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Cue(row["instrument"], float(row["weight"]), re.compile(row["words"]), row["example"]) for row in rows)


@cache
def instruments() -> tuple[str, ...]:
    """The instruments that have cue words, in the order of the file."""
    return tuple(dict.fromkeys(cue.instrument for cue in cues()))


@lru_cache(maxsize=4096)
def weights(words: str) -> Mapping[str, float]:
    """Instrument -> how much the cue words in `words` speak for it: the heaviest cue, and a little of further ones.

    What is done stands at the end of a Chinese phrase, so a cue weighs a little more the later it stands.
    """
    found: dict[str, float] = {}
    for cue in cues():
        end = 0
        for match in cue.words.finditer(words):
            end = match.end()
        if end:
            held = found.get(cue.instrument, 0.0)
            found[cue.instrument] = max(held, cue.weight) + _ALSO * min(held, cue.weight) + _AT_THE_END * end / len(words)
    return found


def strongest(words: str) -> list[str]:
    """The instruments whose cues stand in `words`, the heaviest first."""
    found = weights(words)
    return sorted(found, key=lambda instrument: (-found[instrument], instrument))
