"""Colours of the two themes. Text on its ground reaches 4.5:1, signs 3:1 (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import streamlit as st

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
    "bad": "#9b2c2c",
    "lead": "#9b2c2c",
    "support": "#41719c",
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
    "bad": "#f09a92",
    "lead": "#e58a83",
    "support": "#8fb8de",
    "link": "#8fc1ee",
}


def dark() -> bool:
    """Whether this session shows the dark theme."""
    return st.context.theme.type == "dark"


def colours() -> dict[str, str]:
    """The colours of the theme that this session shows, for what cannot read style sheets: charts, the graph's canvas."""
    return DARK if dark() else LIGHT


def style() -> str:
    """Both themes' colours as variables, `var(--zm-text)`, for HTML of ours."""
    return "<style>:root{" + "".join(f"--zm-{name}:{colour};" for name, colour in colours().items()) + "}</style>"
