"""The clauses of a document as a tree, with their own spans and what was read in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from viewer.display.entities import part_name

Span = tuple[int, int]
_TAG = re.compile(r"</?[A-Za-z]{1,6}>")
"""What a converter left behind in a heading."""
Reading = Literal["facts", "empty", "later_version", "drafted", "open"]


@dataclass
class Clause:
    """A part of the text. `own` are its stretches outside its parts."""

    id: str
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    facts: int
    reading: Reading
    reason: str | None
    """Why it holds no fact, in the curator's words."""
    coverage: str
    """A code of the scheme `coverage`: whether a person reviewed it."""
    depth: int = 0
    parent: Clause | None = None
    parts: list[Clause] = field(default_factory=list)

    @property
    def own(self) -> list[Span]:
        spans, at = [], self.start
        for part in self.parts:
            if at < part.start:
                spans.append((at, part.start))
            at = part.end
        return [*spans, (at, self.end)] if at < self.end else spans

    @property
    def name(self) -> str:
        """`（一） 深化体制机制改革`; a part without either by what it is, or by the last piece of its id."""
        path = self.id.rpartition("/")[2]
        return " ".join(filter(None, [self.number, _TAG.sub("", self.heading or "")])) or part_name(path)

    def inside(self, kind: str) -> Clause | None:
        """Itself or the nearest clause above it that is of that kind."""
        at: Clause | None = self
        while at is not None and at.kind != kind:
            at = at.parent
        return at


def clause_tree(rows: Sequence[Mapping[str, Any]], reasons: Mapping[str, str]) -> dict[str, Clause]:
    """The answer of `clauses` for one document, with why some hold nothing, as a tree: id -> clause, in the order of the text."""
    clauses: dict[str, Clause] = {}
    for row in rows:
        reading: Reading = row["read"] or ("drafted" if row["coverage"] == "drafted" else "open")
        clauses[row["clause"]] = Clause(
            row["clause"],
            row["kind"],
            row["number"],
            row["heading"],
            row["start"],
            row["end"],
            row["facts"],
            reading,
            reasons.get(row["clause"]),
            row["coverage"],
        )
    for row in rows:
        clause, parent = clauses[row["clause"]], clauses.get(row["parent"] or "")
        if parent is not None:
            clause.parent = parent
            parent.parts.append(clause)
    for clause in clauses.values():
        clause.parts.sort(key=lambda part: part.start)
        above = clause.parent
        while above is not None:
            clause.depth += 1
            above = above.parent
    return clauses
