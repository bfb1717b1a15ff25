"""Which signs of a text stand above which: by how it nests them, else by custom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.text.structure.blocks import Block
from kg.text.structure.candidates import Candidate
from kg.text.structure.signs import PRIOR, Family

_NAMED: tuple[Family, ...] = ("part", "chapter", "section", "article")
_OUTERMOST: tuple[Family, ...] = (*_NAMED[:3], "cn")
"""A part of these ends whatever stands before it, so that nothing is learnt of two numbers that have one between them.
But for articles, which may hold 一、二、 each."""
_LOWEST: tuple[Family, ...] = ("first", "one-is")
"""Words that count what a sentence lists: no number stands below them."""
_MAY_HOLD_ARTICLES: tuple[Family, ...] = ("cn", "dot")


def ranked(candidates: Sequence[Candidate]) -> list[Family]:
    """The families of `candidates`, outermost first.

    One family holds another where the other's numbers begin between two numbers of it that follow each other, or inside its line.
    Where each seems to hold the other, because one of them is numbered through the text, custom decides. Where neither does, of the
    inner families the one that comes first holds the other; else custom decides.
    """
    holds = _holds(candidates)
    first: dict[Family, int] = {}
    opening: dict[Family, int] = {}
    for candidate in candidates:
        first.setdefault(candidate.sign.family, candidate.sign.start)
        opening.setdefault(candidate.sign.family, candidate.sign.value)
    order: list[Family] = []
    for family in sorted(first, key=PRIOR.index):
        at = len(order)
        while at and _above(family, order[at - 1], holds, first, opening):
            at -= 1
        order.insert(at, family)
    return order


def _above(
    family: Family, other: Family, holds: Mapping[tuple[Family, Family], int], first: Mapping[Family, int], opening: Mapping[Family, int]
) -> bool:
    """Whether `family` stands above `other`, against custom."""
    if other in _NAMED and not (other == "article" and family in _MAY_HOLD_ARTICLES):
        return False
    one, two = holds.get((family, other), 0), holds.get((other, family), 0)
    if two or first[family] > first[other] or family in _LOWEST:
        return False
    return one > 0 or (other not in (*_NAMED, "cn") and opening[other] == 1)


def _holds(candidates: Sequence[Candidate]) -> Counter[tuple[Family, Family]]:
    holds: Counter[tuple[Family, Family]] = Counter()
    last: dict[Family, int] = {}
    since: dict[Family, set[Family]] = {}
    """The families whose first number stood since the last candidate of a family."""
    line: tuple[int, Family] | None = None
    for candidate in candidates:
        if candidate.strict:
            continue
        family, value = candidate.sign.family, candidate.sign.value
        if not candidate.inside:
            line = candidate.line, family
        elif line and line[0] == candidate.line and line[1] != family and value == 1:
            holds[line[1], family] += 1
        if last.get(family) == value - 1:
            holds.update((family, other) for other in since.get(family, ()))
        for other, begun in since.items():
            if other != family and value == 1:
                begun.add(family)
        if family in _OUTERMOST:
            since = {other: begun for other, begun in since.items() if other in _OUTERMOST or (family == "cn" and other == "article")}
        last[family], since[family] = value, set()
    return holds


def marked_rank(depth: int, candidates: Sequence[Candidate], order: Sequence[Family]) -> float:
    """The rank of a heading with `depth` marks of Markdown: that of numbers with as many; below those with fewer, above those without."""
    marks: dict[Family, int] = {}
    for candidate in candidates:
        if not candidate.inside:
            marks.setdefault(candidate.sign.family, candidate.marks)
    ranks = {family: rank for rank, family in enumerate(order)}
    same = [ranks[family] for family, count in marks.items() if count == depth]
    fewer = [ranks[family] for family, count in marks.items() if 0 < count < depth]
    return min(same) if same else (max(fewer) + 0.5 if fewer else -1) + depth / 100


def heading_rank(marks: Sequence[Candidate | Block], order: Sequence[Family]) -> float:
    """Where headings without a number stand among the ranks of `order`: above the families that they head, below those that hold them.

    A family holds a heading that stands between two of its numbers and is not directly followed by the second.
    """
    heads: set[int] = set()
    holds: set[int] = set()
    last: dict[Family, int] = {}
    between: dict[Family, list[int]] = {family: [] for family in order}
    for at, mark in enumerate(marks):
        if isinstance(mark, Block):
            if mark.kind == "heading" and not mark.top:
                for found in between.values():
                    found.append(at)
            continue
        family, value = mark.sign.family, mark.sign.value
        before = marks[at - 1] if at else None
        if isinstance(before, Block) and before.kind == "heading" and before.line + 1 == mark.line and not before.top:
            heads.add(order.index(family))
        elif last.get(family) == value - 1 and between[family]:
            holds.add(order.index(family))
        last[family], between[family] = value, []
    inner = min(heads, default=len(order))
    outer = max((rank for rank in holds if rank < inner), default=-1)
    if not heads:
        return outer + 0.5 if outer >= 0 else 0
    return inner - 1 if inner - 1 > outer else inner - 0.5
