"""What the health rules found: the contradictions in words, the rest counted."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kg.model.finding_answer import OPEN
from viewer.display.codes import RULES, label
from viewer.html import render
from viewer.i18n import language
from viewer.links import Link, to_question
from viewer.pages.overview.numbers import CONTRADICTIONS
from viewer.shared_graph import SharedGraph


@dataclass(frozen=True)
class Contradiction:
    city: str
    rule: str
    link: Link
    message: str
    answer: str
    """What was answered, in words; empty where nobody did."""
    health: Link
    """To the passages and the arithmetic."""


@dataclass(frozen=True)
class RuleCount:
    """How often a rule found something, in how many documents."""

    severity: str
    rule: str
    link: Link
    findings: int
    documents: int


def contradictions_html(graph: SharedGraph) -> Markup:
    """A line for each, with its city and a link to its quotes."""
    message = "message" if language() == "zh" else "message_en"
    found = graph.page("findings", {"severity": "contradiction"}, limit=CONTRADICTIONS)
    contradictions = [
        Contradiction(
            row["city"],
            label(graph, RULES, row["rule"]),
            to_question("findings", severity=row["severity"], rule=row["rule"], document=row["document"]),
            row[message],
            label(graph, "finding-answer", row["answer"]) if row["answer"] != OPEN else "",
            Link("health", {"finding": row["id"]}),
        )
        for row in found.rows
    ]
    return render("overview/contradictions.html", contradictions=contradictions, held=found.total, to_all=Link("health", {}))


def other_findings_html(graph: SharedGraph) -> Markup:
    """Gaps and notes: how many of each rule, in how many documents."""
    counts: dict[tuple[str, str], list[int]] = {}
    for row in graph.answer("finding_counts").rows:
        if row["severity"] != "contradiction":
            counts.setdefault((row["severity"], row["rule"]), []).append(row["findings"])
    rules = [
        RuleCount(label(graph, "severity", severity), label(graph, RULES, rule), to_question("findings", rule=rule), sum(found), len(found))
        for (severity, rule), found in sorted(counts.items(), key=lambda item: (item[0][0], -sum(item[1])))
    ]
    return render("overview/rule_counts.html", rules=rules)
