"""Downloads of the ledger of tasks (任务台账) of one agency, or of all of a city."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kg.export.ledger import FORMATS, ledger_bytes, ledger_file_name
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.shared_graph import SharedGraph


def draw_ledger(graph: SharedGraph, city: City, agency: str | None = None) -> None:
    """A button for each format; the file is made when it is pressed."""
    of = f"{city.name}-{city.agencies[agency]['name']}" if agency else city.name
    for column, format in zip(st.columns(len(FORMATS)), FORMATS, strict=True):
        column.download_button(
            t(f"agencies.ledger_{format}"),
            partial(_made, graph, city, agency, format),
            ledger_file_name(of, format),
            FORMATS[format],
            key=f"ledger.{agency or city.code}.{format}",
            help=t("agencies.ledger_help_one" if agency else "agencies.ledger_help_all"),
            on_click="ignore",
            icon=":material/assignment:",
            width="stretch",
        )


def _made(graph: SharedGraph, city: City, agency: str | None, format: str) -> bytes:
    if agency:
        return ledger_bytes(graph.graph, agency=agency, format=format)
    return ledger_bytes(graph.graph, city=city.code, format=format)
