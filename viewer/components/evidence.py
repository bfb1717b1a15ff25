"""The words that carry a row: the quote in its surroundings, its clause, its document with date and status, and the ways from there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from kg.errors import UnknownThing
from kg.graph import Thing
from kg.text.quotes import on_one_line
from viewer.components.linked_html import Linked
from viewer.components.thing_tables import facts_html, statements_html
from viewer.display.codes import label
from viewer.i18n import t
from viewer.links import Link, to_agency, to_graph, to_source
from viewer.shared_graph import Opened, Row

_CARD = (
    "border:1px solid var(--zm-line);border-left:4px solid var(--zm-accent);border-radius:6px;padding:.9rem 1.2rem;"
    "background:var(--zm-raised);color:var(--zm-text);line-height:1.75;overflow-wrap:anywhere"
)
_QUIET = "color:var(--zm-quiet);font-size:.85rem"
_BADGE = "color:var(--zm-ground);border-radius:9px;padding:.05rem .55rem;font-size:.75rem;white-space:nowrap"
_MARK = "background:var(--zm-mark);color:var(--zm-on-mark);padding:.1rem .15rem;border-radius:2px"
_AROUND = 28
_LEFT_BEHIND = re.compile(r"^[ \t]*#+|\*\*|</?[a-z]{1,6}>", re.MULTILINE)
_STATUS = {"in_force": "good", "expired": "bad", "replaced": "bad", "unknown": "warn"}
"""Code of a status -> colour of the palette."""


@dataclass(frozen=True)
class Place:
    """Where words stand. `quote` is `text[start:end]` of the document's source; a clause has no quote. `fact` is its id, if it is one."""

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


def places(graph: Opened, row: Row) -> list[Place]:
    """The places that a row of an answer rests on: none, one, or two for a finding that compares two."""
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
    return found


def draw_evidence(graph: Opened, row: Row) -> None:
    """Draw a card for each place, or what is known of the thing that the row is about, with the ways to other pages."""
    found = places(graph, row)
    for place in found:
        st.html(card(graph, place))
        with st.container(horizontal=True):
            draw_ways(graph, place, row)
    if found:
        _draw_statements(graph, row.get("offer") or row.get("id") or row.get("task"))
    else:
        if row.get("status"):
            st.html(f'<div style="{_CARD}">{_document_html(graph, row)}</div>')
        _draw_thing(graph, row.get("agency") or row.get("program") or row.get("document"), row.get("agency"))


def draw_ways(graph: Opened, place: Place, row: Row) -> None:
    """Links from words to where they stand, what they state, and who is to do it."""
    place.link.draw(t("evidence.to_source"), ":material/article:")
    to_graph(f"document/{place.fact or place.clause or place.document}").draw(t("evidence.to_graph"), ":material/hub:")
    _draw_way_to_agency(graph, row.get("agency"))


def _draw_way_to_agency(graph: Opened, agency: str | None) -> None:
    if agency:
        of = graph.answer("agencies", agency=agency).rows
        to_agency(of[0]["city"] if of else None, agency).draw(t("evidence.to_agency"), ":material/account_balance:")


def card(graph: Opened, place: Place) -> str:
    """A place as HTML; every text in it is escaped."""
    before, after = _around(graph, place)
    around, mark = '<span style="color:var(--zm-quiet)">{}</span>', f'<mark style="{_MARK}">{shown_breaks(place.quote or "")}</mark>'
    words = f"{around.format(escape(before))}{mark}{around.format(escape(after))}"
    quote = f'<div style="font-size:1.08rem">{words}</div>' if place.quote else ""
    context = "".join(f'<div style="{_QUIET}">{t("evidence.context", words=shown_breaks(words))}</div>' for words in place.context)
    where = t("evidence.place", start=place.start, end=place.end)
    documents = graph.answer("documents", document=place.document).rows
    about = "".join(_document_html(graph, d) for d in documents if d["document"] == place.document)
    clause = escape(t("evidence.clause", clause=_clause_name(graph, place)))
    return (
        f'<div style="{_CARD}">{quote}{context}<div style="border-top:1px dashed var(--zm-line);margin:.6rem 0 .5rem"></div>{about}'
        f'<div style="{_QUIET}">{clause} · {escape(where)}</div></div>'
    )


def status_badge(graph: Opened, status: str) -> str:
    """The status of a document as HTML: its word, on its colour."""
    colour = _STATUS.get(status, "quiet")
    return f'<span style="{_BADGE};background:var(--zm-{colour})">{escape(label(graph, "document-status", status))}</span>'


def document_facts(document: Mapping[str, Any]) -> str:
    """Number, issuer, date and period of a document, as HTML; what it does not state is said."""
    start, end = document["period_start"], document["period_end"]
    facts = [
        document["number"] or t("evidence.no_number"),
        document["issuer"],
        t("evidence.issued", day=document["issued"]) if document["issued"] else t("evidence.no_date"),
        t("evidence.period", start=start, end=end) if start else "",
    ]
    return escape(" · ".join(filter(None, facts)))


def shown_breaks(words: str) -> str:
    """Exact words as HTML; a line break of the scan is a small sign."""
    sign = f'<span style="font-size:.8em" title="{escape(t("evidence.line_break"))}">↵</span>'
    return sign.join(escape(part) for part in words.split("\n"))


def _around(graph: Opened, place: Place) -> tuple[str, str]:
    """The words before and after, without the white space of the scan and what a converter left behind."""
    text = graph.source(place.document).text
    before = on_one_line(_LEFT_BEHIND.sub("", text[max(0, place.start - 2 * _AROUND) : place.start]))[-_AROUND:]
    after = on_one_line(_LEFT_BEHIND.sub("", text[place.end : place.end + 2 * _AROUND]))[:_AROUND]
    return f"…{before}" if before else "", f"{after}…" if after else ""


def _document_html(graph: Opened, document: Mapping[str, Any]) -> str:
    return (
        f"<div><b>{escape(document['title'])}</b> {status_badge(graph, document['status'])}</div>"
        f'<div style="{_QUIET}">{document_facts(document)}<br>{escape(document["status_basis"] or "")}</div>'
    )


def _clause_name(graph: Opened, place: Place) -> str:
    rows = graph.answer("clauses", document=place.document).rows
    found = next((row for row in rows if row["clause"] == place.clause), None)
    words = f"{found['number'] or ''} {found['heading'] or ''}".strip() if found else ""
    return t("evidence.named_clause", words=words, clause=place.clause) if words else str(place.clause or "—")


def _fact(id_: str | None) -> str | None:
    """The fact that an id begins with: `<document>/<clause>/<kind>/<n>`, where there is one."""
    parts = (id_ or "").partition("#")[0].split("/")
    return "/".join(parts[:4]) if len(parts) >= 4 else None


def _thing(graph: Opened, id_: str | None) -> Thing | None:
    try:
        return graph.show(id_)[0] if id_ else None
    except UnknownThing:
        return None


def _place_of(thing: Thing) -> Place:
    values = {row["property"].rpartition("#")[2]: row["value"] for row in thing.statements}
    own = next((e for e in thing.evidence if e["role"] == "evidence"), thing.evidence[0])
    context = tuple(e["quote"] for e in thing.evidence if e["role"] == "context")
    return Place(values["inDocument"], values.get("statedIn"), own["quote"], own["start"], own["end"], context, thing.named.id)


def _draw_statements(graph: Opened, id_: str | None) -> None:
    if thing := _thing(graph, id_):
        with st.expander(t("evidence.all_said")):
            st.html(statements_html(thing)[1])


def _draw_thing(graph: Opened, id_: str | None, agency: str | None) -> None:
    thing = _thing(graph, id_)
    if thing is None:
        st.caption(t("evidence.no_words"))
        return
    with st.container(horizontal=True):
        to_graph(thing.named.iri).draw(t("evidence.to_graph"), ":material/hub:")
        _draw_way_to_agency(graph, agency)
    left, right = st.columns([2, 3])
    count, html = statements_html(thing)
    left.caption(t("evidence.registered", count=count))
    left.html(html)
    with right:
        st.caption(t("evidence.facts", count=len(thing.facts)))
        linked = Linked()
        linked.draw(facts_html(linked, thing), f"evidence.facts.{thing.named.id}")
