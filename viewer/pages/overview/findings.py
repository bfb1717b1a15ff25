"""What the health rules found: the contradictions in their own words, the rest counted."""

from __future__ import annotations

from html import escape

from viewer.components.linked_html import Linked
from viewer.display.codes import RULES, label
from viewer.i18n import language, t
from viewer.links import Link, to_question
from viewer.shared_graph import Row, SharedGraph


def contradictions_html(graph: SharedGraph, linked: Linked) -> str:
    """One line for each, with its city; a click shows both places."""
    message = "message" if language() == "zh" else "message_en"
    head = "".join(f'<th scope="col">{escape(t(f"overview.{name}"))}</th>' for name in ("city", "rule", "finding"))
    rows = graph.answer("findings", severity="contradiction").rows
    body = "".join(
        f'<tr><td class="nowrap">{escape(row["city"])}</td><td class="quiet">{escape(label(graph, RULES, row["rule"]))}</td>'
        f"<td>{linked.a(_to_finding(row), row[message])}</td></tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def others_html(graph: SharedGraph, linked: Linked) -> str:
    """Gaps and notes: how many of each rule, in how many documents."""
    counts: dict[tuple[str, str], list[int]] = {}
    for row in graph.answer("finding_counts").rows:
        if row["severity"] != "contradiction":
            counts.setdefault((row["severity"], row["rule"]), []).append(row["findings"])
    items = [
        f'<tr><td class="nowrap quiet">{escape(label(graph, "severity", severity))}</td><td>{escape(label(graph, RULES, rule))}</td>'
        f'<td class="number">{linked.a(to_question("findings", rule=rule), f"{sum(numbers):,}")}</td>'
        f'<td class="quiet">{escape(t("overview.in_documents", count=len(numbers)))}</td></tr>'
        for (severity, rule), numbers in sorted(counts.items(), key=lambda item: (item[0][0], -sum(item[1])))
    ]
    return f'<table class="narrow"><tbody>{"".join(items)}</tbody></table>'


def _to_finding(row: Row) -> Link:
    return to_question("findings", severity=row["severity"], rule=row["rule"], document=row["document"])
