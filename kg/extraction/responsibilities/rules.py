"""The grammar of `rules.yaml`: which sentences give bodies a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.extraction.vocabulary import word_file

_FILE = Path(__file__).with_name("rules.yaml")
_NUMBER = r"(?:第[一二三四五六七八九十百]+条|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])?"
_MADE = "(?:其中|同时|并)?(?:(?:进一步)?(?:坚持|形成|构建|建立|健全|完善|强化)和?)*"
_BEGIN = rf"(?:^|(?<=[，,。；;：:\n\t])){_NUMBER}{_MADE}"
"""Where a phrase begins."""
_START = rf"(?:^|(?<=[，,。；;：:\n\t、”“\"])){_NUMBER}{_MADE}"
"""Where a phrase or the member of a list begins."""

Orders = Literal["always", "schemes", "plans"]
"""The texts in which a rule holds. Of a text: `always` is one of measures, `plans` a plan or an opinion."""
_WIDER: tuple[Orders, ...] = ("always", "schemes", "plans")


@dataclass(frozen=True)
class Role:
    """A role that a rule gives where `when` is found in the rest of the sentence."""

    role: str
    basis: str
    when: re.Pattern[str]
    origin: str


@dataclass(frozen=True)
class Rule:
    name: str
    cue: re.Pattern[str]
    subject: bool
    """Whether the list begins its phrase, and no word stands before it."""
    follow: re.Pattern[str]
    bodies: str
    orders: Orders
    second: re.Pattern[str] | None
    roles: tuple[Role, ...]
    examples: tuple[dict[str, Any], ...]

    def holds_in(self, genre: Orders) -> bool:
        return _WIDER.index(self.orders) <= _WIDER.index(genre)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file."""
    return tuple(
        Rule(
            one["name"],
            re.compile(one["cue"].replace("start", _START).replace("begin", _BEGIN)),
            re.search("start|begin", one["cue"]) is not None,
            re.compile(one["follow"]),
            one["bodies"],
            one["orders"],
            re.compile(one["second"]) if "second" in one else None,
            tuple(
                Role(role["role"], role["basis"], re.compile(role["when"]), role.get("origin") or one.get("origin") or one["name"])
                for role in one["roles"]
            ),
            tuple(one["examples"]),
        )
        for one in word_file(_FILE)["rules"]
    )
