"""The original beside the text: the picture of a page with the selected words marked, and the file to save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from kg.store.source_texts import SourceText
from viewer.components.page_picture import draw_page, page_turned_to
from viewer.i18n import t
from viewer.pages.source.actions import go
from viewer.pages.source.clauses import Clause, Span
from viewer.pages.source.doubts import doubt_words, open_doubts
from viewer.pages.source.facts import facts_of
from viewer.pages.source.state import SourceState
from viewer.shared_graph import SharedGraph

_WORDS = ("original", "picture_of", "page_of", "page_before", "page_after", "also_on", "larger", "smaller")
"""What the component says, by its names in the catalog."""


def draw_original(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause]) -> None:
    """The page of the selection, and a button that saves the file. Nothing where only the text is held."""
    provenance = source.provenance
    if provenance.pages:
        with st.container(gap=None):
            _draw_page(graph, source, clauses)
    if provenance.original:
        original = provenance.original
        st.download_button(
            t("source.save_original", name=original.name),
            lambda: graph.original_bytes(source.document),
            original.name,
            "application/octet-stream",
            key=f"source.original.{source.document}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
            help=t("source.read_by", reader=original.reader, version=original.version, sha256=original.sha256),
        )


def _draw_page(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause]) -> None:
    state = SourceState.current()
    marks, contexts = selected_spans(graph, state, clauses)
    marked = sorted({page for span in marks or contexts for page, _ in source.places(*span)})
    page = page_shown(state.sheet, marked, len(source.provenance.pages))
    picture = graph.page_picture(source.document, page)
    if picture is None:
        st.caption(t("source.no_picture", pages="、".join(map(str, marked))) if marked else t("source.no_pictures"))
        return
    sheet = source.provenance.pages[page - 1]
    shown = {
        "page": page,
        "pages": len(source.provenance.pages),
        "height": sheet.height / sheet.width,
        "marks": list(_boxes(source, marks, page)),
        "contexts": list(_boxes(source, contexts, page)),
        "doubts": list(_doubt_boxes(source, page)) if state.doubts else [],
        "elsewhere": [other for other in marked if other != page],
        "words": {name: t(f"source.{name}") for name in _WORDS},
    }
    draw_page(shown, (f"{graph.version} {source.document} {page}", picture), _on_turn)


def _on_turn() -> None:
    if page := page_turned_to():
        go(replace(SourceState.latest(), sheet=page))


def page_shown(asked: int | None, marked: Sequence[int], count: int) -> int:
    """The page that was turned to, else the first with selected words, else the first."""
    return asked if asked and asked <= count else (marked[0] if marked else 1)


def selected_spans(graph: SharedGraph, state: SourceState, clauses: Mapping[str, Clause]) -> tuple[list[Span], list[Span]]:
    """The words that are selected, and further ones that they need."""
    facts = facts_of(graph, state.document or "")
    if state.fact and (fact := facts.get(state.fact)):
        return [(fact.start, fact.end)], list(fact.context)
    if state.clause and (clause := clauses.get(state.clause)):
        return [], [(clause.start, clause.end)]
    return ([(state.start, state.end)] if state.start is not None and state.end is not None else []), []


def _boxes(source: SourceText, spans: Sequence[Span], page: int) -> Iterator[list[float]]:
    return ([round(side, 4) for side in box] for span in spans for at, box in source.places(*span) if at == page)


def _doubt_boxes(source: SourceText, page: int) -> Iterator[list[Any]]:
    for doubt in open_doubts(source):
        for box in _boxes(source, [(doubt.start, doubt.end)], page):
            yield [*box, doubt_words(doubt)]
