"""A rerun when the theme of the system changes: Streamlit changes its own colours then, without a rerun."""

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
  parentElement.querySelector("span").dataset.listening = "";
  const changed = () => setTimeout(() => setTriggerValue("changed", Date.now()), 50);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal: until.signal });
  return () => until.abort();
}
"""


def rerun_on_theme_change() -> None:
    """Rerun the page when the system changes between light and dark: charts take their colours from Python."""
    _component()(key="theme", on_changed_change=_nothing)


def _nothing() -> None:
    """Streamlit keeps a trigger only where a callback is given."""


@cache
def _component() -> Any:
    return st.components.v2.component("zhengmai_theme", html="<span hidden></span>", js=_JS)
