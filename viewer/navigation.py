"""The pages and their addresses."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from viewer.i18n import t

Name = Literal["overview", "graph", "agencies", "source", "questions"]
PAGES = Path(__file__).parent / "pages"
ICONS: dict[Name, str] = {
    "overview": ":material/dashboard:",
    "graph": ":material/hub:",
    "agencies": ":material/account_balance:",
    "source": ":material/article:",
    "questions": ":material/table_view:",
}


def pages() -> dict[Name, StreamlitPage]:
    """The pages that there are, in the order of the navigation. The first is the one that opens."""
    return {name: page(name) for name in ICONS if there_is(name)}


@cache
def there_is(name: Name) -> bool:
    return _file(name).is_file()


def page(name: Name) -> StreamlitPage:
    return st.Page(_file(name), title=t(f"pages.{name}"), icon=ICONS[name], url_path=name, default=name == "overview")


def _file(name: Name) -> Path:
    return PAGES / name / "page.py"
