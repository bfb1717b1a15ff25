"""政策体检: contradictions with both passages and the arithmetic, gaps by rule, city and agency, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from kg.errors import UnknownValue
from kg.export.findings import MEDIA_TYPE, finding_list_bytes, finding_list_file_name
from kg.model.finding_answer import OPEN
from kg.queries.catalog import questions
from viewer.access import writable
from viewer.components.downloads import draw_downloads
from viewer.components.linked_html import draw_linked_html
from viewer.components.message import show_invalid, show_message
from viewer.display.codes import RULES, label, labels
from viewer.errors import error_message, run_page
from viewer.html import render
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.health.answering import draw_form
from viewer.pages.health.filters import draw_filters, resolved
from viewer.pages.health.findings import finding_of
from viewer.pages.health.groups import SEVERITIES, agencies_html, by_findings, rules_html
from viewer.pages.health.state import PAGE, HealthState
from viewer.shared_graph import Row, SharedGraph

Numbers = Mapping[str, tuple[int, int]]
"""Severity -> how many findings, and how many of them are answered."""


def draw(graph: SharedGraph) -> None:
    state = HealthState.current()
    st.header(t("pages.health"), anchor=False)
    show_invalid(state)
    try:
        state = resolved(graph, state)
    except UnknownValue as error:
        show_message(error_message(error), "error")
        state = HealthState()
    draw_filters(graph, state)
    state.save()
    everywhere = {name: value for name, value in state.filters.items() if name != "rule"}
    counts = [row for row in graph.answer("finding_counts", everywhere).rows if state.rule in (None, row["rule"])]
    numbers = {severity: _numbers(counts, severity) for severity in SEVERITIES}
    _draw_lead(numbers, counts)
    _draw_downloads(graph, state)
    data = writable("review")
    if state.finding:
        _draw_one(graph, state, data)
    if numbers["contradiction"][0]:
        st.subheader(t("health.contradictions"), anchor=False)
        st.caption(t("health.contradictions_about"))
        _draw_cards(graph, state, "contradiction", numbers, data)
    _draw_groups(graph, state, counts)
    for severity in SEVERITIES[1:]:
        _draw_others(graph, state, severity, numbers, data)
    _draw_answered(graph, state, sum(answered for _, answered in numbers.values()), data)


def _numbers(counts: Sequence[Row], severity: str) -> tuple[int, int]:
    of_it = [row for row in counts if row["severity"] == severity]
    return sum(row["findings"] for row in of_it), sum(row["answered"] for row in of_it)


def _draw_lead(numbers: Numbers, counts: Sequence[Row]) -> None:
    contradictions, gaps, notes = (numbers[severity][0] for severity in SEVERITIES)
    answered = sum(answered for _, answered in numbers.values())
    values = {"contradictions": contradictions, "gaps": gaps, "notes": notes, "answered": answered}
    documents = len({row["document"] for row in counts})
    st.markdown(escape_markdown(t("health.lead" if counts else "health.nothing", documents=documents, **values)))


def _draw_downloads(graph: SharedGraph, state: HealthState) -> None:
    rule = label(graph, RULES, state.rule) if state.rule else None
    name = finding_list_file_name(state.city, state.agency, rule)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("health.list"),
            partial(finding_list_bytes, graph.graph, state.filters),
            name,
            MEDIA_TYPE,
            key=HealthState.key("list"),
            on_click="ignore",
            help=t("health.list_help"),
            icon=":material/assignment:",
        )
        draw_downloads(graph, lambda: graph.answer("finding_list", state.filters), name.removesuffix(".xlsx"), "finding_list")


def _draw_one(graph: SharedGraph, state: HealthState, data: Path | None) -> None:
    """The finding that the address names, with the form to answer it where the reader may."""
    wanted = state.finding or ""
    rule = next((part for part in wanted.split("/") if part in questions("findings")), None)
    rows = graph.answer("finding_list", {"rule": rule}).rows if rule else []
    row = next((row for row in rows if row["id"] == wanted), None)
    if row is None:
        show_message(t("health.unknown", finding=wanted))
        return
    with st.container(border=True):
        finding = finding_of(graph, row, state, data)
        html = render(
            "health/findings.html", findings=[finding], alone=True, editing=data is not None, close=state.link(), more=None, left=0
        )
        draw_linked_html(html, HealthState.key("one"))
        if data:
            draw_form(graph, row, data)


def _draw_cards(graph: SharedGraph, state: HealthState, severity: str, numbers: Numbers, data: Path | None) -> None:
    """The open findings of a severity, the first of them; a link lists more."""
    found, answered = numbers[severity]
    left = found - answered
    rows = graph.page("finding_list", {**state.filters, "severity": severity, "answer": OPEN}, limit=state.rows).rows
    more = replace(state, rows=state.rows + PAGE, finding=None)
    html = render(
        "health/findings.html",
        findings=[finding_of(graph, row, state, data) for row in rows],
        alone=False,
        editing=data is not None,
        close=None,
        more=more.link(rows=more.rows) if left > len(rows) else None,
        left=left - len(rows),
    )
    draw_linked_html(html, HealthState.key(severity))


def _draw_groups(graph: SharedGraph, state: HealthState, counts: Sequence[Row]) -> None:
    if not counts:
        return
    if len({(row["rule"], row["city"]) for row in counts}) > 1:
        st.subheader(t("health.by_rule"), anchor=False)
        st.caption(t("health.by_rule_about"))
        draw_linked_html(rules_html(graph, counts, state), HealthState.key("rules"))
    filters = {name: value for name, value in state.filters.items() if name != "agency"}
    rows = graph.answer("finding_agencies", filters).rows
    if any(row["agency"] for row in rows):
        st.subheader(t("health.by_agency"), anchor=False)
        st.caption(t("health.by_agency_about"))
        draw_linked_html(agencies_html(rows if state.city else by_findings(rows), state), HealthState.key("agencies"))


def _draw_others(graph: SharedGraph, state: HealthState, severity: str, numbers: Numbers, data: Path | None) -> None:
    """Gaps and notes one by one: where they are narrowed, else how to."""
    found, answered = numbers[severity]
    if found == answered:
        return
    st.subheader(t(f"health.{severity}s_listed", count=found - answered), anchor=False)
    if state.filters or severity == "note":
        _draw_cards(graph, state, severity, numbers, data)
    else:
        st.caption(t("health.narrow"))


def _draw_answered(graph: SharedGraph, state: HealthState, answered: int, data: Path | None) -> None:
    if not answered:
        return
    st.subheader(t("health.answered_listed", count=answered), anchor=False)
    codes = [code for code in labels(graph, "finding-answer") if code != OPEN]
    rows = [row for code in codes for row in graph.page("finding_list", {**state.filters, "answer": code}, limit=state.rows).rows]
    findings = [finding_of(graph, row, state, data) for row in rows]
    html = render("health/answered.html", findings=findings, editing=data is not None)
    draw_linked_html(html, HealthState.key("answered"))


run_page(draw)
