"""Which signs of a text stand above which: by how it nests them, else by custom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.text.structure.candidates import Candidate
from kg.text.structure.signs import PRIOR, Family

_FIXED: tuple[Family, ...] = ("part", "chapter", "section")


def ranked(candidates: Sequence[Candidate]) -> list[Family]:
    """The families of `candidates`, outermost first.

    One family holds another where the other's numbers run between two numbers of it that follow each other. Where each seems to
    hold the other, because one of them is numbered through the text, custom decides; where neither does, custom too.
    """
    holds = _holds(candidates)
    order: list[Family] = []
    for family in sorted({candidate.sign.family for candidate in candidates}, key=PRIOR.index):
        at = len(order)
        while at and _above(family, order[at - 1], holds):
            at -= 1
        order.insert(at, family)
    return order


def _above(family: Family, other: Family, holds: Counter[tuple[Family, Family]]) -> bool:
    """Whether `family` stands above `other`, against custom."""
    if other in _FIXED:
        return False
    return holds[family, other] > 0 and holds[other, family] == 0


def _holds(candidates: Sequence[Candidate]) -> Counter[tuple[Family, Family]]:
    holds: Counter[tuple[Family, Family]] = Counter()
    last: dict[Family, int] = {}
    since: dict[Family, set[Family]] = {}
    """The families whose first number stood since the last candidate of a family."""
    for candidate in candidates:
        if candidate.strict:
            continue
        family, value = candidate.sign.family, candidate.sign.value
        if last.get(family) == value - 1:
            holds.update((family, other) for other in since[family])
        for other, begun in since.items():
            if other != family and value == 1:
                begun.add(family)
        last[family], since[family] = value, set()
    return holds
