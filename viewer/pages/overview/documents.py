"""The table of documents: number, date, status, size, coverage, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from viewer.display.columns import heading
from viewer.display.documents import Status, document_status
from viewer.html import render
from viewer.i18n import t
from viewer.links import to_question, to_source
from viewer.pages.overview.numbers import DOCUMENTS
from viewer.shared_graph import Row, SharedGraph

_COLUMNS = ("title", "city", "issued", "status", "clauses", "facts", "share", "contradictions")


@dataclass(frozen=True)
class DocumentRow:
    """`row` answers the question `documents`; `share`, from 0 to 1, is that of the clauses that were read."""

    row: Row
    number: str
    status: Status
    share: float
    coverage: Mapping[str, float]
    """Share of the clauses by code of the scheme `coverage`, where not all are reviewed."""
    contradictions: int


def _coverage(row: Row) -> dict[str, float]:
    if row["reviewed"] == row["clauses"]:
        return {}
    return {code: row[code] / row["clauses"] for code in ("reviewed", "drafted", "unread")}


def documents_html(graph: SharedGraph) -> Markup:
    shares = {row["document"]: row["share"] for row in graph.answer("coverage").rows}
    contradictions: Counter[str] = Counter()
    for row in graph.answer("finding_counts", severity="contradiction").rows:
        contradictions[row["document"]] += row["findings"]
    held = graph.answer("documents").rows
    chosen = {row["document"] for row in sorted(held, key=lambda row: row["issued"] or "", reverse=True)[:DOCUMENTS]}
    newest = [row for row in held if row["document"] in chosen]
    documents = [
        DocumentRow(
            row,
            " · ".join(filter(None, (row["number"] or t("evidence.no_number"), row["issuer"]))),
            document_status(graph, row["status"]),
            shares.get(row["document"]) or 0.0,
            _coverage(row),
            contradictions[row["document"]],
        )
        for row in newest
    ]
    headings = {name: t("overview.contradiction") if name == "contradictions" else heading(name) for name in _COLUMNS}
    return render(
        "overview/documents.html", documents=documents, held=len(held), headings=headings, to_question=to_question, to_source=to_source
    )
