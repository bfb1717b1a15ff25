"""The evidence of a row: the quote in its surroundings, its clause, its document with date and status, and links from there."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from kg.errors import UnknownEntity
from kg.graph import Entity
from kg.text.quotes import on_one_line
from viewer.components.report_form import draw_report_form
from viewer.components.thing_tables import draw_facts, draw_statements, statements
from viewer.display.documents import document_info
from viewer.html import draw_html, render
from viewer.i18n import t
from viewer.links import Link, to_agency, to_graph, to_source
from viewer.shared_graph import Row, SharedGraph

_AROUND = 28
_MARKUP = re.compile(r"^[ \t]*#+|\*\*|</?[a-z]{1,6}>", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A stretch of a source text.

    `quote` is `text[start:end]` of the document's source; a clause has no quote. `fact` is its id, if it is one.
    """

    document: str
    clause: str | None
    quote: str | None
    start: int
    end: int
    context: tuple[str, ...] = ()
    fact: str | None = None

    @property
    def link(self) -> Link:
        return to_source(self.fact, clause=self.clause, document=self.document, start=self.start, end=self.end)


def places(graph: SharedGraph, row: Row) -> list[Place]:
    """The evidence of a row of an answer: no place, one, or all that a finding rests on."""
    if row.get("start") is None:
        thing = _thing(graph, row.get("offer") or row.get("task"))
        return [_place_of(thing)] if thing and thing.evidence else []
    thing = _thing(graph, row.get("id"))
    context = tuple(e["quote"] for e in thing.evidence if e["role"] == "context") if thing else ()
    found = [Place(row["document"], row["clause"], row.get("quote"), row["start"], row["end"], context, _fact(row.get("id")))]
    if row.get("other_quote") and _fact(row["other_id"]) != found[0].fact:
        document = str(row["other_clause"] or row["document"]).split("/")[0]
        found.append(
            Place(document, row["other_clause"], row["other_quote"], row["other_start"], row["other_end"], fact=_fact(row["other_id"]))
        )
    shown = {place.fact for place in found}
    further = [at for at in zip(row.get("fact_ids") or (), row.get("places") or (), strict=True) if at[0] not in shown]
    return [*found, *(_further(graph, row["document"], *at) for at in further)]


def _further(graph: SharedGraph, document: str, fact: str, at: str) -> Place:
    clause, start, end = at.split(" ")
    return Place(document, clause, graph.source(document).text[int(start) : int(end)], int(start), int(end), fact=fact)


def draw_evidence(graph: SharedGraph, row: Row) -> None:
    """Draw a card for each place with links to other pages; without evidence, what is known of the thing that the row is about."""
    found = places(graph, row)
    for place in found:
        st.html(card_html(graph, place))
        with st.container(horizontal=True):
            _draw_links(graph, place, row)
    if found:
        _draw_statements(graph, row.get("offer") or row.get("id") or row.get("task"))
    else:
        if row.get("status"):
            draw_html("components/document_card.html", document=document_info(graph, row))
        _draw_thing(graph, row.get("agency") or row.get("program") or row.get("document"), row.get("agency"))


def _draw_links(graph: SharedGraph, place: Place, row: Row) -> None:
    """To the place in the source, to the fact in the graph, to the agency."""
    place.link.draw(t("evidence.to_source"), ":material/article:")
    to_graph(f"document/{place.fact or place.clause or place.document}").draw(t("evidence.to_graph"), ":material/hub:")
    _draw_link_to_agency(graph, row.get("agency"))
    if place.fact:
        draw_report_form(graph, place.fact)


def _draw_link_to_agency(graph: SharedGraph, agency: str | None) -> None:
    if agency:
        of = graph.answer("agencies", agency=agency).rows
        to_agency(of[0]["city"] if of else None, agency).draw(t("evidence.to_agency"), ":material/account_balance:")


def card_html(graph: SharedGraph, place: Place) -> Markup:
    """A place: the quote in its surroundings, its document, its clause."""
    before, after = surroundings(graph, place)
    rows = graph.answer("documents", document=place.document).rows
    return render(
        "components/evidence_card.html",
        place=place,
        before=before,
        after=after,
        documents=[document_info(graph, row) for row in rows if row["document"] == place.document],
        clause=_clause_name(graph, place),
    )


def surroundings(graph: SharedGraph, place: Place) -> tuple[str, str]:
    """The words before and after, without the white space of the scan and what a converter left behind."""
    text = graph.source(place.document).text
    before = on_one_line(_MARKUP.sub("", text[max(0, place.start - 2 * _AROUND) : place.start]))[-_AROUND:]
    after = on_one_line(_MARKUP.sub("", text[place.end : place.end + 2 * _AROUND]))[:_AROUND]
    return f"…{before}" if before else "", f"{after}…" if after else ""


def _clause_name(graph: SharedGraph, place: Place) -> str:
    rows = graph.answer("clauses", document=place.document).rows
    found = next((row for row in rows if row["clause"] == place.clause), None)
    words = f"{found['number'] or ''} {found['heading'] or ''}".strip() if found else ""
    return t("evidence.named_clause", words=words, clause=place.clause) if words else str(place.clause or "—")


def _fact(id_: str | None) -> str | None:
    """The fact that an id begins with: `<document>/<clause>/<kind>/<n>`, where there is one."""
    parts = (id_ or "").partition("#")[0].split("/")
    return "/".join(parts[:4]) if len(parts) >= 4 else None


def _thing(graph: SharedGraph, id_: str | None) -> Entity | None:
    try:
        return graph.show(id_)[0] if id_ else None
    except UnknownEntity:
        return None


def _place_of(thing: Entity) -> Place:
    values = {row["property"].rpartition("#")[2]: row["value"] for row in thing.statements}
    own = next((e for e in thing.evidence if e["role"] == "evidence"), thing.evidence[0])
    context = tuple(e["quote"] for e in thing.evidence if e["role"] == "context")
    return Place(values["inDocument"], values.get("statedIn"), own["quote"], own["start"], own["end"], context, thing.named.id)


def _draw_statements(graph: SharedGraph, id_: str | None) -> None:
    if thing := _thing(graph, id_):
        with st.expander(t("evidence.all_said")):
            draw_statements(thing)


def _draw_thing(graph: SharedGraph, id_: str | None, agency: str | None) -> None:
    thing = _thing(graph, id_)
    if thing is None:
        st.caption(t("evidence.no_words"))
        return
    with st.container(horizontal=True):
        to_graph(thing.named.iri).draw(t("evidence.to_graph"), ":material/hub:")
        _draw_link_to_agency(graph, agency)
    left, right = st.columns([2, 3])
    with left:
        st.caption(t("evidence.registered", count=len(statements(thing))))
        draw_statements(thing)
    with right:
        st.caption(t("evidence.facts", count=len(thing.facts)))
        draw_facts(thing, f"evidence.facts.{thing.named.id}")
