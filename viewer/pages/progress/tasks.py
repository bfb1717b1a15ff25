"""The tasks with what offices said of them, and the history of one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from viewer.components.html_table import Cell, Column, draw_table
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.display.entities import entity_names
from viewer.display.values import display_cell
from viewer.html import render
from viewer.i18n import t
from viewer.links import to_source
from viewer.pages.progress.state import ProgressState
from viewer.shared_graph import Row, SharedGraph

_QUESTION = "progress"
_AGENCIES = 60
"""So many agencies of all cities are listed."""


def draw_tasks(graph: SharedGraph, state: ProgressState, rows: Sequence[Row]) -> None:
    """A row a task: its state, due and words, those that lead it; a click on it shows its history."""
    leads = entity_names(graph, "agency", sorted({agency for row in rows for agency in row["leads"]}))
    columns = [
        Column(heading("task"), width=14),
        Column(heading("attention"), width=6),
        Column(heading("due", _QUESTION), width=8),
        Column(heading("state"), width=5),
        Column(heading("owner", _QUESTION), width=5),
        Column(heading("text", _QUESTION), width=12),
        Column(heading("leads"), width=9),
    ]
    drawn = [
        [
            Cell(row["title"], state.link(task=row["task"], rows=state.rows)),
            Cell(attention_words(graph, row)),
            Cell(due_words(graph, row, state)),
            Cell(state_words(graph, row, state)),
            Cell(row["owner"] or ""),
            Cell(row["text"] or ""),
            Cell(t("progress.and").join(leads[agency] for agency in row["leads"]) or t("progress.nobody")),
        ]
        for row in rows
    ]
    chosen = next((number for number, row in enumerate(rows) if row["task"] == state.task), None)
    draw_table(columns, drawn, ProgressState.key("tasks"), chosen=chosen)


def attention_words(graph: SharedGraph, row: Row) -> str:
    """逾期 20 天, 5 天后到期, 95 天没有填报."""
    kind = row["attention"]
    if kind == "overdue":
        return t("progress.overdue_days", days=-row["days_left"])
    if kind == "due_soon":
        return t("progress.due_today") if row["days_left"] == 0 else t("progress.due_in", days=row["days_left"])
    if kind == "silent":
        return t("progress.silent_days", days=row["days_silent"])
    return label(graph, "attention", kind)


def due_words(graph: SharedGraph, row: Row, state: ProgressState) -> str:
    words = display_cell(graph, _QUESTION, "due", row)
    if row["due_from"] == "text":
        words = t("progress.due_of_text", due=words)
    before = display_cell(graph, _QUESTION, "due_before", row) if state.since else ""
    return t("progress.was", before=before, now=words) if before and before != words else words


def state_words(graph: SharedGraph, row: Row, state: ProgressState) -> str:
    words = display_cell(graph, _QUESTION, "state", row)
    before = display_cell(graph, _QUESTION, "state_before", row) if state.since else ""
    return t("progress.was", before=before, now=words) if before and before != words else words


def draw_history(graph: SharedGraph, state: ProgressState, row: Row) -> None:
    """Every statement about the task up to the day, the last first."""
    entries = [entry for entry in graph.answer("progress_entries", task=row["task"]).rows if entry["entered"] <= state.day]
    told = [
        {**entry, "said": _said(graph, entry)}
        for entry in sorted(entries, key=lambda entry: (entry["entered"], entry["number"]), reverse=True)
    ]
    with st.container(border=True):
        st.html(render("progress/history.html", row=row, entries=told))
        with st.container(horizontal=True):
            to_source(row["task"]).draw(t("progress.to_source"), icon=":material/article:")
            state.link(rows=state.rows).draw(t("progress.close"), icon=":material/close:")


def _said(graph: SharedGraph, entry: Row) -> list[tuple[str, str]]:
    """Heading and words of what a statement says."""
    names = ("state", "due", "owner", "text", "reached", "paid")
    said = [
        (heading(name, "progress_entries"), display_cell(graph, "progress_entries", name, entry))
        for name in names
        if entry[name] is not None
    ]
    return said + ([(heading("fact"), _quote(graph, entry["fact"]))] if entry["fact"] else [])


def _quote(graph: SharedGraph, fact: str) -> str:
    """The words of the target or offer that a statement is about."""
    document, kind = fact.split("/")[0], fact.split("/")[-2]
    return next((str(row["quote"]) for row in graph.answer(kind, document=document).rows if row["id"] == fact), fact)


def draw_agencies(graph: SharedGraph, state: ProgressState) -> None:
    """Of each agency how many of its tasks are overdue, due soon, silent, done; a click lists its tasks."""
    asked = {name: value for name, value in state.filters.items() if name in ("city", "on")}
    rows = [row for row in graph.answer("agency_progress", asked).rows if not state.agency or row["agency"] == state.agency]
    counted = ("tasks", "overdue", "due_soon", "silent", "done", "unreported")
    columns = [Column(heading("agency")), *(Column(heading(name), number=True) for name in counted), Column(heading("last_entered"))]
    drawn = [
        [
            Cell(row["name"] if state.city else f"{row['city']} {row['name']}", state.link(agency=row["agency"], attention=None)),
            *(Cell(str(row[name]) if row[name] else "–") for name in counted),
            Cell(row["last_entered"] or "–"),
        ]
        for row in rows
    ]
    draw_table(columns, drawn, ProgressState.key("agencies"), short=True, most=None if state.city else _AGENCIES)
