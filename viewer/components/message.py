"""Sentences to the asker. What is said may hold what the asker wrote, so it is text and never markup: no link, no picture."""

from __future__ import annotations

from html import escape
from typing import Literal

import streamlit as st

_LOOKS = {
    "error": ("alert", "var(--zm-bad)"),
    "note": ("status", "var(--zm-warn)"),
}


def say(sentence: str, kind: Literal["error", "note"] = "note") -> None:
    role, colour = _LOOKS[kind]
    style = (
        f"border-left:4px solid {colour};background:var(--zm-panel);color:var(--zm-text);"
        "border-radius:6px;padding:.7rem 1rem;line-height:1.7;white-space:pre-line"
    )
    st.html(f'<div role="{role}" style="{style}">{escape(sentence)}</div>')
