"""Figures for reports: buttons below a chart that give it as SVG and PNG at print size, made when they are pressed.

A figure has the colours of the light theme, whatever the page has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

import streamlit as st

from kg.export.chart import chart_drawing
from kg.export.figure import FORMATS, Caption, Drawing, Mark, figure_bytes
from viewer.components.vega import Spec
from viewer.i18n import in_current_language, t
from viewer.palette import on_paper
from viewer.shared_graph import SharedGraph

_MIME = {"svg": "image/svg+xml", "png": "image/png"}
_TITLES = 3


@dataclass(frozen=True)
class Figure:
    """What is said around a drawing, and the name of its file, without ending; the only one of that name on its page."""

    title: str
    source: str
    name: str
    legend: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


def source_line(graph: SharedGraph, cities: Collection[str] = ()) -> str:
    """The documents of these places (codes), or all, and the version: the titles of a few, the number of many."""
    rows = [row for row in graph.answer("documents").rows if not cities or row["city_code"] in cities]
    titles = t("figures.and").join(t("figures.document", title=row["title"]) for row in rows)
    documents = titles if 0 < len(rows) <= _TITLES else t("figures.documents", count=len(rows))
    return t("figures.source", documents=documents, version=graph.version, day=graph.build_date)


def draw_chart(make: Callable[[], Spec], alt: str, figure: Figure) -> None:
    """The chart that `make` specifies, and below it the buttons for its figure.

    `alt` describes it for screen readers, and says where the same is in words.
    """
    st.vega_lite_chart(make(), theme=None, width="stretch", alt=alt)
    draw_chart_figure(make, figure)


def draw_chart_figure(make: Callable[[], Spec], figure: Figure) -> None:
    """Buttons for the chart that `make` specifies."""
    draw_figure(lambda: chart_drawing(make()), figure)


def draw_figure(make: Callable[[], Drawing], figure: Figure) -> None:
    """Buttons for the drawing that `make` gives."""
    with st.container(horizontal=True, gap="small", width="content"):
        for format in FORMATS:
            st.download_button(
                t(f"figures.{format}"),
                in_current_language(partial(_bytes, make, figure, format)),
                f"{figure.name}.{format}",
                _MIME[format],
                key=f"{figure.name}.{format}",
                on_click="ignore",
                type="tertiary",
                icon=":material/image:",
                help=t("figures.help"),
            )


def _bytes(make: Callable[[], Drawing], figure: Figure, format: str) -> bytes:
    with on_paper():
        drawing = make()
    return figure_bytes(drawing, Caption(figure.title, figure.source, figure.legend, figure.notes), format)
