"""Tables for reading: every word is there, wrapped where it is long; a name or a place is a link that stays in the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viewer.components.linked_html import draw_linked_html
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link


@dataclass(frozen=True)
class Column:
    """`about` is a tooltip of the heading. `width` is the least, in letters."""

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
    most: int | None = None,
) -> Link | None:
    """Draw `rows`, each in the order of `columns`; row number `chosen` stands out. `short` leaves room for what stands below. Of more than
    `most` rows the first are drawn, and it is said how many there are.

    Returns the link that was clicked if it is one that `selects`.
    """
    return draw_linked_html(table_html(columns, rows, chosen, short=short, most=most), key)


def table_html(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], chosen: int | None = None, *, short: bool = False, most: int | None = None
) -> Markup:
    cells = [list(zip(columns, row, strict=True)) for row in rows[:most]]
    return render("components/table.html", columns=columns, rows=cells, chosen=chosen, short=short, held=len(rows))


def source_cell(link: Link) -> Cell:
    """A link to the place in the text."""
    return Cell(t("agencies.to_source"), link)
