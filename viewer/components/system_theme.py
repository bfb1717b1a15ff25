"""The theme of the system may change while a page is open: Streamlit changes its own colours then, and does not draw the page anew."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

_JS = """
const heard = new WeakMap();

export default function ({ parentElement, setTriggerValue }) {
  heard.get(parentElement)?.abort();
  const until = new AbortController();
  heard.set(parentElement, until);
  const changed = () => setTimeout(() => setTriggerValue("changed", Date.now()), 50);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal: until.signal });
  return () => until.abort();
}
"""


def rerun_on_theme_change() -> None:
    """Draw the page anew, with what takes its colours from Python, when the system turns light or dark."""
    _component()(key="theme", on_changed_change=_nothing)


def _nothing() -> None:
    """Streamlit keeps a trigger only where somebody listens."""


@cache
def _component() -> Any:
    return st.components.v2.component("zhengmai_theme", html="<span hidden></span>", js=_JS)
