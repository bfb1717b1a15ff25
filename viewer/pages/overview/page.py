"""总览: what the policies give, to whom, in which city; each number a link to the rows behind it; then what is held."""

from __future__ import annotations

import streamlit as st

from viewer.components.downloads import draw_downloads
from viewer.components.linked_html import draw_linked_html
from viewer.errors import run_page
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.overview.cities import cities_html, people_html
from viewer.pages.overview.documents import documents_html
from viewer.pages.overview.examples import examples_html
from viewer.pages.overview.findings import contradictions_html, other_findings_html
from viewer.pages.overview.matrix import matrix_html
from viewer.pages.overview.sources import sources_html
from viewer.pages.overview.tiles import tiles_html
from viewer.shared_graph import SharedGraph


def draw(graph: SharedGraph) -> None:
    documents = graph.answer("documents").rows
    st.header(t("pages.overview"), anchor=False)
    st.markdown(escape_markdown(t("overview.lead", documents=len(documents), cities=len({row["city_code"] for row in documents}))))
    draw_linked_html(tiles_html(graph), "overview.tiles")
    st.subheader(t("overview.people"), anchor=False)
    st.caption(t("overview.people_about"))
    draw_linked_html(people_html(graph), "overview.people")
    st.subheader(t("overview.cities"), anchor=False)
    draw_linked_html(cities_html(graph), "overview.cities")
    st.subheader(t("overview.start"), anchor=False)
    draw_linked_html(examples_html(graph), "overview.starts")
    _draw_found(graph)
    _draw_held(graph)
    _draw_matrix(graph)
    _draw_sources(graph)


def _draw_held(graph: SharedGraph) -> None:
    st.subheader(t("overview.held"), anchor=False)
    draw_linked_html(documents_html(graph), "overview.documents")
    draw_downloads(graph, lambda: graph.answer("documents"), f"zhengmai-documents-{graph.version}", "documents")


def _draw_sources(graph: SharedGraph) -> None:
    st.subheader(t("overview.sources"), anchor=False)
    st.caption(t("overview.sources_about"))
    draw_linked_html(sources_html(graph), "overview.sources")
    if graph.answer("source_freshness").rows:
        draw_downloads(graph, lambda: graph.answer("source_freshness"), f"zhengmai-source_freshness-{graph.version}", "source_freshness")


def _draw_matrix(graph: SharedGraph) -> None:
    st.subheader(t("overview.matrix"), anchor=False)
    st.caption(t("overview.matrix_about"))
    draw_linked_html(matrix_html(graph), "overview.matrix")
    draw_downloads(graph, lambda: graph.answer("fact_counts"), f"zhengmai-fact_counts-{graph.version}", "fact_counts")


def _draw_found(graph: SharedGraph) -> None:
    st.subheader(t("overview.found"), anchor=False)
    st.caption(t("overview.found_about"))
    draw_linked_html(contradictions_html(graph), "overview.found")
    st.subheader(t("overview.others"), anchor=False)
    draw_linked_html(other_findings_html(graph), "overview.others")
    draw_downloads(graph, lambda: graph.answer("findings"), f"zhengmai-findings-{graph.version}", "findings")


run_page(draw)
