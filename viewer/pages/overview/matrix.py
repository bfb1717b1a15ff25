"""Facts by kind and city: numbers with bars, each a link to its rows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from viewer.display.codes import FACTS, labels
from viewer.html import render
from viewer.links import Link, to_question
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
    counts: dict[tuple[str, str], int] = {}
    cities: dict[str, str] = {}
    for row in graph.answer("fact_counts").rows:
        cities[row["city_code"]] = row["city"]
        place = row["kind"], row["city_code"]
        counts[place] = counts.get(place, 0) + row["facts"]
    largest = max(counts.values(), default=1)
    rows = []
    for kind, name in labels(graph, FACTS).items():
        numbers = [counts.get((kind, code), 0) for code in cities]
        cells = [Count(n, to_question(kind, city=city), n / largest) for n, city in zip(numbers, cities.values(), strict=True)]
        rows.append(KindRow(name, cells, Count(sum(numbers), to_question(kind))))
    sums = [sum(n for (_, of), n in counts.items() if of == code) for code in cities]
    return render(
        "overview/matrix.html",
        cities=list(cities.values()),
        rows=sorted(rows, key=lambda row: -row.total.number),
        sums=[Count(n, to_question("fact_counts", city=city)) for n, city in zip(sums, cities.values(), strict=True)],
        total=Count(sum(sums), to_question("fact_counts")),
    )
