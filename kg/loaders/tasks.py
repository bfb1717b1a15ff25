"""Which task a fact stands under: the one that its row names, else the one in whose stretch its words stand.

A stretch begins with the words of its task and ends where the next task of the clause begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import DataIssue, nearest, shown
from kg.i18n import Message, message
from kg.loaders.sheets import Sheet

_UNPROVEN = -1


@dataclass(frozen=True)
class PlacedTask:
    start: int
    id: str


@dataclass(frozen=True)
class Tasks:
    """The tasks of each clause, in the order of the text.

    Rows that are faulty themselves are there too: who refers to them is not at fault.
    """

    of_clause: Mapping[str, Sequence[PlacedTask]]

    def named(self, value: str) -> tuple[str | None, tuple[Message, str | None] | None]:
        """The task that a cell names, by its id or by a clause with one task; else what was expected, and the nearest known value."""
        ids = [task.id for tasks in self.of_clause.values() for task in tasks]
        if value in ids:
            return value, None
        tasks = self.of_clause.get(value, ())
        if len(tasks) == 1:
            return tasks[0].id, None
        if tasks:
            return None, (message("issues.expected.task_of", count=len(tasks), tasks=[task.id for task in tasks]), None)
        return None, (message("issues.expected.task"), nearest(value, [*self.of_clause, *ids]))

    def around(self, clauses: Iterable[str], offset: int) -> str | None:
        """The task in whose stretch `offset` lies, in the first of `clauses` that holds one. What stands before all is of the first."""
        tasks = next((self.of_clause[clause] for clause in clauses if clause in self.of_clause), ())
        before = [task for task in tasks if task.start <= offset]
        return (before or tasks)[-1 if before else 0].id if tasks else None


def placed_tasks(sheet: Sheet, starts: Mapping[str, int]) -> tuple[Tasks, list[DataIssue]]:
    """The tasks of a document. `starts`: id -> where its words begin, for those that are proven."""
    found: dict[str, list[PlacedTask]] = defaultdict(list)
    for row in sheet.rows:
        found[row.cells["clause"]].append(PlacedTask(starts.get(row.cells["id"], _UNPROVEN), row.cells["id"]))
    tasks = {clause: sorted(placed, key=lambda task: task.start) for clause, placed in found.items()}
    return Tasks(tasks), list(_same_words(sheet, starts))


def _same_words(sheet: Sheet, starts: Mapping[str, int]) -> Iterator[DataIssue]:
    """Tasks of one clause that begin at the same words: no fact could tell them apart."""
    taken: dict[tuple[str, int], int] = {}
    for row in sheet.rows:
        start = starts.get(row.cells["id"])
        if start is None:
            continue
        first = taken.setdefault((row.cells["clause"], start), row.line)
        if first != row.line:
            yield DataIssue(sheet.file, row.line, "quote", shown(row.cells["quote"]), message("issues.expected.own_words", row=first))
