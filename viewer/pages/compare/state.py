"""The state of the page: the places, what of them is compared, what is chosen there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import streamlit as st

from viewer.links import Link
from viewer.state import CommaSeparated, PageState

View = Literal["table", "money", "goals", "gaps", "classes", "clauses"]
VIEWS: tuple[View, ...] = get_args(View)
By = Literal["instrument", "category", "indicator", "program", "topic", "money"]
ROWS: tuple[By, ...] = get_args(By)
Across = Literal["city", "document"]
ACROSS: tuple[Across, ...] = get_args(Across)


@dataclass(frozen=True)
class CompareState(PageState):
    page = "compare"
    cities: CommaSeparated = frozenset()
    """Codes or names of places; none: those that are shown as usual."""
    view: View = "table"
    by: By = "instrument"
    across: Across = "city"
    category: str | None = None
    """Of the money, and of the offers in the table."""
    indicator: str | None = None
    city: str | None = None
    """The place whose gaps or classes are shown."""
    talent_class: str | None = None
    document: str | None = None
    other: str | None = None
    cell: str | None = None
    """The row and the column whose quotes are shown, as `housing~140100`."""

    @property
    def chosen(self) -> tuple[str, str]:
        """The row and the column of `cell`, empty where none is chosen."""
        item, _, side = (self.cell or "").partition("~")
        return item, side


def key(name: str) -> str:
    """Of a widget of this page, in the session."""
    return CompareState.key(name)


def arrive() -> CompareState:
    """The state at a run of the whole page. Widgets are reset where the reader followed a link or went back."""
    if CompareState.has_moved():
        for name in [str(name) for name in st.session_state if str(name).startswith(key(""))]:
            del st.session_state[name]
    return CompareState.current()


def here(state: CompareState, **changes: Any) -> Link:
    """A link to the page with these changes."""
    return Link("compare", replace(state, **changes).params())


def to_cell(state: CompareState, item: str, side: str) -> Link:
    """Choose a cell: Python is told of the click."""
    return here(state, cell=f"{item}~{side}").selecting()
