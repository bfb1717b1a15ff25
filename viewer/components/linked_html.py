"""HTML of ours with links that stay in the session: a click goes there without loading anything anew.

What comes from the data is escaped by who writes the HTML; `Linked.a` escapes its words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from viewer.links import Link
from viewer.navigation import there_is

ASSETS = Path(__file__).parent / "assets"


class Linked:
    """Gathers the links of one piece of HTML, then draws it. The browser follows the one that is clicked.

    Those that `choose` something on the page are not followed: `draw` gives the one that was clicked.
    """

    def __init__(self, choose: Callable[[Link], bool] = lambda _: False) -> None:
        self._links: list[Link] = []
        self._choose = choose

    def a(self, link: Link, words: str, *, title: str = "", name: str = "", style: str = "") -> str:
        """`words` as a link. Opened in another tab, its address works as well."""
        return self.around(link, escape(words), title=title, name=name, style=style)

    def around(self, link: Link, html: str, *, title: str = "", name: str = "", style: str = "") -> str:
        """HTML as a link, with a tooltip `title` and a class `name`. Where there is no such page yet, without the link."""
        given = {"class": name, "title": title, "style": style}
        if there_is(link.page):
            given |= {"href": link.address, "data-go": str(len(self._links)), "data-choose": "yes" if self._choose(link) else ""}
            self._links.append(link)
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in given.items() if value)
        return f"<a{attributes}>{html}</a>"

    def draw(self, html: str, key: str) -> Link | None:
        result: Any = _component()(data={"html": html}, key=key, on_chosen_change=_nothing)
        chosen = next((link for place, link in enumerate(self._links) if place == result.chosen), None)
        return chosen if chosen and self._choose(chosen) else None


def _nothing() -> None:
    """Streamlit keeps a trigger only where somebody listens."""


@cache
def _component() -> Any:
    js, css = ((ASSETS / f"linked_html.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component("zhengmai_linked", js=js, css=css)
