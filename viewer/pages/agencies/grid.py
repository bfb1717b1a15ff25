"""A table of signs: things down, things across, a sign where they meet. Plain HTML, read by a screen reader, each cell a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

_STYLE = f"<style>{Path(__file__).with_name('grid.css').read_text(encoding='utf-8')}</style>"


@dataclass(frozen=True)
class Head:
    """What stands at the edge. `apart`: a line before it."""

    id: str
    name: str
    address: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Cell:
    """`look` is a class of the style above, or nothing; `shade` from 0 to 1 is the depth of its ground where it has no look."""

    sign: str
    tip: str
    look: str = ""
    address: str = ""
    shade: float = 0.0


def draw_grid(
    corner: str, down: Sequence[Head], across: Sequence[Head], cells: Mapping[tuple[str, str], Cell], legend: Sequence[Cell] = ()
) -> None:
    """`cells` by (id down, id across). `legend`: a sign of each kind, its `tip` says what it means."""
    st.html(_STYLE + _legend(legend) + grid(corner, down, across, cells))


def grid(corner: str, down: Sequence[Head], across: Sequence[Head], cells: Mapping[tuple[str, str], Cell]) -> str:
    heads = "".join(f'<th scope="col" class="{_apart(head)}" title="{escape(head.name)}">{_name(head)}</th>' for head in across)
    lines = "".join(
        f'<tr><th scope="row" class="zm-row" title="{escape(row.name)}">{_name(row)}</th>'
        + "".join(f'<td class="{_apart(column)}">{_cell(cells.get((row.id, column.id)))}</td>' for column in across)
        + "</tr>"
        for row in down
    )
    return (
        f'<div class="zm-grid" tabindex="0"><table><thead><tr><th class="zm-row zm-corner">{escape(corner)}</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _legend(signs: Sequence[Cell]) -> str:
    if not signs:
        return ""
    shown = "".join(f'<span><i class="{sign.look}">{escape(sign.sign)}</i>{escape(sign.tip)}</span>' for sign in signs)
    return f'<div class="zm-grid-legend">{shown}</div>'


def _apart(head: Head) -> str:
    return "zm-apart" if head.apart else ""


def _name(head: Head) -> str:
    if head.address:
        return f'<a href="{escape(head.address)}" data-step="">{escape(head.name)}</a>'
    return f"<span>{escape(head.name)}</span>"


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    ground = f"background:color-mix(in srgb, var(--zm-support) {round(cell.shade * 45)}%, transparent)" if cell.shade else ""
    about = f'class="{cell.look}" style="{ground}" title="{escape(cell.tip)}" aria-label="{escape(cell.tip)}"'
    if cell.address:
        return f'<a href="{escape(cell.address)}" data-step="" {about}>{escape(cell.sign)}</a>'
    return f"<span {about}>{escape(cell.sign)}</span>"
