"""The page for Word and print, and the offers as a table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kg.export.matching import matching_bytes
from kg.export.matching.wording import Wording
from kg.export.text import one_line
from kg.matching.matched import Matching
from kg.queries.catalog import ColumnType
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.i18n import Language, language, t
from viewer.shared_graph import SharedGraph

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COLUMNS: dict[str, ColumnType] = {
    "id": "string", "city": "string", "what": "string", "result": "string", "reason": "string", "available": "boolean",
    "amount_min": "number", "amount_max": "number", "period": "string", "status": "string", "document": "string", "clause": "string",
    "quote": "string",
}  # fmt: skip


def draw_match_downloads(graph: SharedGraph, words: Wording) -> None:
    name = "-".join([words.say("file"), *(city.city for city in words.matching.cities[:3])])
    with st.container(horizontal=True):
        st.download_button(
            t("match.download_docx"),
            partial(_docx, graph, words.matching, language()),
            f"{name}.docx",
            _DOCX,
            key="match.docx",
            on_click="ignore",
            icon=":material/description:",
            help=t("match.download_docx_help"),
        )
        draw_downloads(graph, partial(table, words), name, "offers")


def table(words: Wording) -> Answer:
    """One row an offer: what, whether it is met, why, and the words."""
    rows = [
        {
            **{column: offer.row.get(column) for column in _COLUMNS},
            "what": words.offer(offer),
            "result": words.state(offer),
            "reason": words.semicolon.join([words.reason(offer), *words.warnings(offer)]),
            "available": offer.available,
            "quote": one_line(offer.row["quote"]),
        }
        for city in words.matching.cities
        for offer in city.offers
    ]
    return Answer(_COLUMNS, rows)


def _docx(graph: SharedGraph, matching: Matching, chosen: Language) -> bytes:
    return matching_bytes(graph.graph, matching, "docx", language=chosen)
