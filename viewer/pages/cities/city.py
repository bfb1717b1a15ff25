"""What is held of one city, from the answers to questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from viewer.display.codes import RULES, label
from viewer.display.documents import DocumentInfo, document_info
from viewer.display.entities import entity_names
from viewer.display.values import fact_value
from viewer.i18n import t
from viewer.links import Link, to_agency, to_question, to_source
from viewer.shared_graph import Row, SharedGraph

_FEW = 12
"""So many categories, programmes, goals and agencies are listed; the rest is behind a link."""
TOLD = ("funding", "measures", "programs", "targets", "tasks", "deliverables")
"""Kinds of fact that the head counts."""


@dataclass(frozen=True)
class Line:
    """A thing with a link, and what is said of it in further cells."""

    name: str
    link: Link
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """The first lines of a list, and the link to all of it."""

    lines: list[Line]
    rest: int
    all: Link


@dataclass(frozen=True)
class City:
    name: str
    documents: list[tuple[DocumentInfo, Link]]
    counts: list[tuple[str, int, Link]]
    unread: int
    categories: Listing
    programs: Listing
    goals: Listing
    agencies: Listing
    findings: Listing
    promises: list[tuple[str, int]]


def read_city(graph: SharedGraph, name: str) -> City:
    """Raises UnknownValue where no place is called so."""
    documents = graph.answer("documents", city=name).rows
    counts: Counter[str] = Counter()
    for row in graph.answer("fact_counts", city=name).rows:
        counts[row["kind"]] += row["facts"]
    offers = graph.answer("offers", city=name).rows
    promises = Counter(row["state"] for row in graph.answer("promises", city=name).rows)
    return City(
        name,
        [(document_info(graph, row), to_source(document=row["document"])) for row in documents],
        [(t(f"cities.count_{kind}"), counts[kind], to_question(kind, city=name)) for kind in TOLD],
        sum((row["unread"] or 0) + (row["drafted"] or 0) for row in graph.answer("coverage", city=name).rows),
        _offered(graph, name, offers, "category", "categories"),
        _offered(graph, name, offers, "program", "programs"),
        _goals(graph, name),
        _agencies(graph, name),
        _findings(graph, name),
        [(label(graph, "promise-state", state), number) for state, number in promises.most_common()],
    )


def _listing(lines: list[Line], link: Link, few: int = _FEW) -> Listing:
    return Listing(lines[:few], max(0, len(lines) - few), link)


def _offered(graph: SharedGraph, city: str, offers: list[Row], type_: str, column: str) -> Listing:
    """Whom, or by which programme, the city offers most: how many offers of money, how many measures."""
    money: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in offers:
        for id_ in row[column]:
            total[id_] += 1
            money[id_] += row["offer"] == "funding"
    order = sorted(total, key=lambda id_: (-total[id_], id_))
    names = entity_names(graph, type_, order[:_FEW])
    lines = [
        Line(
            names.get(id_, id_),
            to_question("offers", city=city, **{type_: id_}),
            (str(money[id_] or ""), str(total[id_] - money[id_] or "")),
        )
        for id_ in order
    ]
    return _listing(lines, to_question("offers", city=city))


def _goals(graph: SharedGraph, city: str) -> Listing:
    lines = [
        Line(row["indicator_name"], to_question("targets", city=city, row=row["id"]), (_figure(graph, row), str(row["target_year"] or "")))
        for row in sorted(graph.answer("targets", city=city).rows, key=lambda row: (row["baseline_value"] is None, row["start"]))
    ]
    return _listing(lines, to_question("targets", city=city))


def _figure(graph: SharedGraph, row: Row) -> str:
    base = f"{row['baseline_value']:,g} → " if row["baseline_value"] is not None else ""
    return f"{base}{fact_value(graph, 'targets', row)}"


def _agencies(graph: SharedGraph, city: str) -> Listing:
    rows = [row for row in graph.answer("agency_load", city=city).rows if row["rank"] is not None]
    lines = [
        Line(row["name"], to_agency(city, row["agency"]), (str(row["lead_assigned"] + row["lead_implied"] or ""), f"{row['load']:.4g}"))
        for row in sorted(rows, key=lambda row: (row["rank"], row["name"]))
    ]
    return _listing(lines, to_agency(city))


def _findings(graph: SharedGraph, city: str) -> Listing:
    counts: Counter[tuple[str, str]] = Counter()
    for row in graph.answer("finding_counts", city=city).rows:
        counts[row["severity"], row["rule"]] += row["findings"]
    lines = [
        Line(label(graph, RULES, rule), to_question("findings", city=city, rule=rule), (label(graph, "severity", severity), f"{number:,}"))
        for (severity, rule), number in sorted(counts.items(), key=lambda item: (item[0][0], -item[1]))
    ]
    return _listing(lines, to_question("findings", city=city), 20)
