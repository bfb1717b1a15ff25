"""Who has which part in which task, and the load that comes of it.

The load is that of the question `agency_load`, counted anew so that it can be counted for parts that no document states:
each task once for each role and basis, and the documents, targets and sums of a task for each agency that is assigned to lead it.
A test holds both equal.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Row = Mapping[str, Any]

LEADS = ("lead", "assigned")
PARTS: Mapping[tuple[str, str], str] = {
    LEADS: "lead_assigned",
    ("lead", "implied"): "lead_implied",
    ("support", "assigned"): "support",
    ("support", "implied"): "support_implied",
}
"""(role, basis) -> the column of `agency_load` that counts it. Other roles are no load."""
CARRIED = ("deliverables", "targets", "funding_items")
"""The columns that count what an assigned lead brings with it."""
COLUMNS = (*PARTS.values(), *CARRIED)


class Part(NamedTuple):
    """The part of an agency in a task: `lead`, `assigned`, say."""

    agency: str
    task: str
    role: str
    basis: str


@dataclass(frozen=True)
class Load:
    """`counts` by column of `agency_load`; `total` is their weighted sum."""

    counts: Mapping[str, int]
    total: float


@dataclass(frozen=True)
class Duties:
    """What is assigned. Nothing in it changes: a change makes another.

    `kinds`: every agency that there is -> its kind. `named`: those of them that some responsibility names, which are those that loads list.
    `carried`: column -> task -> how many documents, targets or sums it holds.
    """

    parts: frozenset[Part]
    kinds: Mapping[str, str]
    named: frozenset[str]
    carried: Mapping[str, Mapping[str, int]]

    def loads(self, weights: Mapping[str, float]) -> dict[str, Load]:
        """The load of each agency in `named`, by column weighted with `weights`; a column without a weight does not count."""
        counts: dict[str, Counter[str]] = {agency: Counter() for agency in self.named}
        for part in self.parts:
            column = PARTS.get((part.role, part.basis))
            if column is None or part.agency not in counts:
                continue
            counts[part.agency][column] += 1
            if (part.role, part.basis) == LEADS:
                counts[part.agency].update({name: tasks.get(part.task, 0) for name, tasks in self.carried.items()})
        return {agency: _weigh({column: found[column] for column in COLUMNS}, weights) for agency, found in sorted(counts.items())}


def duties(
    agencies: Iterable[Row],
    responsibilities: Iterable[Row],
    deliverables: Iterable[Row] = (),
    targets: Iterable[Row] = (),
    funding: Iterable[Row] = (),
) -> Duties:
    """The duties of `agencies`, out of rows of the questions of these names. Responsibilities of other agencies are left out."""
    kinds = {str(row["agency"]): str(row["kind"]) for row in agencies}
    own = [row for row in responsibilities if row["agency"] in kinds]
    held = zip(CARRIED, (deliverables, targets, funding), strict=True)
    return Duties(
        parts=frozenset(Part(row["agency"], row["task"], row["role"], row["basis"]) for row in own if row["task"]),
        kinds=kinds,
        named=frozenset(row["agency"] for row in own),
        carried={column: Counter(row["task"] for row in rows if row["task"]) for column, rows in held},
    )


def _weigh(counts: dict[str, int], weights: Mapping[str, float]) -> Load:
    return Load(counts, math.fsum(weights.get(column, 0.0) * count for column, count in counts.items()))
