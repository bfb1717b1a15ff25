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
_LIMIT = re.compile("(?:完成|办理|时间)?(?:时限|时间|期限|节点|日期)(?:要求)?")
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class BodyRow:
    """A row of a table that assigns bodies. `title`: the words of its task; `head`: the row of the headings."""

    clause: str
    title: Span | None
    bodies: tuple[tuple[Span, Assigned], ...]
    """Cells and the bodies that they name."""
    head: Span
    limit: Span | None
    """The cell of 完成时限."""


def rows_with_bodies(source: DraftSource) -> Iterator[BodyRow]:
    """The rows below headings of columns of bodies, in the order of the text."""
    text = full_width(source.text)
    heads: dict[str, tuple[Span, dict[int, str], int | None, int | None]] = {}
    for path, clause in source.clauses.items():
        if clause.kind != "row" or clause.parent is None:
            continue
        cells = list(_cells(text, (clause.start, clause.end)))
        roles = {place: role for place, cell in enumerate(cells) if cell and (role := role_of_heading(text[slice(*cell)]))}
        if roles:
            task, limit = (_place(text, cells, sort) for sort in (_TASK, _LIMIT))
            heads[clause.parent] = ((clause.start, clause.end), _beside_leads(roles), task, limit)
        elif clause.parent in heads:
            head, roles, task, limit = heads[clause.parent]
            bodies = [(cell, one) for place, role in roles.items() if (cell := _cell(cells, place))
                      for one in assigned_in_cell(text, *cell, role)]  # fmt: skip
            title = _cell(cells, task)
            if bodies:
                yield BodyRow(path, _first(text, title) if title else None, tuple(bodies), head, _cell(cells, limit))


def _place(text: str, cells: list[Span | None], sort: re.Pattern[str]) -> int | None:
    """The first column of a sort, by the words of its heading."""
    return next((place for place, cell in enumerate(cells) if cell and sort.fullmatch("".join(text[slice(*cell)].split()))), None)


def _cell(cells: list[Span | None], place: int | None) -> Span | None:
    return cells[place] if place is not None and place < len(cells) else None


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
