"""Which candidates continue their numbering, and under which part each of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.text.structure.blocks import Block
from kg.text.structure.candidates import Candidate, Refused
from kg.text.structure.signs import Family

_FAR = 5
"""More numbers than these are not missed in one place: the number is of another numbering."""
_OUTER: tuple[Family, ...] = ("part", "chapter", "section", "article")


@dataclass(eq=False)
class Part:
    """A part of a zone: what begins it, the part that holds it, and what is odd about its number."""

    begins: Candidate | Block
    rank: float
    above: Part | None
    end: int = -1
    expected: int | None = None
    """The number that its numbering asked for, where it has another."""

    @property
    def start(self) -> int:
        return self.begins.start


class Numbering:
    """Reads what may begin a part, in text order."""

    def __init__(self, order: Sequence[Family], heading_rank: float = 0) -> None:
        """order: the families from the outermost to the innermost. heading_rank: that of headings without a number."""
        self.heading_rank = heading_rank
        self.ranks = {family: rank for rank, family in enumerate(order)}
        self.order = order
        self.parts: list[Part] = []
        self.refused: list[Refused] = []
        self._open: list[Part] = []
        self._last: dict[Family, int] = {}
        self._newest: dict[Family, Part] = {}
        self._goes_on: Counter[Family] = Counter()
        self._restarts: Counter[Family] = Counter()

    @property
    def running(self) -> Mapping[Family, bool]:
        """For each family, whether its numbers go on from parent to parent."""
        top = self.order[0] if self.order else None
        return {
            family: (family in (top, "article") and not self._restarts[family]) or self._goes_on[family] > self._restarts[family]
            for family in self.order
        }

    def read(self, marks: Sequence[Candidate | Block], end: int) -> None:
        """Take `marks` of a zone that ends at `end`."""
        following = _following(marks)
        for at, mark in enumerate(marks):
            if isinstance(mark, Block):
                self._block(mark, marks[at + 1] if at + 1 < len(marks) else None)
            else:
                self._numbered(mark, following[at])
        self._close(end, -1)

    def _numbered(self, candidate: Candidate, following: int | None) -> None:
        family, value = candidate.sign.family, candidate.sign.value
        self._close_ended(candidate.start)
        sibling = next((part for part in reversed(self._open) if _family(part) == family), None)
        last = self._last.get(family)
        before = last if sibling else None
        expected_next = (last or 0) + 1
        expected = value if candidate.level else _expected(candidate, before, last, following)
        if expected is None:
            if not candidate.strict:
                self.refused.append(Refused(candidate.sign.start, candidate.end, "sequence", expected_next))
            return
        if not candidate.level or value == expected_next:
            self._last[family] = value
        rank = candidate.level - 1 if candidate.level else self.ranks[family]
        part = self._put(candidate, candidate.start, rank)
        part.expected = expected if expected != value else None
        newest = self._newest.get(family)
        if newest and newest.above is not part.above:
            self._goes_on[family] += value == expected_next
            self._restarts[family] += value == 1
        self._newest[family] = part

    def _block(self, block: Block, following: Candidate | Block | None) -> None:
        self._close_ended(block.start)
        if block.kind == "heading":
            if block.level:
                self._put(block, block.start, block.level - 1)
                return
            outermost = isinstance(following, Candidate) and following.line == block.line + 1 and self.ranks[following.sign.family] == 0
            plain = self.heading_rank if block.rank is None else block.rank
            self._put(block, block.start, (-0.5 if outermost else 0.0) if block.top else plain)
        elif block.kind == "box":
            outer = [rank for family, rank in self.ranks.items() if family in _OUTER] or [rank for rank in self.ranks.values() if rank < 2]
            self._put(block, block.start, max(outer, default=-1) + 0.5)
        elif block.kind == "dash":
            self._put(block, block.start, len(self.ranks))
        else:
            self._put(block, block.start, len(self.ranks) + (0 if block.kind == "table" else 1))

    def _put(self, begins: Candidate | Block, start: int, rank: float) -> Part:
        self._close(start, rank)
        part = Part(begins, rank, self._open[-1] if self._open else None)
        self._open.append(part)
        self.parts.append(part)
        return part

    def _close(self, at: int, rank: float) -> None:
        while self._open and self._open[-1].rank >= rank:
            self._open.pop().end = at

    def _close_ended(self, at: int) -> None:
        while self._open and (until := getattr(self._open[-1].begins, "until", None)) is not None and until <= at:
            self._open.pop().end = until


def _family(part: Part) -> Family | None:
    return part.begins.sign.family if isinstance(part.begins, Candidate) else None


def _following(marks: Sequence[Candidate | Block]) -> list[int | None]:
    """The value of the next candidate of the same family, for each."""
    later: dict[Family, int] = {}
    values: list[int | None] = []
    for mark in reversed(marks):
        if isinstance(mark, Block):
            values.append(None)
            continue
        values.append(later.get(mark.sign.family))
        if not mark.strict:
            later[mark.sign.family] = mark.sign.value
    return values[::-1]


def _expected(candidate: Candidate, before: int | None, last: int | None, following: int | None) -> int | None:
    """The number expected at `candidate` if it is taken for a part; None if it is not.

    before: the number of its elder sibling, where one is open. last: the last number of its family. following: the next one.
    """
    value = candidate.sign.value
    if candidate.quantity and (candidate.runs_on or following != value + 1):
        return None
    if candidate.strict:
        newest = last if before is None else before
        return value if newest is not None and value == newest + 1 else None
    newest = before if before is not None else last or 0
    if before is None and value != newest + 1 and not (value - 1 > _FAR and newest < value <= newest + _FAR):
        newest = 0
    expected = newest + 1
    if value == expected:
        if candidate.broken and candidate.sign.family in _OUTER and not candidate.divided:
            return None
        alone = candidate.doubtful and candidate.sign.family not in (*_OUTER, "cn") and value == 1 and following != 2
        return None if alone else expected
    if value == 1:
        return expected if not candidate.broken else None
    if candidate.broken:
        return None
    if value == before and not candidate.doubtful:
        return expected
    doubtful = candidate.doubtful and following != value + 1 and not (candidate.runs_on and value == expected + 1)
    if doubtful or (following == expected and expected > 1):
        return None
    if value > expected:
        return expected if value - expected <= _FAR or following == value + 1 else None
    return expected if following in (value + 1, expected + 1) else None
