"""Links from page to page.

Things are named by the path of their IRI after the base: `agency/640200-finance`, `document/<id>/<clause>/<kind>/<n>`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from kg.rdf.namespaces import BASE
from viewer import i18n
from viewer.markdown import escape_markdown
from viewer.navigation import HOME, ICONS, PageName, page


@dataclass(frozen=True)
class Link:
    """A page with query parameters. One that `selects` is not followed: Python is told of the click (see `draw_linked_html`)."""

    page: PageName
    params: dict[str, str]
    selects: bool = False

    @property
    def address(self) -> str:
        """For an `<a href>` and for a column of links: relative, so that it holds wherever the viewer is served."""
        query = urlencode(self._query())
        return f"./{'' if self.page == HOME else self.page}{f'?{query}' if query else ''}"

    @classmethod
    def from_address(cls, address: str) -> Link | None:
        """The link that has this address; None where it leads to no page."""
        parts = urlsplit(address)
        path = parts.path.removeprefix("./") or HOME
        params = {name: value for name, value in parse_qsl(parts.query) if name != i18n.PARAM}
        return next((cls(name, params) for name in ICONS if name == path), None)

    def selecting(self, selects: bool = True) -> Link:
        return replace(self, selects=selects)

    def draw(self, label: str, icon: str | None = None, help: str | None = None) -> None:
        """Draw it as `st.page_link`; `label` and `help` are text, never markup."""
        about = escape_markdown(help) if help else None
        st.page_link(page(self.page), label=escape_markdown(label), icon=icon, help=about, query_params=self._query())

    def _query(self) -> dict[str, str]:
        return self.params | i18n.params()


def to_source(
    fact: str | None = None, *, clause: str | None = None, document: str | None = None, start: int | None = None, end: int | None = None
) -> Link:
    """The place of a fact (`<document>/<clause>/<kind>/<n>`), of a clause (`<document>/<path>`), of some characters, or the document."""
    named = document or (fact or clause or "").split("/")[0]
    return Link("source", _given(document=named, fact=fact, clause=clause, start=start, end=end))


def to_graph(thing: str) -> Link:
    """The neighbourhood of a thing, named by its IRI or by the path of it."""
    return Link("graph", {"thing": thing.removeprefix(BASE)})


def to_agency(city: str | None, agency: str | None = None) -> Link:
    """An agency by its id, or all of a city."""
    return Link("agencies", _given(city=city, agency=agency))


def to_city(name: str) -> Link:
    return Link("cities", {"city": name})


def to_question(name: str, **filters: object) -> Link:
    """The rows that answer a question of the catalog."""
    return Link("questions", _given(question=name, **filters))


def to_search(words: str) -> Link:
    """Things and places in the texts that hold some words."""
    return Link("graph", {"q": words})


def _given(**params: object) -> dict[str, str]:
    return {name: str(value) for name, value in params.items() if value is not None}
