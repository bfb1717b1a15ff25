"""Fonts, and the colours of the two themes. Text on its ground reaches 4.5:1, signs 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).

A colour has one meaning: `accent` is the brand and what is chosen, `bad` a contradiction or a fault, `lead` and `support` the two roles,
`good` and `warn` a state that holds or is in doubt, `quiet` what no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from kg.export.figure import FONTS
from kg.export.node_looks import COLOURS
from kg.model.fact_kind import ColourRole

__all__ = ["DARK", "FONTS", "LIGHT", "ROLES", "RoleColours", "colours", "dark", "on_paper"]


LIGHT = {
    "ground": "#ffffff",
    "raised": "#fdfcf9",
    "panel": "#f6f4ef",
    "line": "#e2ddd2",
    "text": "#1f2933",
    "quiet": "#6b6457",
    "accent": "#9b2c2c",
    "on-accent": "#ffffff",
    "mark": "#fbe7a8",
    "on-mark": "#1f2933",
    "good": "#2f6f4e",
    "warn": "#7a5f14",
    "bad": "#b83c0a",
    "lead": "#17406d",
    "support": "#3f72a8",
    "link": "#1f5f99",
}
DARK = {
    "ground": "#171a1f",
    "raised": "#1f242b",
    "panel": "#1b2027",
    "line": "#39414c",
    "text": "#e8e6e1",
    "quiet": "#a9a498",
    "accent": "#e58a83",
    "on-accent": "#1b1212",
    "mark": "#5a4a12",
    "on-mark": "#fdf3cf",
    "good": "#7cc79f",
    "warn": "#e0bf62",
    "bad": "#ff9d6e",
    "lead": "#cfe2f7",
    "support": "#6c9fd2",
    "link": "#8fc1ee",
}


@dataclass(frozen=True)
class RoleColours:
    """`light` and `dark`: of lines and characters in a text. `picture`: of signs in the picture of the graph, the same in both themes."""

    light: str
    dark: str
    picture: str


ROLES: Mapping[ColourRole, RoleColours] = {
    "action": RoleColours("#b3461f", "#ee9670", COLOURS["action"]),
    "actor": RoleColours("#2b6ca3", "#7db6e4", COLOURS["actor"]),
    "benefit": RoleColours("#93680f", "#dcb354", COLOURS["benefit"]),
    "goal": RoleColours("#127487", "#5fc0d3", COLOURS["goal"]),
    "programme": RoleColours("#80459f", "#cf9de8", COLOURS["programme"]),
    "people": RoleColours("#2f7a4f", "#79c99b", COLOURS["people"]),
    "reference": RoleColours("#5b6675", "#aab6c4", COLOURS["reference"]),
}
"""What the colours of kinds of fact, and of the things that they name, stand for."""


def dark() -> bool:
    """Whether this session shows the dark theme."""
    return st.context.theme.type == "dark"


def colours() -> dict[str, str]:
    """The colours of the theme that this session shows, for what cannot read style sheets: charts, the graph's canvas."""
    return DARK if not _PAPER.get() and dark() else LIGHT


@contextmanager
def on_paper() -> Iterator[None]:
    """In it, `colours` are those of the light theme, for what will be printed."""
    before = _PAPER.set(True)
    try:
        yield
    finally:
        _PAPER.reset(before)


_PAPER: ContextVar[bool] = ContextVar("paper", default=False)
