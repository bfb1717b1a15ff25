"""How many findings there are: by rule and city, and by the agency that leads the task in which they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from viewer.components.html_table import Cell, Column, table_html
from viewer.display.codes import RULES, label
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link
from viewer.pages.health.findings import rule_about
from viewer.pages.health.state import HealthState
from viewer.shared_graph import Row, SharedGraph

SEVERITIES = ("contradiction", "gap", "note")
_CITIES = 24
"""So many cities stand side by side."""
MOST_AGENCIES = 60
"""So many agencies are listed, those with most findings."""


def by_findings(rows: Sequence[Row]) -> list[Row]:
    """Rows of `finding_agencies`, those with most findings first and those of no agency last."""
    return sorted(rows, key=lambda row: (row["agency"] is None, -row["findings"]))


@dataclass(frozen=True)
class Count:
    number: int
    link: Link


@dataclass(frozen=True)
class RuleRow:
    name: str
    about: str
    counts: Sequence[Count]
    total: Count


@dataclass(frozen=True)
class Group:
    """The rules of one severity that found something."""

    name: str
    rows: Sequence[RuleRow]
    total: int


def rules_html(graph: SharedGraph, counts: Sequence[Row], state: HealthState) -> Markup:
    """Rules by cities, of many those with most findings; each number leads to its findings. `counts` are rows of `finding_counts`."""
    found: Counter[tuple[str, str]] = Counter()
    of_city: Counter[str] = Counter()
    for row in counts:
        found[row["rule"], row["city_code"]] += row["findings"]
        of_city[row["city_code"]] += row["findings"]
    shown = dict(of_city.most_common(_CITIES))
    cities = {row["city_code"]: row["city"] for row in sorted(counts, key=lambda row: row["city_code"]) if row["city_code"] in shown}
    anywhere = replace(state, city=None)
    groups = []
    for severity in SEVERITIES:
        totals: Counter[str] = Counter()
        for row in counts:
            totals[row["rule"]] += row["findings"] if row["severity"] == severity else 0
        rows = [
            RuleRow(
                label(graph, RULES, rule),
                rule_about(rule),
                [Count(found[rule, code], state.link(rule=rule, city=code)) for code in cities],
                Count(total, (state if state.city else anywhere).link(rule=rule)),
            )
            for rule, total in totals.most_common()
            if total
        ]
        if rows:
            groups.append(Group(label(graph, "severity", severity), rows, totals.total()))
    return render("health/rules.html", cities=list(cities.values()), groups=groups, held=len(of_city))


def agencies_html(rows: Sequence[Row], state: HealthState) -> Markup:
    """`rows` of `finding_agencies`: an agency leads to its findings."""
    columns = [
        Column(t("health.agency")),
        Column(t("health.city")),
        *(Column(t(f"health.{name}"), number=True) for name in ("contradictions", "gaps", "notes", "answered")),
    ]
    cells = [
        [
            Cell(row["name"], state.link(agency=row["agency"])) if row["agency"] else Cell(t("health.no_lead")),
            Cell(row["city"]),
            *(Cell(f"{row[name]:,}") for name in ("contradictions", "gaps", "notes", "answered")),
        ]
        for row in rows
    ]
    return table_html(columns, cells, short=True, most=MOST_AGENCIES)
