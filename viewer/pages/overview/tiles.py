"""The totals of what the graph holds, each a link to the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from viewer.html import render
from viewer.i18n import t
from viewer.links import Link, to_question
from viewer.shared_graph import SharedGraph


@dataclass(frozen=True)
class Tile:
    """`bad`: the number is a reason to look."""

    link: Link
    number: str
    name: str
    bad: bool = False


def tiles_html(graph: SharedGraph) -> Markup:
    documents = graph.answer("documents").rows
    coverage = graph.answer("coverage").rows
    findings = graph.answer("finding_counts").rows
    clauses = sum(row["clauses"] for row in coverage)
    share = sum(row["with_facts"] for row in coverage) / clauses if clauses else None
    drafted, unread = (sum(row[name] for row in coverage) for name in ("drafted", "unread"))
    counts = {severity: sum(row["findings"] for row in findings if row["severity"] == severity) for severity in ("contradiction", "gap")}
    contradictions = to_question("findings", severity="contradiction")
    tiles = [
        Tile(to_question("documents"), f"{len(documents):,}", t("overview.documents")),
        Tile(to_question("clauses"), f"{clauses:,}", t("overview.clauses")),
        Tile(to_question("fact_counts"), f"{sum(row['facts'] for row in documents):,}", t("overview.facts")),
        Tile(to_question("coverage"), "—" if share is None else f"{share:.0%}", t("overview.coverage", drafted=drafted, unread=unread)),
        Tile(contradictions, f"{counts['contradiction']:,}", t("overview.contradictions"), bad=counts["contradiction"] > 0),
        Tile(to_question("findings", severity="gap"), f"{counts['gap']:,}", t("overview.gaps")),
    ]
    return render("overview/tiles.html", tiles=tiles)
