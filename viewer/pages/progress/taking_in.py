"""Taking in a ledger that an office filled in, where the reader may: first what is in it, then one button."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kg import paths
from kg.errors import ZhengmaiError
from kg.progress.doubts import doubts_csv
from kg.progress.importing import Imported, import_ledger, publish
from viewer.access import access
from viewer.components.message import show_message
from viewer.errors import error_message
from viewer.html import draw_html
from viewer.i18n import language, t
from viewer.pages.progress.state import ProgressState
from viewer.shared_graph import SharedGraph

_SHOWN = 30


def draw_taking_in(graph: SharedGraph, data: Path) -> None:
    """A file is read at once and nothing is written; the button takes it in and publishes it."""
    key = ProgressState.key
    if told := st.session_state.pop(key("told"), None):
        show_message(told)
    with st.expander(
        t("progress.take_in"),
        icon=":material/upload_file:",
        expanded=key("file") in st.session_state and bool(st.session_state[key("file")]),
    ):
        st.caption(t("progress.take_in_about"))
        file = st.file_uploader(t("progress.file"), type="xlsx", key=key("file"))
        person = access()
        by = (person.name if person else "") or st.text_input(t("progress.by"), key=key("by"))
        if file is None:
            return
        try:
            found = import_ledger(graph.graph, data, file.getvalue(), file.name, by=by, dry=True)
            _draw_found(found, Path(file.name).stem)
            if found.entries and st.button(t("progress.take", count=len(found.entries)), type="primary", disabled=not by.strip()):
                done = import_ledger(graph.graph, data, file.getvalue(), file.name, by=by)
                publish(data, paths.home())
                st.session_state[key("told")] = t("progress.taken", count=len(done.entries))
                st.rerun()
        except ZhengmaiError as error:
            show_message(error_message(error), "error")


def _draw_found(found: Imported, name: str) -> None:
    """What would be taken, and all doubts at once."""
    st.markdown(t("progress.found", rows=found.rows, count=len(found.entries), doubts=len(found.doubts), left=len(found.left)))
    if found.doubts:
        told = [(doubt.told.text(language()), doubt.taken) for doubt in sorted(found.doubts, key=lambda doubt: doubt.taken)]
        draw_html("progress/doubts.html", doubts=told[:_SHOWN])
        st.download_button(
            t("progress.doubts_file"), doubts_csv(found.doubts), f"{name}.csv", "text/csv", on_click="ignore", icon=":material/download:"
        )
