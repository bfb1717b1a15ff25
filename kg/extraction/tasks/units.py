"""The units of a text that order something, and the stretches of a unit that each end in their own bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from kg.extraction.responsibilities.lists import Assigned, assigned_lists
from kg.extraction.responsibilities.running import RunningText, running_texts
from kg.extraction.source import DraftSource
from kg.extraction.tasks.headings import orders_nothing
from kg.text.clauses import UNNUMBERED, Clause

_NO_UNITS = ("row", "table", "annex")
_SHORTEST_LEAD = 12
"""Characters of a sentence that begins a list of members; a heading with a colon is shorter."""
_BETWEEN = re.compile(r"[）)〕］】\]。；;，,、\s]*(?:[（(]?\d{1,2}[）).．、]|[①-⑳])?")
_FIRST = re.compile(r"(?:[^，。；：\n\t（]|（[^）]{1,12}）){4,40}")


class Units:
    """The smallest numbered units of a text."""

    def __init__(self, source: DraftSource) -> None:
        self.source = source
        self.texts = running_texts(source)
        self.lists = {path: list(assigned_lists(running.text)) for path, running in self.texts.items()}

    def smallest(self) -> Iterator[Clause]:
        """The units that order something and hold no smaller one, in the order of the text."""
        for clause in self.source.clauses.values():
            if self._is_unit(clause) and self._orders(clause) and not any(map(self._holds_unit, self._parts.get(clause.path, ()))):
                yield clause

    def _orders(self, clause: Clause) -> bool:
        above = self.source.parsed.tree.ancestors(clause.path)
        aside = any(one.kind in _NO_UNITS or orders_nothing(one.heading or "", above=True) for one in above)
        return not aside and not orders_nothing(clause.heading or "")

    def _is_unit(self, clause: Clause) -> bool:
        """Whether it has a number and a heading, or bodies, and is no member of a list that a sentence above it begins."""
        if clause.path in UNNUMBERED or clause.kind in _NO_UNITS:
            return False
        if self.lists[clause.path]:
            return True
        return bool(clause.heading) and (bool(clause.number) or clause.kind == "box") and not self._is_member(clause)

    def _holds_unit(self, clause: Clause) -> bool:
        if clause.kind == "box":
            return False
        return self._is_unit(clause) or any(self._holds_unit(part) for part in self._parts.get(clause.path, ()))

    def _is_member(self, clause: Clause) -> bool:
        if clause.parent is None:
            return False
        parent = self.source.clauses[clause.parent]
        lead = self.texts[parent.path].before(clause.start).rstrip()
        begins = lead.endswith("：") and len(lead) >= _SHORTEST_LEAD
        return begins or self._is_member(parent)

    @cached_property
    def _parts(self) -> dict[str, list[Clause]]:
        parts: dict[str, list[Clause]] = {}
        for clause in self.source.clauses.values():
            if clause.parent:
                parts.setdefault(clause.parent, []).append(clause)
        return parts


def stretches(running: RunningText, start: int, lists: Sequence[Sequence[Assigned]]) -> list[tuple[int, int]]:
    """The first words of each stretch from `start` on that ends in bodies of its own, as places of the running text."""
    found: list[tuple[int, int]] = []
    for listed in lists:
        at = _BETWEEN.match(running.text, start)
        first = _FIRST.match(running.text, at.end() if at else start, listed[0].start)
        if first:
            found.append(first.span())
        start = listed[-1].end
    return found
