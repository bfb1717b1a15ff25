"""The cities side by side: what each promises, to whom it gives the task, what does not add up; each number a link to its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from viewer.display.documents import Status, document_status
from viewer.display.entities import entity_names
from viewer.html import render
from viewer.links import Link, to_city, to_question
from viewer.shared_graph import SharedGraph

KINDS = ("funding", "measures", "targets", "tasks")
_PEOPLE = 14


@dataclass(frozen=True)
class CityRow:
    name: str
    link: Link
    statuses: list[Status]
    counts: list[tuple[int, Link]]


def cities_html(graph: SharedGraph) -> Markup:
    statuses: dict[str, list[Status]] = {}
    for row in graph.answer("documents").rows:
        statuses.setdefault(row["city"], []).append(document_status(graph, row["status"]))
    counts: Counter[tuple[str, str]] = Counter()
    for city in statuses:  # with the places in it, as the rows behind the links
        for row in graph.answer("fact_counts", city=city).rows:
            counts[city, row["kind"]] += row["facts"]
        for row in graph.answer("finding_counts", city=city, severity="contradiction").rows:
            counts[city, "contradiction"] += row["findings"]
    rows = [
        CityRow(
            city,
            to_city(city),
            of_city,
            [
                *((counts[city, kind], to_question(kind, city=city)) for kind in KINDS),
                (counts[city, "contradiction"], to_question("findings", city=city, severity="contradiction")),
            ],
        )
        for city, of_city in statuses.items()
    ]
    return render("overview/cities.html", rows=rows)


def people_html(graph: SharedGraph) -> Markup:
    """The categories to which most cities offer something, and most of it, each a link to the offers."""
    cities: dict[str, set[str]] = {}
    offers: Counter[str] = Counter()
    for row in graph.answer("offers").rows:
        for category in row["categories"]:
            cities.setdefault(category, set()).add(row["city_code"])
            offers[category] += 1
    order = sorted(cities, key=lambda category: (-len(cities[category]), -offers[category], category))[:_PEOPLE]
    names = entity_names(graph, "category", order)
    people = [(names[category], len(cities[category]), to_question("offers", category=category)) for category in order]
    return render("overview/people.html", people=people)
