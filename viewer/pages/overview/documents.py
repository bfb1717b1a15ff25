"""The documents held: number, date, status, size, coverage, contradictions."""

from __future__ import annotations

from collections import Counter
from html import escape

from viewer.components.linked_html import Linked
from viewer.display.columns import heading
from viewer.display.documents import document_status
from viewer.html import render
from viewer.i18n import t
from viewer.links import to_question, to_source
from viewer.shared_graph import Row, SharedGraph


def documents_html(graph: SharedGraph, linked: Linked) -> str:
    shares = {row["document"]: row["share"] for row in graph.answer("coverage").rows}
    contradictions: Counter[str] = Counter()
    for row in graph.answer("finding_counts", severity="contradiction").rows:
        contradictions[row["document"]] += row["findings"]
    names = ("title", "city", "issued", "status", "clauses", "facts", "share", "contradictions")
    headings = [t("overview.contradiction") if name == "contradictions" else heading(name) for name in names]
    head = "".join(f'<th{_number(name)} scope="col">{escape(words)}</th>' for name, words in zip(names, headings, strict=True))
    body = "".join(
        _row(
            graph, linked, row, shares.get(row["document"]) or 0.0, contradictions[row["document"]], dict(zip(names, headings, strict=True))
        )
        for row in graph.answer("documents").rows
    )
    return f'<table class="documents"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(graph: SharedGraph, linked: Linked, row: Row, share: float, contradictions: int, headings: dict[str, str]) -> str:
    document = row["document"]
    number = escape(" · ".join(filter(None, (row["number"] or t("evidence.no_number"), row["issuer"]))))
    badge = render("components/badge.html", status=document_status(graph, row["status"]))
    bar = f'<span class="bar"><i style="width:{share:.0%}"></i></span>{share:.0%}'
    cells = {
        "title": f'{linked.a(to_source(document=document), row["title"])}<br><span class="quiet">{number}</span>',
        "city": escape(row["city"]),
        "issued": escape(row["issued"] or t("overview.no_date")),
        "status": f'<span title="{escape(row["status_basis"] or "")}">{badge}</span>',
        "clauses": linked.a(to_question("clauses", document=document), f"{row['clauses']:,}"),
        "facts": linked.a(to_question("fact_counts", document=document), f"{row['facts']:,}"),
        "share": linked.around(to_question("coverage", document=document), bar, name="nowrap"),
        "contradictions": linked.a(to_question("findings", severity="contradiction", document=document), str(contradictions))
        if contradictions
        else "0",
    }
    parts = []
    for name, html in cells.items():
        kind = "head" if name == "title" else "number" if name in _NUMBERS else "nowrap"
        parts.append(f'<td class="{kind}" data-name="{escape(headings[name])}">{html}</td>')
    return f"<tr>{''.join(parts)}</tr>"


_NUMBERS = ("clauses", "facts", "share", "contradictions")


def _number(name: str) -> str:
    return ' class="number"' if name in _NUMBERS else ""
