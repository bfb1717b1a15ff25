"""The cities side by side: what each promises, to whom it gives the task, what does not add up; each number a link to its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from viewer.display.documents import Status, document_status
from viewer.display.entities import entity_names
from viewer.html import render
from viewer.links import Link, to_city, to_question
from viewer.pages.overview.numbers import cities_held, numbers_of_cities
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
    statuses: dict[str, dict[str, Status]] = {}
    for row in graph.answer("documents").rows:
        statuses.setdefault(row["city"], {}).setdefault(row["status"], document_status(graph, row["status"]))
    rows = [
        CityRow(
            city,
            to_city(city),
            list(statuses[city].values()),
            [
                *((numbers.facts[kind], to_question(kind, city=city)) for kind in KINDS),
                (numbers.contradictions, to_question("findings", city=city, severity="contradiction")),
            ],
        )
        for city, numbers in numbers_of_cities(graph).items()
    ]
    return render("overview/cities.html", rows=rows, held=cities_held(graph), to_all=Link("cities", {}))


def people_html(graph: SharedGraph) -> Markup:
    """The categories to which most cities offer something, and most of it, each a link to the offers."""
    cities: dict[str, set[str]] = {}
    offers: Counter[str] = Counter()
    for category, city, count in graph.counts("offers", ("categories", "city_code")):
        cities.setdefault(category, set()).add(city)
        offers[category] += count
    order = sorted(cities, key=lambda category: (-len(cities[category]), -offers[category], category))[:_PEOPLE]
    names = entity_names(graph, "category", order)
    people = [(names[category], len(cities[category]), to_question("offers", category=category)) for category in order]
    return render("overview/people.html", people=people)
