"""Which agency has which part in which task, and the load of each agency by the SQL of the question `agency_load`.

The question is asked of the published responsibilities; here the same SQL is run over any others, such as those after a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from kg.queries.catalog import question
from kg.queries.sql_tables import Columns, rows_over

Row = Mapping[str, Any]

LEADS = ("lead", "assigned")
PARTS: Mapping[tuple[str, str], str] = {
    LEADS: "lead_assigned",
    ("lead", "implied"): "lead_implied",
    ("support", "assigned"): "support",
    ("support", "implied"): "support_implied",
}
"""(effective role, basis) -> the column of `agency_load` that counts it. Other roles are no load."""
CARRIED = ("deliverables", "targets", "funding_items")
"""The columns that count what an assigned lead brings with it."""
COLUMNS = (*PARTS.values(), *CARRIED)
_TABLE_OF = {"deliverables": "deliverables", "targets": "targets", "funding_items": "funding"}
"""Column of CARRIED -> the table whose rows it counts."""
_TABLES: Mapping[str, Columns] = {
    "registry_agencies": dict.fromkeys(("agency", "name", "kind", "city", "city_code"), "string"),
    "responsibilities": dict.fromkeys(("agency", "task", "effective_role", "basis"), "string"),
    **{table: {"task": "string"} for table in _TABLE_OF.values()},
}
"""The tables that `agency_load` reads, with the columns that it reads of them."""


class Part(NamedTuple):
    """The part of an agency in a task: `lead`, `assigned`, say. `role` is what the role counts as, the column `effective_role`."""

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
        """The load of each agency in `named`, by id.

        `weights`: column of `agency_load` -> its weight; a column without a weight does not count.
        """
        for_no_task = [{"agency": agency} for agency in self.named]  # so that each is listed, be its load nothing
        rows: dict[str, list[dict[str, Any]]] = {
            "registry_agencies": [{"agency": agency, "kind": kind} for agency, kind in self.kinds.items()],
            "responsibilities": [*(_row(part) for part in self.parts if part.agency in self.named), *for_no_task],
            **{table: _rows(self.carried.get(column, {})) for column, table in _TABLE_OF.items()},
        }
        agency_load = question("aggregates", "agency_load")
        values = dict.fromkeys(agency_load.parameters) | {f"w_{column}": weights.get(column, 0.0) for column in COLUMNS}
        found = rows_over({name: (columns, rows[name]) for name, columns in _TABLES.items()}, agency_load.query, values)
        return {
            row["agency"]: Load({column: row[column] for column in COLUMNS}, row["load"]) for row in sorted(found, key=itemgetter("agency"))
        }


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
    tables = zip(CARRIED, (deliverables, targets, funding), strict=True)
    return Duties(
        parts=frozenset(Part(row["agency"], row["task"], row["effective_role"], row["basis"]) for row in own if row["task"]),
        kinds=kinds,
        named=frozenset(row["agency"] for row in own),
        carried={column: Counter(row["task"] for row in rows if row["task"]) for column, rows in tables},
    )


def _row(part: Part) -> dict[str, Any]:
    return {"agency": part.agency, "task": part.task, "effective_role": part.role, "basis": part.basis}


def _rows(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """A row of a table for each thing that a task holds."""
    return [{"task": task} for task, count in counts.items() for _ in range(count)]
