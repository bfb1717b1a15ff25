"""The words that carry a row: the quote in its surroundings, its clause, its document with date and status."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from kg.graph import Thing, UnknownThing
from viewer.opened import Opened, Row
from viewer.words import STATUS_COLOURS, STATUSES

_CARD = "border:1px solid #e2ddd2;border-left:4px solid #9b2c2c;border-radius:6px;padding:.9rem 1.2rem;background:#fdfcf9;line-height:1.75"
_QUIET = "color:#6b6457;font-size:.85rem"
_BADGE = "color:#fff;border-radius:9px;padding:.05rem .55rem;font-size:.75rem;white-space:nowrap"
_MARK = "background:#fbe7a8;padding:.1rem .15rem;border-radius:2px"


@dataclass(frozen=True)
class Place:
    """Where words stand. `quote` is `text[start:end]` of the document's source; a clause has no quote."""

    document: str
    clause: str | None
    quote: str | None
    start: int
    end: int
    context: tuple[str, ...] = ()


def places(graph: Opened, row: Row) -> list[Place]:
    """The places that a row of an answer rests on: none, one, or two for a finding that compares."""
    if row.get("start") is None:
        thing = _thing(graph, row.get("offer") or row.get("task"))
        return [_place_of(thing)] if thing and thing.evidence else []
    thing = _thing(graph, row.get("id"))
    context = tuple(e["quote"] for e in thing.evidence if e["role"] == "context") if thing else ()
    found = [Place(row["document"], row["clause"], row.get("quote"), row["start"], row["end"], context)]
    if row.get("other_quote"):
        document = str(row["other_clause"] or row["document"]).split("/")[0]
        found.append(Place(document, row["other_clause"], row["other_quote"], row["other_start"], row["other_end"]))
    return found


def draw_evidence(graph: Opened, row: Row) -> None:
    """Draw a card for each place, or what is known of the thing that the row is about."""
    found = places(graph, row)
    for place in found:
        st.html(card(graph, place))
    if found:
        _draw_statements(graph, row.get("offer") or row.get("id") or row.get("task"))
    else:
        if row.get("status"):
            st.html(f'<div style="{_CARD}">{_document_html(row)}</div>')
        _draw_thing(graph, row.get("agency") or row.get("program") or row.get("document"))


def card(graph: Opened, place: Place) -> str:
    """A place as HTML; every text in it is escaped."""
    before, after = _around(graph, place)
    around, mark = '<span style="color:#8a8478">{}</span>', f'<mark style="{_MARK}">{shown_breaks(place.quote or "")}</mark>'
    words = f"{around.format(escape(before))}{mark}{around.format(escape(after))}"
    quote = f'<div style="font-size:1.08rem">{words}</div>' if place.quote else ""
    context = "".join(f'<div style="{_QUIET}">上下文 Context：{shown_breaks(words)}</div>' for words in place.context)
    where = f"第 {place.start}–{place.end} 字符 · characters [{place.start}, {place.end})"
    documents = graph.answer("documents", document=place.document).rows
    about = "".join(_document_html(d) for d in documents if d["document"] == place.document)
    clause = escape(_clause_name(graph, place))
    return (
        f'<div style="{_CARD}">{quote}{context}<div style="border-top:1px dashed #e2ddd2;margin:.6rem 0 .5rem"></div>{about}'
        f'<div style="{_QUIET}">条款 Clause：{clause} · {where}</div></div>'
    )


def shown_breaks(words: str) -> str:
    """Exact words as HTML; a line break of the scan is a small sign."""
    return '<span style="color:#b9ae93;font-size:.8em" title="原文此处换行">↵</span>'.join(escape(part) for part in words.split("\n"))


def _around(graph: Opened, place: Place) -> tuple[str, str]:
    """The words before and after, where the search finds the same place."""
    try:
        hits = graph.search("".join((place.quote or "").split()), place.document)
    except ValueError:
        return "", ""
    return next(((f"…{hit.before}", f"{hit.after}…") for hit in hits if (hit.start, hit.end) == (place.start, place.end)), ("", ""))


def _document_html(document: Mapping[str, Any]) -> str:
    period = f"规划期 {document['period_start']}–{document['period_end']}" if document["period_start"] else ""
    facts = [
        document["number"] or "无文号",
        document["issuer"],
        f"发文 {document['issued']}" if document["issued"] else "文本未载发文日期",
        period,
    ]
    status = document["status"]
    colour = STATUS_COLOURS.get(status, "#6b6457")
    badge = f'<span style="{_BADGE};background:{colour}">{escape(STATUSES.get(status, status))} {escape(status)}</span>'
    return (
        f'<div><b>{escape(document["title"])}</b> {badge}</div><div style="{_QUIET}">{escape(" · ".join(f for f in facts if f))}'
        f"<br>{escape(document['status_basis'] or '')}</div>"
    )


def _clause_name(graph: Opened, place: Place) -> str:
    rows = graph.answer("clauses", document=place.document).rows
    found = next((row for row in rows if row["clause"] == place.clause), None)
    words = f"{found['number'] or ''} {found['heading'] or ''}".strip() if found else ""
    return f"{words}（{place.clause}）" if words else str(place.clause or "—")


def _thing(graph: Opened, id_: str | None) -> Thing | None:
    try:
        return graph.show(id_)[0] if id_ else None
    except UnknownThing:
        return None


def _place_of(thing: Thing) -> Place:
    values = {row["property"].rpartition("#")[2]: row["value"] for row in thing.statements}
    own = next((e for e in thing.evidence if e["role"] == "evidence"), thing.evidence[0])
    context = tuple(e["quote"] for e in thing.evidence if e["role"] == "context")
    return Place(values["inDocument"], values.get("statedIn"), own["quote"], own["start"], own["end"], context)


def _said(thing: Thing) -> list[dict[str, str]]:
    rows = [{"属性": row["label"], "值": row["value_label"] or row["value"]} for row in thing.statements if row["label"]]
    return sorted(rows, key=lambda row: row["属性"])


def _draw_statements(graph: Opened, id_: str | None) -> None:
    if thing := _thing(graph, id_):
        with st.expander("图谱对它的全部陈述 All that the graph says of it"):
            st.dataframe(_said(thing), hide_index=True)


def _draw_thing(graph: Opened, id_: str | None) -> None:
    thing = _thing(graph, id_)
    if thing is None:
        st.caption("这一行没有自己的原文。 This row has no words of its own.")
        return
    said = _said(thing)
    left, right = st.columns([2, 3])
    left.caption(f"登记信息 Registered：{len(said)}")
    left.dataframe(said, hide_index=True, height=_height(said))
    right.caption(f"涉及它的事实 Facts that name it：{len(thing.facts)}")
    facts = [{"类型": f["kind"], "原文": f["quote"], "条款": f["clause"]} for f in thing.facts]
    right.dataframe(facts, hide_index=True, height=_height(facts))


def _height(rows: Sized) -> int:
    return min(353, 38 + 35 * max(1, len(rows)))
