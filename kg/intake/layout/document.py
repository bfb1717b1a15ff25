"""The parts of all pages become blocks of one text: paragraphs and tables that go on over the page are whole."""

from __future__ import annotations

from collections.abc import Sequence

from kg.intake.layout.gaps import MISSING, steps
from kg.intake.layout.margins import Column, Setting, settings
from kg.intake.layout.paragraphs import Printed, begins, is_indented
from kg.intake.layout.parts import Notes, Part, is_note
from kg.intake.layout.tables import Table, continued, join_tables
from kg.intake.layout.writing import Block, Gap


def blocks(parts: Sequence[Part]) -> list[Block]:
    """The blocks of the text, in order."""
    columns = [part for part in parts if isinstance(part, Column)]
    by_column = dict(zip(map(id, columns), settings(columns), strict=True))
    indented = is_indented([Printed(line, by_column[id(column)]) for column in columns for line in column.lines])
    document = _Document(by_column, indented)
    for part in parts:
        document.add(part)
    document.end_flow()
    return document.blocks


class _Document:
    def __init__(self, by_column: dict[int, Setting], indented: bool) -> None:
        self.blocks: list[Block] = []
        self._settings = by_column
        self._indented = indented
        self._columns: list[Column] = []
        self._notes: list[tuple[int, Notes]] = []
        self._table: Table | None = None

    def add(self, part: Part) -> None:
        if isinstance(part, Notes):
            self._notes.append((sum(len(column.lines) for column in self._columns), part))
            return
        if not isinstance(part, Column) or (self._columns and not _flows(self._columns[-1], part)):
            self.end_flow()
        if isinstance(part, Column):
            self._columns.append(part)
            self._table = None
        elif isinstance(part, Table):
            self._add_table(part)
        else:
            self._table = None
            self.blocks += [Block([[line] for line in row]) for row in part.rows]

    def _add_table(self, table: Table) -> None:
        if self._table is None or not continued(table, self._table):
            self._table = table
            self._first = len(self.blocks)
        else:
            join_tables(self._table, table)
        self.blocks[self._first :] = [Block(row.cells, row.gaps) for row in self._table.rows]

    def end_flow(self) -> None:
        """Make paragraphs of the columns that have come together, with the notes of their pages after the paragraphs they stand under."""
        lines = [Printed(line, self._settings[id(column)]) for column in self._columns for line in column.lines]
        starts = [n == 0 or begins(lines[n - 1], line, indented=self._indented) for n, line in enumerate(lines)]
        missing = [step > MISSING for step in steps(lines, starts)]
        ends = _missing_in_boxes(self._columns)
        made: list[tuple[int, Block]] = []
        for n, line in enumerate(lines):
            if starts[n]:
                made.append((n, Block([[]])))
            block = made[-1][1]
            if missing[n] or n in ends:
                block.gaps.append(Gap(0, len(block.cells[0]), line.line.page))
            block.cells[0].append(line.line)
        if len(lines) in ends and made:
            made[-1][1].gaps.append(Gap(0, len(made[-1][1].cells[0]), lines[-1].line.page))
        for count, notes in reversed(self._notes):
            place = sum(first < count for first, _ in made)
            made[place:place] = [(count, block) for block in _note_blocks(notes)]
        self.blocks += [block for _, block in made]
        self._columns, self._notes = [], []


def _flows(before: Column, column: Column) -> bool:
    """Whether a sentence may run from one column into the next: both are text, or two pieces of one box on two pages."""
    if before.frame is None or column.frame is None:
        return before.frame is column.frame
    return (
        column.page == before.page + 1
        and abs(column.frame.left - before.frame.left) < 6
        and abs(column.frame.right - before.frame.right) < 6
    )


def _missing_in_boxes(columns: Sequence[Column]) -> set[int]:
    places: set[int] = set()
    count = 0
    for column in columns:
        places |= {count + place for place in column.missing}
        count += len(column.lines)
    return places


def _note_blocks(notes: Notes) -> list[Block]:
    made: list[Block] = []
    for line in notes.lines:
        if not made or is_note(line):
            made.append(Block([[]]))
        made[-1].cells[0].append(line)
    return made
