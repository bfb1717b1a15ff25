"""The original beside the text: the picture of a page with the selected words marked, and the file to save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from kg.store.source_texts import SourceText
from viewer.components.page_picture import draw_page, page_turned_to
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.source.actions import go
from viewer.pages.source.clauses import Clause, Span
from viewer.pages.source.doubts import doubt_words, open_doubts
from viewer.pages.source.facts import facts_of
from viewer.pages.source.state import SourceState
from viewer.shared_graph import SharedGraph

_WORDS = ("original", "picture_of", "page_of", "page_before", "page_after", "also_on", "larger", "smaller")
"""What the component says, by its names in the catalog."""
_MOST_PAGES = 4
"""So many other pages with selected words are offered, the nearest ones."""


def draw_original(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause], found: Sequence[Span]) -> None:
    """The page of the selection, or of the words sought, and a button that saves the file. Nothing where only the text is held."""
    provenance = source.provenance
    if provenance.pages:
        with st.container(gap=None):
            _draw_page(graph, source, clauses, found)
    if provenance.original:
        original = provenance.original
        st.download_button(
            t("source.save_original", name=escape_markdown(original.name)),
            lambda: graph.original_bytes(source.document),
            original.name,
            "application/octet-stream",
            key=f"source.original.{source.document}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
            help=escape_markdown(t("source.read_by", reader=original.reader, version=original.version, sha256=original.sha256)),
        )


def _draw_page(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause], found: Sequence[Span]) -> None:
    state = SourceState.current()
    marks, contexts = selected_spans(graph, state, clauses, found)
    of_marks, marked = pages_of(source, marks), pages_of(source, [*marks, *contexts])
    page = page_shown(state.sheet, of_marks or marked, len(source.provenance.pages))
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
        "elsewhere": sorted(sorted(set(marked) - {page}, key=lambda other: abs(other - page))[:_MOST_PAGES]),
        "words": {name: t(f"source.{name}") for name in _WORDS},
    }
    draw_page(shown, (f"{graph.version} {source.document} {page}", picture), _on_turn)


def _on_turn() -> None:
    if page := page_turned_to():
        go(replace(SourceState.latest(), sheet=page))


def pages_of(source: SourceText, spans: Sequence[Span]) -> list[int]:
    """The pages that hold some of the words, in order."""
    return sorted({page for span in spans for page, _ in source.places(*span)})


def page_shown(asked: int | None, marked: Sequence[int], count: int) -> int:
    """The page that was turned to, else the first with selected words, else the first."""
    return asked if asked and asked <= count else (marked[0] if marked else 1)


def selected_spans(
    graph: SharedGraph, state: SourceState, clauses: Mapping[str, Clause], found: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """The words that are selected or sought, and further ones: those that a fact needs, a clause, other places of the words sought."""
    facts = facts_of(graph, state.document or "")
    if state.fact and (fact := facts.get(state.fact)):
        return [(fact.start, fact.end)], list(fact.context)
    if state.clause and (clause := clauses.get(state.clause)):
        return [], [(clause.start, clause.end)]
    if state.start is not None and state.end is not None:
        return [(state.start, state.end)], [span for span in found if span != (state.start, state.end)]
    return list(found), []


def _boxes(source: SourceText, spans: Sequence[Span], page: int) -> Iterator[list[float]]:
    return ([round(side, 4) for side in box] for span in spans for at, box in source.places(*span) if at == page)


def _doubt_boxes(source: SourceText, page: int) -> Iterator[list[Any]]:
    for doubt in open_doubts(source):
        for box in _boxes(source, [(doubt.start, doubt.end)], page):
            yield [*box, doubt_words(doubt), doubt.kind]
