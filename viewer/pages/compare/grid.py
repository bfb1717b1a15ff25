"""A heat map that scrolls: things down, places or documents across, grouped by province; a cell is chosen by a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.export.figure import Mark
from viewer.components.linked_html import draw_linked_html
from viewer.components.tile_chart import Tile, shaded, tile_chart
from viewer.components.vega import Spec
from viewer.html import render
from viewer.links import Link
from viewer.palette import LIGHT

_UPRIGHT = 12
"""Of more columns the names are written from top to bottom."""


@dataclass(frozen=True)
class Side:
    """A column. `note` stands below its name; `group` is what neighbours share, such as a province."""

    id: str
    name: str
    about: str = ""
    note: str = ""
    group: str = ""


@dataclass(frozen=True)
class Cell:
    """`look` is a class of `linked_html.css`; `shade` from 0 to 1 the depth of its ground; `lines` stand below the sign."""

    sign: str
    look: str
    tip: str
    link: Link | None = None
    shade: float = 0.0
    lines: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True)
class Sign:
    """Of the legend."""

    sign: str
    look: str
    means: str


def draw_grid(
    corner: str,
    down: Sequence[tuple[str, str]],
    across: Sequence[Side],
    cells: Mapping[tuple[str, str], Cell],
    legend: Sequence[Sign],
    key: str,
) -> Link | None:
    """`down`: id and name of each row. Returns the link of the cell that was clicked."""
    groups = [(name, list(sides)) for name, sides in groupby(across, key=lambda side: side.group)]
    html = render(
        "compare/grid.html",
        corner=corner,
        across=across,
        rows=[(name, [(side, cells.get((item, side.id))) for side in across]) for item, name in down],
        groups=[(name, len(sides)) for name, sides in groups] if len(groups) > 1 and any(name.strip() for name, _ in groups) else [],
        apart={sides[0].id for _, sides in groups},
        many=len(across) > _UPRIGHT,
        legend=legend,
    )
    return draw_linked_html(html, key)


_LOOKS = {
    "mentioned": ("", LIGHT["support"]),
    "lacking": (shaded(LIGHT["bad"], 0.12), LIGHT["bad"]),
    "silent": ("", LIGHT["quiet"]),
    "unread": (LIGHT["panel"], LIGHT["quiet"]),
    "not_held": (LIGHT["panel"], LIGHT["quiet"]),
}
"""Ground and ink of a look in a figure."""


def grid_chart(down: Sequence[tuple[str, str]], across: Sequence[Side], cells: Mapping[tuple[str, str], Cell]) -> Spec:
    """The heat map as a chart, for its figure."""
    tiles = [
        Tile(row, column, "\n".join((cell.sign, *cell.lines)), *_look_of(cell.look, cell.shade)) for (row, column), cell in cells.items()
    ]
    return tile_chart(down, [(side.id, f"{side.name} {side.note}".strip()) for side in across], tiles)


def grid_legend(legend: Sequence[Sign]) -> tuple[Mark, ...]:
    """Of the figure."""
    return tuple(_mark(f"{sign.sign} {sign.means}", *_look_of(sign.look, 0.8)) for sign in legend)


def _mark(words: str, ground: str, ink: str) -> Mark:
    return Mark(words, ground) if ground else Mark(words, ink, hollow=True)


def _look_of(look: str, shade: float) -> tuple[str, str]:
    return _LOOKS.get(look) or (shaded(LIGHT["support"], 0.42 * shade), LIGHT["text"])
