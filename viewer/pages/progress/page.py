"""督办: which tasks are overdue, due soon, silent or done by what offices say; by agency; the history of a task; ledgers out and in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from kg.errors import UnknownValue
from kg.export.ledger import FORMATS, ledger_bytes, ledger_file_name
from viewer.access import writable
from viewer.components.downloads import draw_downloads
from viewer.components.message import show_invalid, show_message
from viewer.display.codes import label
from viewer.errors import error_message, run_page
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.progress.filters import draw_filters, resolved
from viewer.pages.progress.state import ProgressState
from viewer.pages.progress.taking_in import draw_taking_in
from viewer.pages.progress.tasks import draw_agencies, draw_history, draw_tasks
from viewer.shared_graph import Row, SharedGraph

_TOLD = ("overdue", "due_soon", "silent", "done", "unreported")


def draw(graph: SharedGraph) -> None:
    state = ProgressState.current()
    st.header(t("pages.progress"), anchor=False)
    show_invalid(state)
    try:
        state = resolved(graph, state)
    except UnknownValue as error:
        show_message(error_message(error), "error")
        state = ProgressState()
    draw_filters(graph, state)
    state.save()
    answer = graph.answer("progress", state.filters)
    _draw_lead(state, answer.rows)
    st.caption(t("progress.statements"))
    if data := writable("progress"):
        draw_taking_in(graph, data)
    _draw_kinds(graph, state, answer.rows)
    listed = [row for row in answer.rows if state.attention in (None, row["attention"])]
    asked = next((row for row in graph.answer("progress", task=state.task, on=state.day).rows), None) if state.task else None
    if asked:
        draw_history(graph, state, asked)
    elif state.task:
        show_message(t("progress.unknown_task", task=state.task))
    if listed:
        draw_tasks(graph, state, listed[: state.rows])
        if len(listed) > state.rows:
            state.link(rows=state.rows * 4).draw(t("progress.more", count=len(listed) - state.rows), icon=":material/expand_more:")
    else:
        st.caption(t("progress.nothing_listed"))
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_downloads(graph, answer, f"zhengmai-progress-{state.city or 'all'}-{state.day}", "progress")
        _draw_ledgers(graph, state)
    st.subheader(t("progress.by_agency"), anchor=False)
    st.caption(t("progress.by_agency_about"))
    draw_agencies(graph, state)


def _draw_lead(state: ProgressState, rows: Sequence[Row]) -> None:
    """The answer in one sentence. A task counts once, as the links below count it."""
    found = Counter(row["attention"] for row in rows)
    counts = {kind: found[kind] for kind in _TOLD}
    name = "progress.lead_since" if state.since else "progress.lead" if rows else "progress.no_tasks"
    since = state.since.isoformat() if state.since else ""
    st.markdown(f"**{escape_markdown(t(name, day=state.day, since=since, tasks=len(rows), **counts))}**")


def _draw_kinds(graph: SharedGraph, state: ProgressState, rows: Sequence[Row]) -> None:
    """A link for each kind of attention that there is, with its number."""
    counts = Counter(row["attention"] for row in rows)
    with st.container(horizontal=True):
        state.link(attention=None).draw(t("progress.all", count=len(rows)), icon=_mark(state.attention is None))
        for kind, count in counts.items():
            words = t("progress.kind", name=label(graph, "attention", kind), count=count)
            state.link(attention=kind).draw(words, icon=_mark(state.attention == kind))


def _mark(chosen: bool) -> str:
    return ":material/radio_button_checked:" if chosen else ":material/radio_button_unchecked:"


def _draw_ledgers(graph: SharedGraph, state: ProgressState) -> None:
    """The ledger to fill in, and the deadlines as a calendar, of the place or agency."""
    if not (state.city or state.agency):
        st.caption(t("progress.ledger_needs"))
        return
    for format in ("xlsx", "ics"):
        st.download_button(
            t(f"progress.ledger_{format}"),
            partial(ledger_bytes, graph.graph, agency=state.agency, city=None if state.agency else state.city, format=format),
            ledger_file_name(state.agency or state.city or "", format),
            FORMATS[format],
            key=ProgressState.key(f"ledger.{format}"),
            on_click="ignore",
            icon=":material/assignment:" if format == "xlsx" else ":material/event:",
        )


run_page(draw)
