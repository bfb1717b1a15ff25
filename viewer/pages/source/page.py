"""原文: a document as a reader sees it, with the facts that were taken from it on its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from kg.errors import UnknownValue
from kg.store.source_texts import SourceText
from viewer.components.evidence import document_facts, status_badge
from viewer.components.message import say
from viewer.components.source_text import draw_text
from viewer.display.codes import FACTS, label
from viewer.errors import fragment, sentence_of
from viewer.i18n import t
from viewer.markdown import literal
from viewer.pages.source.clauses import Clause, Span
from viewer.pages.source.fact_marks import KINDS
from viewer.pages.source.facts import facts_of
from viewer.pages.source.panel import draw_panel
from viewer.pages.source.state import View, acted, arrive, keep, put, sent, view
from viewer.pages.source.text_data import clauses_of, drawing
from viewer.shared_graph import Opened, Row, opened

_DOCUMENT = "source.document"


def choose_document(documents: Mapping[str, Row]) -> str | None:
    """The document that is shown. Another one is begun at its beginning."""
    st.session_state[_DOCUMENT] = view().document
    chosen: str | None = st.selectbox(
        t("source.document"),
        list(documents),
        key=_DOCUMENT,
        index=0 if view().document else None,
        format_func=lambda id_: " · ".join(filter(None, [documents[id_]["city"], documents[id_]["title"], documents[id_]["number"]])),
        placeholder=t("common.choose"),
        label_visibility="collapsed",
        on_change=_changed,
    )
    return chosen


def _changed() -> None:
    put(View(st.session_state[_DOCUMENT], kinds=view().kinds, words=view().words), jump=True)


def head_html(graph: Opened, document: Row) -> str:
    """Title, number, issuer, date, status with what it rests on, and how the text was received."""
    quiet = "color:var(--zm-quiet);font-size:.84rem;line-height:1.6"
    return (
        f'<div style="font-size:1.12rem;line-height:1.6"><b>{escape(document["title"])}</b> {status_badge(graph, document["status"])}</div>'
        f'<div style="{quiet}">{document_facts(document)}<br>'
        f"{escape(document['status_basis'])} · {escape(document['source_note'])}</div>"
    )


def places_found(graph: Opened, now: View) -> tuple[list[Span], str | None]:
    """Where the words sought stand, or the characters asked for; and what to say of it."""
    if now.words and now.document:
        document, words = now.document, now.words
        try:
            hits = graph.using(lambda asked: asked.search(words, document=document, limit=None))
        except ValueError:
            return [], t("source.found_nothing")
        name = "source.found" if hits else "source.found_none"
        return [(hit.start, hit.end) for hit in hits], t(name, words=words, count=len(hits))
    return ([(now.start, now.end)] if now.start is not None and now.end is not None else []), None


def sentence(graph: Opened, now: View) -> str:
    """What the filter asks, said back."""
    kinds = [fact.kind for fact in facts_of(graph, now.document or "").values()]
    count = sum(kind in now.kinds for kind in kinds)
    rest = len(kinds) - count
    if not now.kinds:
        return t("source.shows_none", rest=rest)
    if now.kinds == KINDS:
        return t("source.shows_all", count=count)
    names = t("source.and").join(label(graph, FACTS, kind) for kind in now.kinds)
    return t("source.shows_some", kinds=names, count=count, rest=rest)


def missing(source: SourceText, now: View, facts: Sequence[str], clauses: Mapping[str, Clause]) -> str | None:
    """What the address asks for and the document does not have."""
    if now.fact and now.fact not in facts:
        return t("source.no_fact", fact=now.fact)
    if now.clause and now.clause not in clauses:
        return t("source.no_clause", clause=now.clause)
    if now.start is not None and now.start >= len(source.text):
        return t("source.no_place", start=now.start, end=now.end, length=len(source.text))
    return None


@fragment
def draw_reading(graph: Opened, source: SourceText, clauses: Mapping[str, Clause]) -> None:
    """The text and what is chosen in it: drawn anew by itself when the reader chooses."""
    now = view()
    keep()
    found, told = places_found(graph, now)
    if fault := missing(source, now, list(facts_of(graph, source.document)), clauses):
        say(fault)
    st.caption(literal(" ".join(filter(None, [sentence(graph, now), told]))))
    left, right = st.columns([13, 6], gap="medium")
    with left:
        draw_text({"text": drawing(graph, source.document, found), **sent()}, acted)
    with right:
        draw_panel(graph, source, clauses)


def draw() -> None:
    graph = opened()
    documents = {row["document"]: row for row in graph.answer("documents").rows}
    try:
        arrive(graph, next(iter(documents), None))
    except UnknownValue as error:
        say(sentence_of(error), "error")
    title, choice = st.columns([1, 6], vertical_alignment="center")
    title.header(t("pages.source"), anchor=False)
    with choice:
        document = choose_document(documents)
    if document is None:
        st.caption(t("source.no_document"))
        return
    st.html(head_html(graph, documents[document]))
    source = graph.source(document)
    draw_reading(graph, source, clauses_of(graph, source))


draw()
