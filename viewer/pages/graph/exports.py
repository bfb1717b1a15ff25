"""Downloads of the picture: as an HTML page, as GEXF and GraphML, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from kg.analysis.layout import Point
from kg.export.network_picture import network_drawing, network_legend
from kg.export.subgraph import links_answer, network_bytes, nodes_answer
from kg.neighbourhood import Network
from viewer.components.downloads import draw_downloads
from viewer.components.figures import Figure, draw_figure, source_line
from viewer.display.ontology import kind_name, relations
from viewer.i18n import in_current_language, language, t
from viewer.pages.graph.html_export import export_html
from viewer.shared_graph import SharedGraph


def draw_exports(graph: SharedGraph, shown: Network, places: Mapping[str, Point], sentences: Sequence[str]) -> None:
    """Draw the download buttons; each file is made when it is requested."""
    name = f"zhengmai-graph-{graph.version}"
    with st.expander(t("graph.export"), icon=":material/download:"):
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                t("graph.export_html"),
                in_current_language(lambda: export_html(graph, shown, places, sentences).encode()),
                f"{name}.html",
                "text/html",
                key="graph.html",
                on_click="ignore",
            )
            for ending in ("gexf", "graphml"):
                st.download_button(
                    ending.upper() if ending == "gexf" else "GraphML",
                    partial(network_bytes, shown, places, ending),
                    f"{name}.{ending}",
                    "application/xml",
                    key=f"graph.{ending}",
                    on_click="ignore",
                )
        draw_figure(partial(network_drawing, shown, places, language()), figure_of(graph, shown, sentences, name))
        kinds = {kind: kind_name(graph, kind) for kind in {node.kind for node in shown.nodes}}
        st.caption(t("graph.export_nodes"))
        draw_downloads(graph, lambda: nodes_answer(shown, places, kinds), f"{name}-nodes", "nodes")
        st.caption(t("graph.export_links"))
        draw_downloads(graph, lambda: links_answer(shown, relations(graph)), f"{name}-links", "links")


def figure_of(graph: SharedGraph, shown: Network, sentences: Sequence[str], name: str) -> Figure:
    names = relations(graph) | {kind: kind_name(graph, kind) for kind in {node.kind for node in shown.nodes}}
    return Figure(t("graph.figure"), source_line(graph), name, network_legend(shown, names, language()), tuple(sentences))
