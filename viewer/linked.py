"""HTML of ours with links that stay in the session: a click asks the page to go, so that nothing is loaded anew.

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
from viewer.pages import there_is

ASSETS = Path(__file__).parent / "assets"


class Linked:
    """Gathers the links of one piece of HTML, then draws it and follows the one that is clicked."""

    def __init__(self) -> None:
        self._links: list[Link] = []

    def a(self, link: Link, words: str, *, title: str = "", name: str = "", style: str = "") -> str:
        """`words` as a link. Opened in another tab, its address works as well."""
        return self.around(link, escape(words), title=title, name=name, style=style)

    def around(self, link: Link, html: str, *, title: str = "", name: str = "", style: str = "") -> str:
        """HTML as a link, with a tooltip `title` and a class `name`. Where there is no such page yet, without the link."""
        given = {"class": name, "title": title, "style": style}
        if there_is(link.page):
            given |= {"href": link.address, "data-go": str(len(self._links))}
            self._links.append(link)
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in given.items() if value)
        return f"<a{attributes}>{html}</a>"

    def draw(self, html: str, key: str, follow: Callable[[Link], None] = Link.follow) -> None:
        """Draw it. `follow` may go another way than to the page of the link: to a place on this one."""
        result: Any = _component()(data={"html": html, "asks": follow is not Link.follow}, key=key, on_go_change=_nothing)
        if result.go is not None and 0 <= int(result.go) < len(self._links):
            follow(self._links[int(result.go)])


def _nothing() -> None:
    """Streamlit keeps a trigger only where somebody listens."""


@cache
def _component() -> Any:
    js, css = ((ASSETS / f"linked.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component("zhengmai_linked", js=js, css=css)
