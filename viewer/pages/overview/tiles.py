"""What the policies promise, order and leave open, each number a link to the rows behind it."""

from __future__ import annotations

from collections import Counter
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
    facts: Counter[str] = Counter()
    for row in graph.answer("fact_counts").rows:
        facts[row["kind"]] += row["facts"]
    found: Counter[str] = Counter()
    for row in graph.answer("finding_counts").rows:
        found[row["severity"]] += row["findings"]
    kinds = ("funding", "measures", "targets", "tasks")
    severities = ("contradiction", "gap")
    tiles = [Tile(to_question(kind), f"{facts[kind]:,}", t(f"overview.all_{kind}")) for kind in kinds]
    for severity in severities:
        bad = severity == "contradiction" and found[severity] > 0
        tiles.append(Tile(to_question("findings", severity=severity), f"{found[severity]:,}", t(f"overview.all_{severity}"), bad))
    return render("overview/tiles.html", tiles=tiles)
