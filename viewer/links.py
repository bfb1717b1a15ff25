"""Ways from page to page.

Things are named by the path of their IRI after the base: `agency/640200-finance`, `document/<id>/<clause>/<kind>/<n>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from kg.rdf.namespaces import BASE
from viewer import i18n
from viewer.markdown import literal
from viewer.navigation import Name, page, there_is


@dataclass(frozen=True)
class Link:
    """A page with the filters and the selection that it is to show."""

    page: Name
    values: dict[str, str]

    @property
    def address(self) -> str:
        """For an `<a href>` and for a column of links: relative, so that it holds wherever the viewer is served."""
        query = urlencode(self._query())
        return f"./{'' if self.page == 'overview' else self.page}{f'?{query}' if query else ''}"

    def draw(self, label: str, icon: str | None = None, help: str | None = None) -> None:
        """A link that the asker may follow; `label` is text, never markup. Nothing where there is no such page."""
        if there_is(self.page):
            st.page_link(page(self.page), label=literal(label), icon=icon, help=literal(help) if help else None, query_params=self._query())

    def _query(self) -> dict[str, str]:
        return self.values | i18n.in_address()


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


def to_question(name: str, **filters: object) -> Link:
    """The rows that answer a question of the catalogue."""
    return Link("questions", _given(question=name, **filters))


def _given(**values: object) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}
