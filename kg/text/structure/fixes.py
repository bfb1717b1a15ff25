"""What a curator says of single lines, against the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from kg.text.structure.lines import Line

FixAction = Literal["heading", "none", "body", "annex", "closing"]
FIX_ACTIONS: tuple[FixAction, ...] = get_args(FixAction)


@dataclass(frozen=True)
class Fix:
    """At the offset `start` begins a heading of `level` (1 is the outermost), none, the body, an annex, or the closing words."""

    start: int
    action: FixAction
    level: int | None = None


@dataclass(frozen=True)
class Fixes:
    """The fixes of a text: offsets that begin no part, and indices of lines that do."""

    none: frozenset[int] = frozenset()
    headings: dict[int, int] = field(default_factory=dict)
    """Line -> level."""
    body: int | None = None
    annexes: frozenset[int] = frozenset()
    closing: int | None = None

    def within(self, first: int, last: int) -> Fixes:
        """Those of the lines `first` to `last`, counted from `first`."""
        return Fixes(self.none, {i - first: level for i, level in self.headings.items() if first <= i < last})


def fixes_of(fixes: Sequence[Fix], lines: Sequence[Line]) -> Fixes:
    """`fixes` by line. `none` holds the offsets at which a line, its words or a sign inside it begin."""
    none: set[int] = set()
    at: dict[FixAction, dict[int, int]] = {action: {} for action in FIX_ACTIONS}
    for fix in fixes:
        line = next((i for i, line in enumerate(lines) if line.at <= fix.start < line.end), None)
        if line is None:
            continue
        if fix.action == "none":
            opens = lines[line]
            none |= {opens.at, opens.head, opens.start} if fix.start <= opens.start else {fix.start}
        else:
            at[fix.action][line] = fix.level or 1
    return Fixes(frozenset(none), at["heading"], min(at["body"], default=None), frozenset(at["annex"]), min(at["closing"], default=None))
