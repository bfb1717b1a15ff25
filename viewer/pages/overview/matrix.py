"""Facts by kind and city: numbers with bars, each a link to its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from viewer.display.codes import FACTS, labels
from viewer.html import render
from viewer.links import Link, to_question
from viewer.pages.overview.numbers import cities_held, numbers_of_cities
from viewer.shared_graph import SharedGraph


@dataclass(frozen=True)
class Count:
    """`part`, from 0 to 1, is the share in the largest count of the table."""

    number: int
    link: Link
    part: float = 0.0


@dataclass(frozen=True)
class KindRow:
    name: str
    counts: list[Count]
    total: Count


def matrix_html(graph: SharedGraph) -> Markup:
    by_city = {city: numbers.facts for city, numbers in numbers_of_cities(graph).items() if numbers.facts}
    overall: Counter[str] = Counter()
    for row in graph.answer("fact_counts").rows:
        overall[row["kind"]] += row["facts"]
    largest = max((n for counts in by_city.values() for n in counts.values()), default=1)
    rows = [
        KindRow(
            name,
            [Count(counts[kind], to_question(kind, city=city), counts[kind] / largest) for city, counts in by_city.items()],
            Count(overall[kind], to_question(kind)),
        )
        for kind, name in labels(graph, FACTS).items()
    ]
    return render(
        "overview/matrix.html",
        cities=list(by_city),
        rows=sorted(rows, key=lambda row: -row.total.number),
        sums=[counts.total() for counts in by_city.values()],
        total=overall.total(),
        held=cities_held(graph),
        to_all=to_question("fact_counts"),
    )
