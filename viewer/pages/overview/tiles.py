"""The sums of what is held, each a way to the rows behind it."""

from __future__ import annotations

from html import escape

from viewer.components.linked_html import Linked
from viewer.i18n import t
from viewer.links import Link, to_question
from viewer.shared_graph import SharedGraph


def tiles_html(graph: SharedGraph, linked: Linked) -> str:
    documents = graph.answer("documents").rows
    covered = graph.answer("coverage").rows
    found = graph.answer("finding_counts").rows
    clauses = sum(row["clauses"] for row in covered)
    severe = {severity: sum(row["findings"] for row in found if row["severity"] == severity) for severity in ("contradiction", "gap")}
    tiles = [
        _tile(linked, to_question("documents"), f"{len(documents):,}", t("overview.documents")),
        _tile(linked, to_question("clauses"), f"{clauses:,}", t("overview.clauses")),
        _tile(linked, to_question("fact_counts"), f"{sum(row['facts'] for row in documents):,}", t("overview.facts")),
        _tile(
            linked,
            to_question("coverage"),
            f"{sum(row['with_facts'] for row in covered) / clauses:.0%}" if clauses else "—",
            t("overview.coverage", unread=sum(row["unread"] for row in covered)),
        ),
        _tile(
            linked,
            to_question("findings", severity="contradiction"),
            f"{severe['contradiction']:,}",
            t("overview.contradictions"),
            bad=severe["contradiction"] > 0,
        ),
        _tile(linked, to_question("findings", severity="gap"), f"{severe['gap']:,}", t("overview.gaps")),
    ]
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _tile(linked: Linked, link: Link, number: str, words: str, *, bad: bool = False) -> str:
    return linked.around(link, f"<b>{escape(number)}</b><span>{escape(words)}</span>", name="tile bad" if bad else "tile")
