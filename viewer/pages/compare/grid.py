"""A heat map that scrolls: things down, places or documents across, grouped by province; a cell is chosen by a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from viewer.components.linked_html import draw_linked_html
from viewer.html import render
from viewer.links import Link

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
