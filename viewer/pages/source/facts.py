"""The facts of a document, by kind, with their places, and what each says in a few words."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from kg.model.fact_kind import VALUE
from kg.model.facts import FACT_KINDS
from viewer.display.fact_marks import KINDS
from viewer.display.values import display_cell, fact_value
from viewer.i18n import Language, language
from viewer.shared_graph import Row, SharedGraph


@dataclass(frozen=True)
class Fact:
    """`text[start:end]` states it; `context` are further stretches that it needs. `row` answers its kind's question."""

    id: str
    kind: str
    clause: str
    start: int
    end: int
    context: tuple[tuple[int, int], ...]
    gist: str
    row: Row


def facts_of(graph: SharedGraph, document: str) -> dict[str, Fact]:
    """Every fact of the document, by id, in the order of the text."""
    return _facts(graph, graph.version, language(), document)


@st.cache_resource(max_entries=12, show_spinner=False)
def _facts(_graph: SharedGraph, version: str, language: Language, document: str) -> dict[str, Fact]:
    found = [
        Fact(
            row["id"], kind, row["clause"], row["start"], row["end"],
            tuple((start, end) for start, end in row["context"] or ()), gist(_graph, kind, row), row,
        )
        for kind in KINDS
        for row in _graph.answer(kind, {"document": document}).rows
        if row["document"] == document
    ]  # fmt: skip
    return {fact.id: fact for fact in sorted(found, key=lambda fact: (fact.start, -fact.end, KINDS.index(fact.kind), fact.id))}


def gist(graph: SharedGraph, kind: str, row: Row) -> str:
    """`牵头 · 市人社局`: the most telling values of a row."""
    summary = FACT_KINDS[kind].declared.summary
    parts = [fact_value(graph, kind, row) if column == VALUE else display_cell(graph, kind, column, row) for column in summary]
    return " · ".join(filter(None, parts))
