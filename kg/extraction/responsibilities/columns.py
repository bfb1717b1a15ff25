"""Tables with columns of bodies: 重点任务, 牵头单位, 责任单位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.responsibilities.lists import Assigned, assigned_in_cell, role_of_heading
from kg.extraction.responsibilities.running import full_width
from kg.extraction.sentences import trimmed
from kg.extraction.source import DraftSource
from kg.model.records import Span

_TASK = re.compile("(?:重点|主要|工作|具体|改革|目标)*(?:任务|措施|举措|事项|内容|工作)(?:内容|名称|清单|举措|措施)?")
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class BodyRow:
    """A row of a table that assigns bodies. `title`: the words of its task; `head`: the row of the headings."""

    clause: str
    title: Span | None
    bodies: tuple[tuple[Span, Assigned], ...]
    """Cells and the bodies that they name."""
    head: Span


def rows_with_bodies(source: DraftSource) -> Iterator[BodyRow]:
    """The rows below headings of columns of bodies, in the order of the text."""
    text = full_width(source.text)
    heads: dict[str, tuple[Span, dict[int, str], int | None]] = {}
    for path, clause in source.clauses.items():
        if clause.kind != "row" or clause.parent is None:
            continue
        cells = list(_cells(text, (clause.start, clause.end)))
        roles = {place: role for place, cell in enumerate(cells) if cell and (role := role_of_heading(text[slice(*cell)]))}
        if roles:
            tasks = (place for place, cell in enumerate(cells) if cell and _TASK.fullmatch("".join(text[slice(*cell)].split())))
            heads[clause.parent] = ((clause.start, clause.end), _beside_leads(roles), next(tasks, None))
        elif clause.parent in heads:
            head, roles, task = heads[clause.parent]
            bodies = [(cell, one) for place, role in roles.items() if place < len(cells) and (cell := cells[place])
                      for one in assigned_in_cell(text, *cell, role)]  # fmt: skip
            title = cells[task] if task is not None and task < len(cells) else None
            if bodies:
                yield BodyRow(path, _first(text, title) if title else None, tuple(bodies), head)


def _beside_leads(roles: dict[int, str]) -> dict[int, str]:
    """Bodies of a column 责任单位 beside one of 牵头单位 support these."""
    return {place: "support" if role == "responsible" and "lead" in roles.values() else role for place, role in roles.items()}


def _cells(text: str, row: Span) -> Iterator[Span | None]:
    """The cells of a row, by the tabs between them; None for an empty one."""
    start = row[0]
    for cell in text[slice(*row)].rstrip("\n").split("\t"):
        yield trimmed(text, (start, start + len(cell)))
        start += len(cell) + 1


def _first(text: str, cell: Span) -> Span:
    """The words of a cell up to a mark, where it is longer than a title."""
    if cell[1] - cell[0] <= _LONGEST_TITLE:
        return cell[0], cell[0] + len(text[slice(*cell)].rstrip("。；"))
    found = re.compile("[。；，：]").search(text, cell[0] + 4, cell[1])
    return cell[0], found.start() if found else cell[1]
