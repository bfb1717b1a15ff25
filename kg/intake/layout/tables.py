"""Grids with words in them become rows of a table; a table that goes on over pages is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.intake.cell_spans import CellGrid
from kg.intake.layout.grids import Cell, Grid
from kg.intake.layout.rows import joined, rows, split_at
from kg.intake.layout.table_gaps import Places, Ruled, same_columns
from kg.intake.layout.writing import Gap
from kg.intake.page_content import Line


@dataclass
class TableRow:
    """A row: the printed lines of each cell, by column. `owners`: the cell that each column belongs to, with those of spans repeated."""

    page: int
    cells: list[list[Line]]
    owners: list[Cell]
    gaps: list[Gap] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return ["".join(line.text for line in cell).strip() for cell in self.cells]


@dataclass
class Table:
    """A ruled table, its rows from the top down. `page` and `grid` are those of its last piece, where it goes on over pages."""

    page: int
    grid: Grid
    rows: list[TableRow] = field(default_factory=list)


def cell_words(grid: Grid, lines: Sequence[Line]) -> dict[Cell, list[Line]]:
    """The printed lines of each cell, from the top down. A line over several cells is cut at their walls."""
    found: dict[Cell, list[Line]] = {cell: [] for cell in grid.cells}
    for line in lines:
        beside = [cell for cell in grid.cells if cell.rect.top <= line.rect.middle < cell.rect.bottom]
        for part in split_at(line, {cell.rect.left for cell in beside} - {grid.xs[0]}):
            centre = (part.rect.left + part.rect.right) / 2
            if beside:
                nearest = min(beside, key=lambda cell: max(cell.rect.left - centre, centre - cell.rect.right, 0.0))
                found[nearest].append(part)
    return {cell: [joined(row) for row in rows(words)] for cell, words in found.items()}


@dataclass(frozen=True)
class _Spanning:
    """A cell as `CellGrid` takes it."""

    cell: Cell
    lines: list[Line]
    nested: bool = False

    @property
    def words(self) -> str:
        return "".join(line.text for line in self.lines).strip()

    @property
    def columns(self) -> int:
        return self.cell.right - self.cell.left + 1

    @property
    def rows(self) -> int:
        return self.cell.bottom - self.cell.top + 1


def read_table(ruled: Ruled, places: Places) -> Table:
    """The rows of a table, each as wide as the table or one cell. `places`: where lines may be missing."""
    page, grid = ruled.page, ruled.grid
    height = len(grid.ys) - 1
    at = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.top, cell.bottom + 1)
        for column in range(cell.left, cell.right + 1)
    }
    filled = CellGrid([[_Spanning(cell, ruled.words[cell]) for cell in grid.cells if cell.top == row] for row in range(height)])
    table = Table(page, grid)
    gaps: list[Gap] = []
    for row in range(height):
        owners = [at[row, column] for column in range(grid.width)]
        if len(set(owners)) == 1:
            owners = owners[:1]
        shown = filled.row(row)
        cells = [one.lines if column < len(shown) and (one := shown[column]) else [] for column in range(len(owners))]
        own = [(column, cell) for column, cell in enumerate(owners) if (cell.top, cell.left) == (row, column)]
        gaps += [Gap(column, before, page) for column, cell in own for before in sorted(places.get(cell, ()))]
        if any(cells):
            table.rows.append(TableRow(page, cells, owners, gaps))
            gaps = []
    if gaps and table.rows:
        last = table.rows[-1]
        last.gaps.append(Gap(len(last.cells) - 1, len(last.cells[-1]), page))
    return table


def is_whole_row(cell: Cell, grid: Grid) -> bool:
    """Whether a cell is as wide as its table, such as that of a box around paragraphs."""
    return cell.left == 0 and cell.right == grid.width - 1


def continued(table: Table, before: Table) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before: the same columns at the same places."""
    return table.page == before.page + 1 and table.grid.width > 1 and same_columns(table.grid, before.grid)


def join_tables(before: Table, table: Table) -> None:
    """Put the rows of `table` under those of `before`: without the heading that is printed again, a row that was cut made whole."""
    found = list(table.rows)
    while found and len(before.rows) > len(table.rows) - len(found) and found[0].words == before.rows[len(table.rows) - len(found)].words:
        found = found[1:]
    if found and before.rows and _goes_on(found[0], before.rows[-1]):
        last = before.rows[-1]
        last.gaps += [replace(gap, before=gap.before + len(last.cells[gap.cell])) for gap in found[0].gaps]
        last.cells = [[*one, *other] for one, other in zip(last.cells, found[0].cells, strict=True)]
        found = found[1:]
    if found and before.rows:
        _fill_from_above(found, before.rows[-1])
    before.rows += found
    before.page, before.grid = table.page, table.grid


def _goes_on(row: TableRow, before: TableRow) -> bool:
    """Whether a row is the rest of one that a page break cut: some of its cells are empty, and all others go on where a full line ended."""
    if len(row.cells) != len(before.cells) or all(row.words):
        return False
    return all(
        not cell or (_is_full(above, owner) and not _is_ended(above))
        for cell, above, owner in zip(row.cells, before.cells, before.owners, strict=True)
    )


def _is_full(lines: Sequence[Line], cell: Cell) -> bool:
    return bool(lines) and cell.rect.right - lines[-1].rect.right < 1.6 * lines[-1].size


def _is_ended(lines: Sequence[Line]) -> bool:
    return lines[-1].text.rstrip().endswith(("。", "；", "！", "？"))


def _fill_from_above(found: Sequence[TableRow], above: TableRow) -> None:
    """A cell over several rows that a page break cut is empty on the next page: its words stand in these rows too."""
    first = found[0]
    if len(first.cells) != len(above.cells) or not any(first.cells):
        return
    for column, cell in enumerate(first.cells):
        if cell:
            return
        owner = first.owners[column]
        if above.owners[column].bottom == above.owners[column].top:
            return
        for row in found:
            if len(row.cells) == len(first.cells) and row.owners[column] == owner:
                row.cells[column] = above.cells[column]
