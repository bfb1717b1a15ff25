"""总览: what the graph holds, every number a way to the rows behind it; and where to start."""

from __future__ import annotations

import streamlit as st

from viewer.components.downloads import draw_downloads
from viewer.components.linked_html import Linked
from viewer.errors import run_page
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.overview.documents import documents_html
from viewer.pages.overview.examples import starts_html
from viewer.pages.overview.findings import contradictions_html, others_html
from viewer.pages.overview.matrix import matrix_html
from viewer.pages.overview.tiles import tiles_html
from viewer.shared_graph import SharedGraph


def draw(graph: SharedGraph) -> None:
    documents = graph.answer("documents").rows
    st.header(t("pages.overview"), anchor=False)
    st.markdown(escape_markdown(t("overview.lead", documents=len(documents), cities=len({row["city_code"] for row in documents}))))
    linked = Linked()
    linked.draw(tiles_html(graph, linked), "overview.tiles")
    st.subheader(t("overview.start"), anchor=False)
    linked = Linked()
    linked.draw(starts_html(graph, linked), "overview.starts")
    _draw_held(graph)
    _draw_matrix(graph)
    _draw_found(graph)


def _draw_held(graph: SharedGraph) -> None:
    st.subheader(t("overview.held"), anchor=False)
    linked = Linked()
    linked.draw(documents_html(graph, linked), "overview.documents")
    draw_downloads(graph, lambda: graph.answer("documents"), f"zhengmai-documents-{graph.version}", "documents")


def _draw_matrix(graph: SharedGraph) -> None:
    st.subheader(t("overview.matrix"), anchor=False)
    st.caption(t("overview.matrix_about"))
    linked = Linked()
    linked.draw(matrix_html(graph, linked), "overview.matrix")
    draw_downloads(graph, lambda: graph.answer("fact_counts"), f"zhengmai-fact_counts-{graph.version}", "fact_counts")


def _draw_found(graph: SharedGraph) -> None:
    st.subheader(t("overview.found"), anchor=False)
    st.caption(t("overview.found_about"))
    linked = Linked()
    linked.draw(contradictions_html(graph, linked), "overview.found")
    st.subheader(t("overview.others"), anchor=False)
    linked = Linked()
    linked.draw(others_html(graph, linked), "overview.others")
    draw_downloads(graph, lambda: graph.answer("findings"), f"zhengmai-findings-{graph.version}", "findings")


run_page(draw)
