"""Tabs of which only the open one is made, alone, when another is chosen; which one is in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from viewer.errors import fragment
from viewer.pages.agencies.state import keep, kept, key


@dataclass(frozen=True)
class Tab:
    """`id` is what the address calls it; `draw` fills it."""

    id: str
    title: str
    draw: Callable[[], None]


@fragment
def draw_tabs(tabs: Sequence[Tab]) -> None:
    """The tab of the address is open, else the first. A click in one that leads elsewhere draws the whole page."""
    if st.session_state.pop(key("go"), False):
        st.rerun()
    titles, opened = [tab.title for tab in tabs], key(f"tabs.{tabs[0].id}")
    if st.session_state.get(opened) not in titles:
        st.session_state[opened] = next((tab.title for tab in tabs if tab.id == kept("tab")), titles[0])
    containers = st.tabs(titles, key=opened, on_change="rerun")
    for tab, container in zip(tabs, containers, strict=True):
        if container.open:
            keep("tab", None if tab is tabs[0] else tab.id)
            with container:
                tab.draw()
