"""The search box of every page: it suggests things, questions and clauses while somebody types, in characters, pinyin or first letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from kg.errors import NothingToSearch
from kg.queries.catalog import find_question
from kg.store.fulltext import Hit
from kg.store.name_index import Suggestion
from kg.text.quotes import without_whitespace
from viewer.display.ontology import kind_name
from viewer.i18n import pick, t
from viewer.links import Link, to_agency, to_city, to_graph, to_question, to_search, to_source
from viewer.shared_graph import SharedGraph

Json = dict[str, Any]
_KEY = "search"
_THINGS, _PLACES = 8, 4
_ASSETS = Path(__file__).parent / "assets"
_CLASSES = {
    "place": "Place", "category": "TalentCategory", "program": "Programme", "indicator": "Indicator", "agency": "Agency",
    "document": "PolicyDocument", "cited": "CitedDocument",
}  # fmt: skip
"""Type of a name -> the class of its thing."""


def draw_search_box(graph: SharedGraph) -> None:
    typed = str(getattr(st.session_state.get(_KEY), "typed", None) or "").strip()[:60]
    groups = [{"name": name, "items": items} for name, items in suggestions(graph, typed) if items] if typed else []
    labels = {name: t(f"search.{name}") for name in ("label", "placeholder", "nothing")}
    data = {"words": typed, "groups": groups, "all": to_search("").address, "all_words": t("search.all"), **labels}
    _component()(data=data, key=_KEY, on_typed_change=_ignore)


def suggestions(graph: SharedGraph, words: str) -> Iterator[tuple[str, list[Json]]]:
    """Heading and suggestions, each with its words, what it is, and its address."""
    found = graph.suggest(words, _THINGS)
    yield t("search.things"), [_thing(graph, one) for one in found if one.type != "question"]
    yield (
        t("search.questions"),
        [_item(pick(find_question(one.id).title), "", to_question(one.id)) for one in found if one.type == "question"],
    )
    yield t("search.places"), [_place(hit) for hit in places(graph, words, _PLACES)]


def places(graph: SharedGraph, words: str, limit: int) -> list[Hit]:
    """The first place of each clause."""
    try:
        hits = hits_of(graph, words, 4 * limit)
    except NothingToSearch:
        return []
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.clause, hit)
    return list(first.values())[:limit]


def hits_of(graph: SharedGraph, words: str, limit: int) -> list[Hit]:
    """The places that hold `words` as one; where there is none, those that hold each of them. Raises NothingToSearch."""
    return graph.search(without_whitespace(words), limit=limit) or graph.search(words, limit=limit)


def _thing(graph: SharedGraph, found: Suggestion) -> Json:
    named = f"（{found.name}）" if found.name != found.preferred else ""
    about = " · ".join(filter(None, (kind_name(graph, _CLASSES[found.type]), found.place)))
    return _item(f"{found.preferred}{named}", about, _page_of(graph, found))


def _page_of(graph: SharedGraph, found: Suggestion) -> Link:
    """Where somebody who looks for the thing wants to go."""
    match found.type:
        case "category" | "program":
            return to_question("offers", **{found.type: found.id})
        case "indicator":
            return to_question("figures", indicator=found.id)
        case "place" if graph.answer("documents", city=found.id).rows:
            return to_city(found.preferred)
        case "agency":
            return to_agency(found.place, found.id)
        case "document":
            return to_source(document=found.id)
        case _:
            return to_graph(f"{found.type}/{found.id}")


def _place(hit: Hit) -> Json:
    words = f"…{hit.before[-8:]}{without_whitespace(hit.quote)}{hit.after[:14]}…"
    return _item(words, hit.heading or "", to_source(clause=hit.clause, document=hit.document, start=hit.start, end=hit.end))


def _item(words: str, about: str, link: Link) -> Json:
    return {"words": words, "about": about, "href": link.address}


def _ignore() -> None:
    """Streamlit keeps a state only where a callback is given."""


@cache
def _component() -> Any:
    js, css = ((_ASSETS / f"search_box.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component("zhengmai_search", js=js, css=css)
