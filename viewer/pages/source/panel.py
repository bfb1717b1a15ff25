"""Beside the text: the card of the fact or clause chosen, or what is known of the document as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape

import streamlit as st

from kg.store.source_texts import SourceText
from viewer.components.evidence import shown_breaks
from viewer.components.linked_html import Linked
from viewer.display.codes import FACTS, label
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.links import Link, to_agency, to_graph, to_question, to_source
from viewer.pages.source.clauses import Clause
from viewer.pages.source.facts import Fact, facts_of, shown
from viewer.pages.source.findings import contradictions, findings_on
from viewer.pages.source.panel_html import fact_list, finding_html, sign
from viewer.pages.source.state import put, view
from viewer.shared_graph import Opened, Row

_MOST = 60
"""So many facts of a clause are listed; the text shows them all."""
_NOT_SAID = frozenset(
    {"id", "document", "clause", "quote", "start", "end", "context", "inferred", "city", "city_code", "issued", "status", "task_title"}
)
"""Columns of a fact that its card shows elsewhere."""
_NAMED = {
    "agency_name": ("agency",), "indicator_name": ("indicator",), "name": ("category", "program"), "cited_title": ("cited",),
    "payer": ("payer_agency",),
}  # fmt: skip
"""What a column calls as the text does; it is told only where the text has another name."""


def draw_panel(graph: Opened, source: SourceText, clauses: Mapping[str, Clause]) -> None:
    now = view()
    facts = facts_of(graph, source.document)
    linked = Linked(_here)
    if now.fact and (fact := facts.get(now.fact)):
        html = fact_html(graph, linked, fact, facts, clauses, source.text)
    elif now.clause and (clause := clauses.get(now.clause)):
        html = clause_html(graph, linked, clause, facts, source.text)
    else:
        html = document_html(graph, linked, source, clauses)
    if chosen := linked.draw(f'<div class="panel">{html}</div>', "source.panel"):
        _go(chosen)


def _here(link: Link) -> bool:
    """Whether it leads to a place in the document that is open."""
    return link.page == "source" and link.values.get("document") == view().document


def _go(link: Link) -> None:
    """To a place in the document that is open, without drawing the page anew."""
    start, end = link.values.get("start"), link.values.get("end")
    place = {"start": int(start), "end": int(end)} if start and end else {}
    put(view().at(fact=link.values.get("fact"), clause=link.values.get("clause"), **place), jump=True)
    st.rerun(scope="fragment")


def fact_html(graph: Opened, linked: Linked, fact: Fact, facts: Mapping[str, Fact], clauses: Mapping[str, Clause], text: str) -> str:
    """What a fact says, its words, what contradicts it, what else the same words say, and the ways from there."""
    kind = label(graph, FACTS, fact.kind)
    contexts = "".join(f'<blockquote class="context">{shown_breaks(text[start:end])}</blockquote>' for start, end in fact.context)
    context = f"<h4>{escape(t('source.context'))}</h4>{contexts}" if contexts else ""
    found = "".join(finding_html(graph, linked, finding, fact.id) for finding in findings_on(graph, fact.id.split("/")[0], fact.id))
    others = [other for other in facts.values() if other.start < fact.end and fact.start < other.end and other.id != fact.id]
    same = f"<h4>{escape(t('source.same_words', count=len(others)))}</h4>{fact_list(graph, linked, others)}" if others else ""
    return (
        f"<h3>{sign(graph, fact.kind)}{escape(kind)}　{escape(fact.gist)}</h3>"
        f"<blockquote>{shown_breaks(text[fact.start : fact.end])}</blockquote>{found}"
        f"{_said(graph, linked, fact, facts)}{_place(linked, fact, clauses)}{_ways(graph, linked, fact, kind)}{same}{context}"
        f"<p>{linked.a(Link('source', {'document': fact.id.split('/')[0]}), '← ' + t('source.overview'))}</p>"
    )


def clause_html(graph: Opened, linked: Linked, clause: Clause, facts: Mapping[str, Fact], text: str) -> str:
    """What was read in a clause: its facts, or why it holds none."""
    own = [fact for fact in facts.values() if fact.clause == clause.id]
    told = {
        "facts": t("source.margin_facts", count=clause.facts),
        "empty": t("source.margin_empty", reason=clause.reason or "—"),
        "open": t("source.margin_open"),
    }[clause.reading]
    listed = f"<h4>{escape(t('source.clause_facts', count=len(own)))}</h4>{fact_list(graph, linked, own[:_MOST])}" if own else ""
    rows = "".join(f"<li>{linked.a(to_source(clause=part.id), _part(part, text))}</li>" for part in clause.parts)
    parts = f"<h4>{escape(t('source.clause_parts', count=len(clause.parts)))}</h4><ul>{rows}</ul>" if rows else ""
    where = f"{clause.id} · {t('source.characters', start=clause.start, end=clause.end)}"
    return (
        f"<h3>{escape(clause.name)}</h3><p>{escape(told)}</p>"
        f'<p class="quiet">{escape(label(graph, "clause-kind", clause.kind))} · {escape(where)}</p>'
        f'<div class="ways">{linked.a(to_graph(f"document/{clause.id}"), t("evidence.to_graph"))}</div>{listed}{parts}'
        f"<p>{linked.a(Link('source', {'document': clause.id.split('/')[0]}), '← ' + t('source.overview'))}</p>"
    )


def document_html(graph: Opened, linked: Linked, source: SourceText, clauses: Mapping[str, Clause]) -> str:
    """How much of the document is read, where it contradicts itself or others, and what the scan spoilt."""
    readings = Counter(clause.reading for clause in clauses.values())
    coverage = t("source.coverage", clauses=len(clauses), facts=readings["facts"], empty=readings["empty"], open=readings["open"])
    found = contradictions(graph, source.document)
    cards = "".join(finding_html(graph, linked, finding, None) for finding in found) or f"<p>{escape(t('source.contradictions_none'))}</p>"
    rows = ""
    for fault in source.faults:
        place = to_source(document=source.document, start=fault.start, end=fault.end)
        rows += f"<li>{linked.a(place, t(f'source.fault.{fault.kind}'))}　{escape(fault.note)}</li>"
    faults = f"<h4>{escape(t('source.faults', count=len(source.faults)))}</h4><ul>{rows}</ul>" if rows else ""
    return (
        f'<p>{escape(t("source.hint"))}</p><p class="quiet">{escape(coverage)}</p>'
        f"<h4>{escape(t('source.contradictions', count=len(found)))}</h4>{cards}{faults}"
    )


def _part(part: Clause, text: str) -> str:
    """The name of a clause; a row without one by its words."""
    return part.name if part.heading or part.kind != "row" else " ".join(text[part.start : part.end].split())


def _said(graph: Opened, linked: Linked, fact: Fact, facts: Mapping[str, Fact]) -> str:
    """The columns of the fact that hold something; a fact that it names is a link."""
    rows = []
    for column, value in fact.row.items():
        if column in _NOT_SAID or value is None or value == [] or value == fact.id:
            continue
        if any(fact.row.get(named) and shown(graph, fact.kind, named, fact.row[named]) == value for named in _NAMED.get(column, ())):
            continue
        other = facts.get(value) if isinstance(value, str) else None
        told = linked.a(to_source(other.id), other.gist) if other else escape(shown(graph, fact.kind, column, value))
        rows.append(f"<dt>{escape(heading(column, fact.kind))}</dt><dd>{told}</dd>")
    return f"<dl>{''.join(rows)}</dl>" if rows else ""


def _place(linked: Linked, fact: Fact, clauses: Mapping[str, Clause]) -> str:
    clause = clauses[fact.clause]
    parts = [linked.a(to_source(clause=clause.id), clause.name), escape(t("source.characters", start=fact.start, end=fact.end))]
    if fact.row["inferred"]:
        columns = t("source.and").join(heading(column, fact.kind) for column in fact.row["inferred"])
        parts.append(f"<b>{escape(t('source.inferred', columns=columns))}</b>")
    return f'<p class="quiet">{" · ".join(parts)}</p>'


def _ways(graph: Opened, linked: Linked, fact: Fact, kind: str) -> str:
    row: Row = fact.row
    ways = [linked.a(to_graph(f"document/{fact.id}"), t("evidence.to_graph"))]
    if agency := row.get("agency"):
        of = graph.answer("agencies", agency=agency).rows
        ways.append(linked.a(to_agency(of[0]["city_code"] if of else None, agency), t("evidence.to_agency")))
    for column in ("program", "category", "indicator"):
        if row.get(column):
            ways.append(linked.a(to_graph(f"{column}/{row[column]}"), str(row.get("name") or row.get("indicator_name") or row[column])))
    ways.append(linked.a(to_question(fact.kind, document=row["document"]), t("source.all_of_kind", kind=kind)))
    return f'<div class="ways">{"".join(ways)}</div>'
