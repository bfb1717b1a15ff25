"""What the levels of a text are called: the kind of clause and the letter of its path, by rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.text.outline import ClauseKind
from kg.text.structure.signs import Family

_NAMED: dict[Family, tuple[ClauseKind, str]] = {
    "part": ("chapter", "v"), "chapter": ("chapter", "c"), "section": ("section", "s"), "article": ("article", "a"),
}  # fmt: skip
_DEEP = "ipqukwyz"
"""The letters of the levels below section and article, outermost first. No other kind of clause has one of them."""


@dataclass(frozen=True)
class Level:
    kind: ClauseKind
    prefix: str
    running: bool
    """Its numbers run through the zone, so that the number alone names the part."""


def levels(order: Sequence[Family], running: Mapping[Family, bool]) -> dict[Family, Level]:
    """The level of each family of `order`, outermost first. running: whether its numbers go on from parent to parent."""
    named = [family for family in order if family in _NAMED]
    found: dict[Family, Level] = {}
    deep = iter([*_DEEP, *(f"j{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")])
    free: list[tuple[ClauseKind, str]] = []
    if "article" not in named and "section" not in named:
        free = [("section", "s")]
    if not named:
        free = [("chapter", "c"), ("section", "s")]
    for at, family in enumerate(order):
        through = running.get(family, False)
        if family in _NAMED:
            kind, prefix = _NAMED[family]
        elif family == "cn" and "article" in order[at:] and "chapter" not in named:
            kind, prefix = "chapter", "c"
        elif free:
            kind, prefix = free.pop(0)
            if kind == "section" and through and "article" not in named:
                kind, prefix = "article", "a"
        else:
            kind, prefix = "item", next(deep)
        found[family] = Level(kind, prefix, through)
    return found
