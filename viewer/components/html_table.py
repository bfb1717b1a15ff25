"""Tables to be read: every word is there, wrapped where it is long; a name or a place is a link that stays in the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from viewer.components.linked_html import Linked
from viewer.i18n import t
from viewer.links import Link


@dataclass(frozen=True)
class Column:
    """`about` says more on the heading. `width` is the least, in letters."""

    name: str
    about: str = ""
    number: bool = False
    width: float = 0.0


@dataclass(frozen=True)
class Cell:
    """Words, a link where there is one to follow; `bar` from 0 to 1 is a bar before them."""

    words: str
    link: Link | None = None
    bar: float | None = None


def draw_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    key: str,
    *,
    chosen: int | None = None,
    short: bool = False,
    choose: Callable[[Link], bool] = lambda _: False,
) -> Link | None:
    """`rows` in the order of `columns`; the row number `chosen` stands out. `short` leaves room for what stands below.

    Links that `choose` something on the page are not followed: it gives the one that was clicked.
    """
    linked = Linked(choose)
    name = "scroll reading short" if short else "scroll reading"
    return linked.draw(f'<div class="{name}" tabindex="0">{table_html(linked, columns, rows, chosen)}</div>', key)


def table_html(linked: Linked, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], chosen: int | None = None) -> str:
    heads = "".join(_head(column) for column in columns)
    lines = "".join(
        f"<tr{_chosen(place == chosen)}>{''.join(_cell(linked, column, cell) for column, cell in zip(columns, row, strict=True))}</tr>"
        for place, row in enumerate(rows)
    )
    return f'<table class="stacked"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>'


def place_cell(link: Link) -> Cell:
    """The way to the place in the text."""
    return Cell(t("agencies.to_source"), link)


def _chosen(chosen: bool) -> str:
    return ' class="chosen" aria-current="true"' if chosen else ""


def _head(column: Column) -> str:
    width = f' style="min-width:{column.width:g}em"' if column.width else ""
    sign = f' <span class="about" title="{escape(column.about)}">ⓘ</span>' if column.about else ""
    return f'<th scope="col"{_class(column)}{width}>{escape(column.name)}{sign}</th>'


def _cell(linked: Linked, column: Column, cell: Cell) -> str:
    words = linked.a(cell.link, cell.words) if cell.link else escape(cell.words)
    bar = "" if cell.bar is None else f'<span class="bar"><i style="width:{cell.bar:.0%}"></i></span>'
    return f'<td{_class(column)} data-name="{escape(column.name)}"><span>{bar}{words}</span></td>'


def _class(column: Column) -> str:
    return ' class="number"' if column.number else ""
