"""Groups that a document sets up (领导小组, 专班), and what it says that they do. The grammar stands in `groups.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.responsibilities.bodies import Name
from kg.extraction.vocabulary import word_file

_FILE = Path(__file__).with_name("groups.yaml")
_SENTENCE_END = re.compile("[。；\n]")


@dataclass(frozen=True)
class Duty:
    """What a group does. `start`, `end`: the words that say it, in the running text.

    name: of the group or its office, where it stands in this text. Else `short` is how the text calls a group that it set up before.
    """

    name: Name | None
    short: str
    role: str
    basis: str
    start: int
    end: int


@cache
def grammar() -> dict[str, Any]:
    return word_file(_FILE)


@cache
def _patterns() -> tuple[re.Pattern[str], list[tuple[dict[str, Any], re.Pattern[str]]]]:
    return re.compile(grammar()["set_up"]), [(one, re.compile(one["words"])) for one in grammar()["duties"]]


def set_up(text: str) -> list[Name]:
    """The names of the groups that a running text sets up."""
    return [found.span("name") for found in _patterns()[0].finditer(text)]


def duties(text: str) -> Iterator[Duty]:
    """What the groups of a running text do, by rule."""
    groups = set_up(text)
    for rule, pattern in _patterns()[1]:
        if rule.get("within"):
            for name in groups:
                stop = _SENTENCE_END.search(text, name[1])
                if found := pattern.search(text, name[1], stop.start() if stop else len(text)):
                    yield Duty(name, "", rule["role"], rule["basis"], name[0], found.end("said"))
            continue
        for found in pattern.finditer(text):
            short = found["short"]
            if found.re.groupindex.get("office"):
                yield Duty(
                    (found.start("short"), found.end("office")), short, rule["role"], rule["basis"], found.start(), found.end("said")
                )
                continue
            before = [name for name in groups if name[1] <= found.start() and text[slice(*name)].endswith(short)]
            yield Duty(before[-1] if before else None, short, rule["role"], rule["basis"], found.start("said"), found.end("said"))
