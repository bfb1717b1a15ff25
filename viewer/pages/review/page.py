"""审校: one clause after another, its drafts decided with one key each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from kg.review.review import Review
from kg.review.views import ClauseView, Progress
from viewer.access import writable
from viewer.components.message import show_message
from viewer.components.review_desk import draw_desk, last_acts
from viewer.components.select import select, selected
from viewer.errors import fragment, run_page
from viewer.html import draw_html
from viewer.i18n import language, t
from viewer.pages.review.desk import CLASS, class_desk, classes, desk, overview, words
from viewer.pages.review.documents import documents
from viewer.pages.review.fields import entry_kinds, kinds, registry_choices
from viewer.pages.review.original import draw_original, has_pictures
from viewer.pages.review.session import answered, opened, take
from viewer.pages.review.state import ReviewState
from viewer.shared_graph import SharedGraph

_DOCUMENT = ReviewState.key("document")
_AHEAD = 3
"""So many clauses are at hand, so that the next one is there at once."""


def draw(graph: SharedGraph) -> None:
    data = writable("review")
    if data is None:
        show_message(t("review.not_here"))
        return
    title, choice = st.columns([1, 6], vertical_alignment="center")
    title.header(t("pages.review"), anchor=False)
    with choice:
        document = _choose(data)
    if document is None:
        st.caption(t("review.no_document"))
        return
    draw_review(graph, data, document)


def _choose(data: Path) -> str | None:
    names = documents(data)
    state = ReviewState.current()
    if state.document not in names:
        if state.document:
            show_message(t("review.unknown_document", document=state.document))
        state = replace(state, document=next(iter(names), None), clause=None)
        state.save()
    st.session_state[_DOCUMENT] = state.document
    return select(t("review.document"), _DOCUMENT, names, label_visibility="collapsed", on_change=_on_document)


def _on_document() -> None:
    replace(ReviewState.latest(), document=selected(_DOCUMENT), clause=None).save()


@fragment
def draw_review(graph: SharedGraph, data: Path, document: str) -> None:
    """The clauses and their drafts: a fragment, so that a decision draws no more than these."""
    review = opened(data, document)
    progress = review.progress()
    notices = [notice.text(language()) for notice in review.notices]
    draw_html("review/progress.html", progress=progress, decided=_decided(progress), minutes=progress.seconds / 60, notices=notices)
    _draw_clauses(graph, review)


def _decided(progress: Progress) -> tuple[int, int]:
    """Drafts that are decided, and all."""
    every = sum(progress.counts.values())
    return every - progress.counts.get("open", 0), every


def _draw_clauses(graph: SharedGraph, review: Review) -> None:
    clauses = {clause.path: clause for clause in review.clauses()}
    queue = review.queue()
    state = ReviewState.current()
    sampled = (state.clause or "").startswith(CLASS)
    if state.clause and not sampled and state.clause not in clauses:
        show_message(t("review.unknown_clause", clause=state.clause))
    current = state.clause if sampled or state.clause in clauses else review.resume()
    wanted = list(dict.fromkeys(filter(None, ["" if sampled else current, *queue[:_AHEAD]])))
    desks = {path: desk(graph, review, clauses, path) for path in wanted}
    if sampled and current:
        desks[current] = class_desk(graph, review, clauses, current.removeprefix(CLASS))
    left, right = st.columns([8, 5], gap="medium") if has_pictures(review) else (st.container(), None)
    if right and current in clauses:
        with right:
            draw_original(review, clauses[current])
    with left:
        _draw_desk(graph, review, list(clauses.values()), queue, current, desks)


def _draw_desk(
    graph: SharedGraph, review: Review, clauses: Sequence[ClauseView], queue: Sequence[str], current: str | None, desks: Mapping[str, Any]
) -> None:
    draw_desk(
        {
            "document": review.state.document,
            "clause": current,
            "queue": list(queue),
            "clauses": list(overview(clauses)),
            "classes": classes(graph, review),
            "desks": dict(desks),
            "kinds": kinds(graph),
            "entries": registry_choices(review),
            "entry_kinds": entry_kinds(graph),
            "words": words(),
            "answer": answered(),
        },
        _on_acts,
    )


def _on_acts() -> None:
    data, state = writable("review"), ReviewState.latest()
    acts = last_acts()
    if data is None or state.document is None:
        return
    take(opened(data, state.document), acts)
    if (clause := acts.get("clause")) and clause != state.clause:
        replace(state, clause=clause).save()


run_page(draw)
