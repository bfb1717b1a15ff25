"""A table of signs: things down, things across, a sign where they meet. Plain HTML for screen readers, each cell a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viewer.components.tile_chart import Tile, shaded, tile_chart
from viewer.components.vega import Spec
from viewer.html import draw_html, render
from viewer.palette import LIGHT


@dataclass(frozen=True)
class Head:
    """The heading of a row or column. `apart`: a line before it."""

    id: str
    name: str
    address: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Cell:
    """`look` is a class of the style sheet, or empty; `shade` from 0 to 1 is the depth of its background where it has no look."""

    sign: str
    tip: str
    look: str = ""
    address: str = ""
    shade: float = 0.0


def draw_grid(
    corner: str, down: Sequence[Head], across: Sequence[Head], cells: Mapping[tuple[str, str], Cell], legend: Sequence[Cell] = ()
) -> None:
    """`cells` by (id down, id across). `legend`: a sign of each kind, its `tip` says what it means."""
    draw_html("agencies/grid_legend.html", legend=legend, grid=grid_html(corner, down, across, cells))


def grid_html(corner: str, down: Sequence[Head], across: Sequence[Head], cells: Mapping[tuple[str, str], Cell]) -> Markup:
    rows = [(row, [(column, cells.get((row.id, column.id))) for column in across]) for row in down]
    return render("agencies/grid.html", corner=corner, across=across, rows=rows)


_LOOKS = {
    "zm-sign-lead": (LIGHT["lead"], LIGHT["ground"]),
    "zm-sign-lead-implied": (shaded(LIGHT["lead"], 0.25), LIGHT["text"]),
    "zm-sign-support": (LIGHT["support"], LIGHT["ground"]),
    "zm-sign-support-implied": (shaded(LIGHT["support"], 0.2), LIGHT["text"]),
    "zm-sign-other": (shaded(LIGHT["warn"], 0.3), LIGHT["text"]),
}
"""Ground and ink of a look in a figure."""


def grid_chart(down: Sequence[Head], across: Sequence[Head], cells: Mapping[tuple[str, str], Cell]) -> Spec:
    """The grid as a chart, for its figure."""
    tiles = [Tile(row, column, cell.sign, *look_of(cell)) for (row, column), cell in cells.items()]
    return tile_chart([(head.id, head.name) for head in down], [(head.id, head.name) for head in across], tiles)


def look_of(cell: Cell) -> tuple[str, str]:
    """Ground and ink in a figure."""
    return _LOOKS.get(cell.look) or (shaded(LIGHT["support"], 0.15 + 0.5 * cell.shade), LIGHT["text"])
