"""Examples for each group of readers, from what the graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from viewer.display.entities import entity_name
from viewer.html import render
from viewer.i18n import language, t
from viewer.links import Link, to_agency, to_graph, to_question, to_source
from viewer.pages.overview.numbers import CONTRADICTIONS
from viewer.shared_graph import Row, SharedGraph

Example = tuple[Link, str]
"""A link, and the question that its page answers."""


def examples_html(graph: SharedGraph) -> Markup:
    readers = {"analyst": _for_analysts, "office": _for_offices, "integrator": _for_integrators}
    return render("overview/examples.html", readers={name: list(examples(graph)) for name, examples in readers.items()})


def _for_analysts(graph: SharedGraph) -> Iterator[Example]:
    """The programme with most offers of money, the people whom most cities mention, two places that disagree."""
    if program := _commonest(dict(graph.counts("funding", ("programs",)))):
        yield to_graph(f"program/{program}"), t("overview.program", name=entity_name(graph, "program", program))
    cities = Counter(category for category, _, _ in graph.counts("offers", ("categories", "city_code")))
    if category := _commonest(cities):
        words = t("overview.compare", count=cities[category], name=entity_name(graph, "category", category))
        yield to_question("offers", category=category), words
    found = graph.page("findings", {"severity": "contradiction"}, limit=CONTRADICTIONS).rows
    two = [row for row in found if row["other_quote"]]
    if two:
        message = two[0]["message" if language() == "zh" else "message_en"]
        yield to_question("findings", severity="contradiction", rule=two[0]["rule"], document=two[0]["document"]), message


def _for_offices(graph: SharedGraph) -> Iterator[Example]:
    """The city that assigns most, its busiest agency, the city with most tasks that nobody leads."""
    city = _commonest(dict(graph.counts("responsibilities", ("city",), basis="assigned")))
    if city:
        yield to_agency(city), t("overview.loads", city=city)
        first: Row | None = next((row for row in graph.answer("agency_load", city=city).rows if row["rank"] == 1), None)
        if first:
            yield to_agency(city, first["agency"]), t("overview.ledger", city=city, name=first["name"])
    orphans = [row for row in graph.answer("finding_counts", severity="gap").rows if row["rule"] == "task_without_lead"]
    if orphans:
        most = max(orphans, key=lambda row: (row["findings"], row["city"]))
        yield to_question("suggestions", city=most["city"]), t("overview.orphans", city=most["city"], count=most["findings"])


def _for_integrators(graph: SharedGraph) -> Iterator[Example]:
    """A question by all interfaces, the codes, a fact by its address."""
    if city := _commonest(dict(graph.counts("funding", ("city",)))):
        yield to_question("funding", city=city), t("overview.ways", city=city)
    yield to_question("concepts"), t("overview.codes", count=len(graph.answer("concepts").rows))
    if money := graph.page("funding", {}, limit=1).rows:
        yield to_source(money[0]["id"]), t("overview.address", fact=money[0]["id"])


def _commonest(counts: Mapping[str, int]) -> str | None:
    """The value that occurs most, by name where several do."""
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
