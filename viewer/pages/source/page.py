"""原文: the text of a document with its facts marked, and a panel for what is selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from kg.errors import UnknownValue
from kg.store.source_texts import SourceText
from viewer.components.message import show_message
from viewer.components.select import select, selected
from viewer.components.source_text import draw_text
from viewer.display.codes import FACTS, label
from viewer.display.documents import document_info
from viewer.display.fact_marks import KINDS
from viewer.errors import error_message, fragment, run_page
from viewer.html import draw_html
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.source.actions import arrive, go, on_act, sent
from viewer.pages.source.clauses import Clause, Span
from viewer.pages.source.facts import facts_of
from viewer.pages.source.original import draw_original
from viewer.pages.source.panel import draw_panel
from viewer.pages.source.state import SourceState
from viewer.pages.source.text_data import clauses_of, text_data
from viewer.shared_graph import Row, SharedGraph

_DOCUMENT = SourceState.key("document")


def choose_document(documents: Mapping[str, Row]) -> str | None:
    """The document that is shown. Another one begins at its start."""
    current = SourceState.current().document
    st.session_state[_DOCUMENT] = current
    names = {id_: " · ".join(filter(None, [row["city"], row["title"], row["number"]])) for id_, row in documents.items()}
    return select(t("source.document"), _DOCUMENT, names, label_visibility="collapsed", on_change=_on_document)


def _on_document() -> None:
    go(replace(SourceState.latest().at(), document=selected(_DOCUMENT)), jump=True)


def search_hits(graph: SharedGraph, state: SourceState) -> tuple[list[Span], str | None]:
    """Where the words searched for stand, or the characters of the address; and a message about it."""
    if state.words and state.document:
        document, words = state.document, state.words
        try:
            hits = graph.search(words, document=document, limit=None)
        except ValueError:
            return [], t("source.found_nothing")
        name = "source.found" if hits else "source.found_none"
        return [(hit.start, hit.end) for hit in hits], t(name, words=words, count=len(hits))
    return ([(state.start, state.end)] if state.start is not None and state.end is not None else []), None


def summary(graph: SharedGraph, state: SourceState) -> str:
    """The filter in words."""
    kinds = [fact.kind for fact in facts_of(graph, state.document or "").values()]
    count = sum(kind in state.kinds for kind in kinds)
    rest = len(kinds) - count
    if not state.kinds:
        return t("source.shows_none", rest=rest)
    if state.kinds == KINDS:
        return t("source.shows_all", count=count)
    names = t("source.and").join(label(graph, FACTS, kind) for kind in state.kinds)
    return t("source.shows_some", kinds=names, count=count, rest=rest)


def missing(source: SourceText, state: SourceState, facts: Sequence[str], clauses: Mapping[str, Clause]) -> str | None:
    """What the address asks for and the document does not have."""
    if state.fact and state.fact not in facts:
        return t("source.no_fact", fact=state.fact)
    if state.clause and state.clause not in clauses:
        return t("source.no_clause", clause=state.clause)
    if state.start is not None and state.start >= len(source.text):
        return t("source.no_place", start=state.start, end=state.end, length=len(source.text))
    return None


@fragment
def draw_reading(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause]) -> None:
    """The text and the panel: a fragment, so that a click draws no more than these."""
    state = SourceState.current()
    found, message = search_hits(graph, state)
    if fault := missing(source, state, list(facts_of(graph, source.document)), clauses):
        show_message(fault)
    st.caption(escape_markdown(" ".join(filter(None, [summary(graph, state), message]))))
    left, right = st.columns([11, 8] if source.provenance.pages else [13, 6], gap="medium")
    with left:
        draw_text({"text": text_data(graph, source.document, found), **sent()}, on_act)
    with right:
        if source.provenance.original or source.provenance.pages:
            with st.container(key="original"):
                draw_original(graph, source, clauses, found)
        draw_panel(graph, source, clauses)


def draw(graph: SharedGraph) -> None:
    documents = {row["document"]: row for row in graph.answer("documents").rows}
    try:
        arrive(graph, next(iter(documents), None))
    except UnknownValue as error:
        show_message(error_message(error), "error")
    title, choice = st.columns([1, 6], vertical_alignment="center")
    title.header(t("pages.source"), anchor=False)
    with choice:
        document = choose_document(documents)
    if document is None:
        st.caption(t("source.no_document"))
        return
    row = documents[document]
    draw_html("source/document_head.html", document=document_info(graph, row), source_note=row["source_note"])
    source = graph.source(document)
    draw_reading(graph, source, clauses_of(graph, source))


run_page(draw)
