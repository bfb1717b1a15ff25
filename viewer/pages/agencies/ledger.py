"""Downloads of the ledger of tasks (任务台账) of one agency, or of all of a city."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from kg.analysis.what_if import Change
from kg.export.ledger import FORMATS, ledger_bytes, ledger_file_name
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.shared_graph import SharedGraph


def draw_ledger(graph: SharedGraph, city: City, agency: str | None = None, changes: Sequence[Change] = ()) -> None:
    """A button for each format; the file is made when it is pressed. `changes`: those of a what-if, made in it."""
    of = f"{city.name}-{city.agencies[agency]['name']}" if agency else city.name
    of += f"-{t('agencies.view_what_if')}" if changes else ""
    for column, format in zip(st.columns(len(FORMATS)), FORMATS, strict=True):
        column.download_button(
            t(f"agencies.ledger_{format}"),
            partial(_made, graph, city, agency, format, changes),
            ledger_file_name(of, format),
            FORMATS[format],
            key=f"ledger.{agency or city.code}.{format}{'.changed' if changes else ''}",
            help=t("agencies.ledger_help_one" if agency else "agencies.ledger_help_all"),
            on_click="ignore",
            icon=":material/assignment:",
            width="stretch",
        )


def _made(graph: SharedGraph, city: City, agency: str | None, format: str, changes: Sequence[Change]) -> bytes:
    if agency:
        return ledger_bytes(graph.graph, agency=agency, format=format, changes=changes)
    return ledger_bytes(graph.graph, city=city.code, format=format, changes=changes)
