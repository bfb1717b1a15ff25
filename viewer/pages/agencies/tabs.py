"""Tabs as a fragment: only the open one is drawn. Which one is open is in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from viewer.errors import fragment
from viewer.pages.agencies.state import AgenciesState, key


@dataclass(frozen=True)
class Tab:
    """`id` is its value in the address; `draw` draws its content."""

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
        st.session_state[opened] = next((tab.title for tab in tabs if tab.id == AgenciesState.current().tab), titles[0])
    containers = st.tabs(titles, key=opened, on_change="rerun")
    for tab, container in zip(tabs, containers, strict=True):
        if container.open:
            replace(AgenciesState.current(), tab=None if tab is tabs[0] else tab.id).save()
            with container:
                tab.draw()
