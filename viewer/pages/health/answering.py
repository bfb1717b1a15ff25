"""Answering a finding on the page: a form whose answer is on disk when it is taken."""

from __future__ import annotations

import datetime
from pathlib import Path

import streamlit as st

from kg.errors import ZhengmaiError
from kg.findings.answering import GivenAnswer, answer_findings
from kg.model.finding_answer import OPEN
from viewer.access import access
from viewer.components.message import show_message
from viewer.display.codes import labels
from viewer.errors import error_message
from viewer.i18n import t
from viewer.pages.health.state import HealthState
from viewer.shared_graph import Row, SharedGraph


def draw_form(graph: SharedGraph, row: Row, data: Path) -> None:
    """A form for the finding `row`; what is given is a row of its document's answers.csv in `data`."""
    known = labels(graph, "finding-answer")
    codes = [*(code for code in known if code != OPEN), OPEN]
    person = access()
    with st.form(HealthState.key(f"answer.{row['id']}"), border=True):
        chosen = st.radio(t("health.answer"), codes, format_func=lambda code: known[code], horizontal=True, index=None)
        reason = st.text_area(t("health.reason"), height=80)
        by = (person.name if person else "") or st.text_input(t("health.by"))
        sent = st.form_submit_button(t("health.send"), icon=":material/check:")
    if not sent:
        return
    if chosen is None or not reason.strip() or not by.strip():
        show_message(t("health.incomplete"), "error")
        return
    try:
        answer_findings(data, [(row, GivenAnswer(chosen, reason, by, datetime.date.today().isoformat()))], codes)
    except ZhengmaiError as error:
        show_message(error_message(error), "error")
    else:
        st.rerun()
