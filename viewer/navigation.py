"""The pages, their URL paths and icons, in the order of the navigation."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kg.access import Role
from viewer.access import writable
from viewer.i18n import t

PageName = Literal[
    "overview", "cities", "graph", "agencies", "compare", "source", "questions", "match", "brief", "health", "progress", "review"
]  # fmt: skip
ICONS: dict[PageName, str] = {
    "overview": ":material/dashboard:",
    "cities": ":material/location_city:",
    "graph": ":material/hub:",
    "agencies": ":material/account_balance:",
    "compare": ":material/compare_arrows:",
    "source": ":material/article:",
    "questions": ":material/table_view:",
    "match": ":material/person_check:",
    "brief": ":material/summarize:",
    "health": ":material/health_and_safety:",
    "progress": ":material/event_available:",
    "review": ":material/fact_check:",
}
EDITING: dict[PageName, Role] = {"review": "review"}
"""The pages that change data, each with the role that it needs: there only for those who have it, where the viewer may write."""
HOME: PageName = "overview"
"""The page at the root of the address."""
_FOLDER = Path(__file__).parent / "pages"


def pages() -> dict[PageName, StreamlitPage]:
    """Those that this viewer has, by name."""
    return {name: page(name) for name in ICONS if name not in EDITING or writable(EDITING[name])}


def page(name: PageName) -> StreamlitPage:
    return st.Page(_FOLDER / name / "page.py", title=t(f"pages.{name}"), icon=ICONS[name], url_path=name, default=name == HOME)
