"""What became of the sources of the documents: what changed or is gone, and what was not looked at for long."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.display.documents import Status
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link, to_question, to_source
from viewer.shared_graph import Row, SharedGraph

_COLUMNS = ("title", "city", "outcome", "last_changed", "last_checked", "address")
_COLOURS = {"unchanged": "good", "moved": "warn", "changed": "bad", "gone": "bad"}
"""Outcome -> colour of the palette; the others say nothing of the document."""
_SHOWN = 12


@dataclass(frozen=True)
class SourceRow:
    """`row` answers the question `source_freshness`."""

    row: Row
    outcome: Status
    changed: str
    checked: str


def sources_html(graph: SharedGraph) -> Markup:
    """A sentence with counts, then the sources that need a look most."""
    found = graph.answer("source_freshness").rows
    counts = Counter(row["outcome"] for row in found)
    return render(
        "overview/sources.html",
        sources=[_source_row(graph, row) for row in found[:_SHOWN]],
        headings={name: heading(name, "source_freshness") for name in _COLUMNS},
        counts=[
            _count(graph, outcome, counts[outcome]) for outcome in ("changed", "gone", "moved", "failed", "not_asked") if counts[outcome]
        ],
        never=sum(row["last_checked"] is None for row in found),
        without=len(graph.answer("documents").rows) - len(found),
        more=(to_question("source_freshness"), len(found)) if len(found) > _SHOWN else None,
        to_source=to_source,
    )


def _count(graph: SharedGraph, outcome: str, number: int) -> tuple[str, Link, int]:
    return label(graph, "check-outcome", outcome), to_question("source_freshness", outcome=outcome), number


def _source_row(graph: SharedGraph, row: Row) -> SourceRow:
    days = row["days_since_checked"]
    checked = t("overview.never_checked") if days is None else t("overview.days_ago", days=days, day=row["last_checked"][:10])
    outcome = Status(label(graph, "check-outcome", row["outcome"]), _COLOURS.get(row["outcome"], "quiet"))
    return SourceRow(row, outcome, (row["last_changed"] or "")[:10], checked)
