"""The panel beside the text: the fact or clause that is selected, or what is known of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from kg.store.source_texts import SourceText
from kg.text.quotes import as_read
from viewer.components.linked_html import draw_linked_html
from viewer.display.codes import FACTS, label
from viewer.display.columns import heading
from viewer.display.values import display_value
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link, to_agency, to_graph, to_question, to_source
from viewer.pages.source.actions import go
from viewer.pages.source.clauses import Clause
from viewer.pages.source.doubts import correction_items, corrections_of, doubt_items, doubts_on
from viewer.pages.source.facts import Fact, facts_of
from viewer.pages.source.findings import contradictions, findings_on
from viewer.pages.source.panel_items import fact_items, finding_item, kind_sign, within
from viewer.pages.source.state import SourceState
from viewer.shared_graph import Row, SharedGraph

_MAX_FACTS = 60
"""So many facts of a clause are listed; the text shows them all."""
_HIDDEN = frozenset(
    {"id", "document", "clause", "quote", "start", "end", "context", "inferred", "city", "city_code", "issued", "status", "task_title"}
)
"""Columns of a fact that the panel shows elsewhere."""
_ENTITY_COLUMNS = {
    "agency_name": ("agency",), "indicator_name": ("indicator",), "name": ("category", "program"), "cited_title": ("cited",),
    "payer": ("payer_agency",),
}  # fmt: skip
"""Name as the text has it -> the entity; it is shown only where the entity has another name."""


@dataclass(frozen=True)
class ColumnValue:
    heading: str
    text: str
    link: Link | None


def draw_panel(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause]) -> None:
    state = SourceState.current()
    facts = facts_of(graph, source.document)
    if state.fact and (fact := facts.get(state.fact)):
        html = fact_html(graph, fact, facts, clauses[fact.clause], source)
    elif state.clause and (clause := clauses.get(state.clause)):
        html = clause_html(graph, clause, facts, source.text)
    else:
        html = document_html(graph, source, clauses)
    if chosen := draw_linked_html(html, "source.panel"):
        _go_to(chosen)


def _go_to(link: Link) -> None:
    """To a place in the document that is open: only the fragment runs again."""
    place = SourceState.from_params(link.params)
    go(SourceState.latest().at(fact=place.fact, clause=place.clause, start=place.start, end=place.end), jump=True)
    st.rerun(scope="fragment")


def fact_html(graph: SharedGraph, fact: Fact, facts: Mapping[str, Fact], clause: Clause, source: SourceText) -> Markup:
    """A fact: its quote, values and links, what contradicts it, what else the same words state."""
    document, text = source.document, source.text
    pages = sorted({page for page, _ in source.places(fact.start, fact.end)})
    others = [other for other in facts.values() if other.start < fact.end and fact.start < other.end and other.id != fact.id]
    return render(
        "source/fact_panel.html",
        fact=fact,
        kind=kind_sign(graph, fact.kind),
        quote=text[fact.start : fact.end],
        findings=[finding_item(graph, document, finding, fact.id) for finding in findings_on(graph, document, fact.id)],
        values=_values(graph, document, fact, facts),
        clause=clause,
        clause_link=within(document, to_source(clause=clause.id)),
        inferred=t("source.and").join(heading(column, fact.kind) for column in fact.row["inferred"] or ()),
        links=_links(graph, fact),
        same_words=fact_items(graph, document, others),
        pages=t("source.and").join(map(str, pages)),
        doubts=doubts_on(source, (fact.start, fact.end)),
        corrections=corrections_of(source, (fact.start, fact.end)),
        contexts=[text[start:end] for start, end in fact.context],
        overview=within(document, to_source(document=document)),
    )


def clause_html(graph: SharedGraph, clause: Clause, facts: Mapping[str, Fact], text: str) -> Markup:
    """A clause: its facts, or why it holds none; its parts."""
    document = clause.id.split("/")[0]
    own = [fact for fact in facts.values() if fact.clause == clause.id]
    return render(
        "source/clause_panel.html",
        clause=clause,
        kind=label(graph, "clause-kind", clause.kind),
        graph_link=to_graph(f"document/{clause.id}"),
        count=len(own),
        facts=fact_items(graph, document, own[:_MAX_FACTS]),
        parts=[(within(document, to_source(clause=part.id)), _part_name(part, text)) for part in clause.parts],
        overview=within(document, to_source(document=document)),
    )


def document_html(graph: SharedGraph, source: SourceText, clauses: Mapping[str, Clause]) -> Markup:
    """The document: how much of it was read, its contradictions, the faults of its scan."""
    document = source.document
    places = [to_source(document=document, start=fault.start, end=fault.end) for fault in source.faults]
    return render(
        "source/document_panel.html",
        clauses=len(clauses),
        readings=Counter(clause.reading for clause in clauses.values()),
        coverage=Counter(clause.coverage for clause in clauses.values()),
        contradictions=[finding_item(graph, document, finding, None) for finding in contradictions(graph, document)],
        faults=[(within(document, place), fault) for place, fault in zip(places, source.faults, strict=True)],
        doubts=doubt_items(source),
        corrections=correction_items(source),
    )


def _part_name(part: Clause, text: str) -> str:
    """The name of a clause; a row without one by its words."""
    return part.name if part.heading or part.kind != "row" else as_read(text[part.start : part.end])


def _values(graph: SharedGraph, document: str, fact: Fact, facts: Mapping[str, Fact]) -> list[ColumnValue]:
    """The columns of the fact that hold something; a fact among the values is a link."""
    values = []
    for column, value in fact.row.items():
        if column in _HIDDEN or value is None or value == [] or value == fact.id:
            continue
        entities = [name for name in _ENTITY_COLUMNS.get(column, ()) if fact.row.get(name)]
        if any(display_value(graph, fact.kind, name, fact.row[name]) == value for name in entities):
            continue
        other = facts.get(value) if isinstance(value, str) else None
        link = within(document, to_source(other.id)) if other else None
        text = other.gist if other else display_value(graph, fact.kind, column, value)
        values.append(ColumnValue(heading(column, fact.kind), text, link))
    return values


def _links(graph: SharedGraph, fact: Fact) -> list[tuple[Link, str]]:
    """To the pages that show the fact, or what it names."""
    row: Row = fact.row
    links = [(to_graph(f"document/{fact.id}"), t("evidence.to_graph"))]
    if agency := row.get("agency"):
        of = graph.answer("agencies", agency=agency).rows
        links.append((to_agency(of[0]["city_code"] if of else None, agency), t("evidence.to_agency")))
    for column in ("program", "category", "indicator"):
        if row.get(column):
            links.append((to_graph(f"{column}/{row[column]}"), str(row.get("name") or row.get("indicator_name") or row[column])))
    rows_of_kind = to_question(fact.kind, document=row["document"])
    return [*links, (rows_of_kind, t("source.all_of_kind", kind=label(graph, FACTS, fact.kind)))]
