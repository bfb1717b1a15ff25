"""Reporting an error of a fact: a form that leaves a row for the curator."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from kg import paths
from kg.findings.reports import MOST_LETTERS, report_fact
from viewer.access import access, writable
from viewer.i18n import t
from viewer.shared_graph import SharedGraph


def draw_report_form(graph: SharedGraph, fact: str) -> None:
    """A button that opens it. The report goes to the data where this person may review, else to the home."""
    key = f"report.{fact}"
    with st.popover(t("report.open"), icon=":material/flag:"):
        if st.session_state.get(f"{key}.sent"):
            st.caption(t("report.thanks"))
            return
        st.text_area(t("report.words"), key=key, max_chars=MOST_LETTERS, placeholder=t("report.example"))
        st.button(t("report.send"), key=f"{key}.send", on_click=_send, args=(graph.version, fact, key))
        if st.session_state.get(f"{key}.failed"):
            st.caption(t("report.failed"))


def _send(version: str, fact: str, key: str) -> None:
    person = access()
    folder = writable("review") or paths.home().resolve()
    said, now = str(st.session_state.get(key) or ""), datetime.now().astimezone()
    try:
        sent = report_fact(folder, fact, said, person.name if person else "", version, now)
    except OSError:
        sent = False
    st.session_state[f"{key}.sent"], st.session_state[f"{key}.failed"] = sent, not sent
