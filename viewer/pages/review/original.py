"""The page of the original that a clause stands on, beside its drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

from kg import paths
from kg.model.records import Span
from kg.review.review import Review
from kg.review.views import ClauseView
from kg.store.files import OriginalFile, media_type_of
from kg.store.page_pictures import is_drawable, page_picture
from kg.store.page_places import places
from viewer.components.page_picture import draw_page, page_turned_to
from viewer.i18n import t
from viewer.pages.review.state import ReviewState

_WORDS = ("original", "picture_of", "page_of", "page_before", "page_after", "also_on", "larger", "smaller")
_WIDTH = 1200
"""Pixels."""
_TURNED = ReviewState.key("turned")


def has_pictures(review: Review) -> bool:
    """Whether the pages of the document can be drawn."""
    original = review.state.source.provenance.original
    return bool(original and review.state.source.provenance.pages and is_drawable(media_type_of(original.file)))


def draw_original(review: Review, clause: ClauseView) -> None:
    """The page on which the clause begins, else the one that the reviewer turned to, with the words of the clause and of its drafts."""
    provenance = review.state.source.provenance
    pages = sorted({page for span in clause.own for page, _ in _places(review, span)})
    turned = st.session_state.get(_TURNED, ("", 0))
    page = turned[1] if turned[0] == clause.path else (pages[0] if pages else 1)
    picture = _picture(review, page)
    if picture is None:
        st.caption(t("source.no_pictures"))
        return
    sheet = provenance.pages[page - 1]
    shown = {
        "page": page,
        "pages": len(provenance.pages),
        "height": sheet.height / sheet.width,
        "marks": [box for draft in review.state.in_clause(clause.path) for box in _boxes(review, draft.span, page)],
        "contexts": [box for span in clause.own for box in _boxes(review, span, page)],
        "doubts": [],
        "elsewhere": [other for other in pages if other != page],
        "words": {name: t(f"source.{name}") for name in _WORDS},
    }

    def turn() -> None:
        if to := page_turned_to():
            st.session_state[_TURNED] = (clause.path, to)

    draw_page(shown, (f"{review.state.document} {page}", picture), turn)


def _picture(review: Review, page: int) -> bytes | None:
    original = review.state.source.provenance.original
    if original is None:
        return None
    file = OriginalFile(review.state.folder / original.file, original.name, media_type_of(original.file), original.sha256)
    return page_picture(paths.home(), file, page, _WIDTH)


def _places(review: Review, span: Span) -> Iterator[tuple[int, Any]]:
    return iter(places(review.text, review.state.source.provenance.layout, *span))


def _boxes(review: Review, span: Span, page: int) -> Iterator[list[float]]:
    return ([round(side, 4) for side in box] for at, box in _places(review, span) if at == page)
