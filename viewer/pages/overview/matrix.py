"""Facts by kind and city: numbers that are bars, each a way to its rows."""

from __future__ import annotations

from html import escape

from viewer.components.linked_html import Linked
from viewer.display.codes import FACTS, labels
from viewer.i18n import t
from viewer.links import to_question
from viewer.shared_graph import SharedGraph


def matrix_html(graph: SharedGraph, linked: Linked) -> str:
    """A bar is as long as the number's share in the largest of the table."""
    counts: dict[tuple[str, str], int] = {}
    cities: dict[str, str] = {}
    for row in graph.answer("fact_counts").rows:
        cities[row["city_code"]] = row["city"]
        place = row["kind"], row["city_code"]
        counts[place] = counts.get(place, 0) + row["facts"]
    largest = max(counts.values(), default=1)
    kinds = sorted(labels(graph, FACTS).items(), key=lambda kind: -sum(n for (k, _), n in counts.items() if k == kind[0]))
    head = "".join(f'<th scope="col" class="number">{escape(name)}</th>' for name in (*cities.values(), t("overview.sum")))
    body = []
    for kind, words in kinds:
        cells = [_cell(linked, kind, cities[code], counts.get((kind, code), 0), largest) for code in cities]
        total = sum(counts.get((kind, code), 0) for code in cities)
        cells.append(f'<td class="number sum">{linked.a(to_question(kind), f"{total:,}") if total else "0"}</td>')
        body.append(f'<tr><th scope="row" class="row">{escape(words)}</th>{"".join(cells)}</tr>')
    sums = [sum(n for (_, c), n in counts.items() if c == code) for code in cities]
    foot = "".join(
        f'<td class="number sum">{linked.a(to_question("fact_counts", city=city), f"{n:,}")}</td>'
        for city, n in zip(cities.values(), sums, strict=True)
    )
    foot += f'<td class="number sum">{linked.a(to_question("fact_counts"), f"{sum(sums):,}")}</td>'
    return (
        f'<div class="scroll"><table class="matrix"><thead><tr><th scope="col">{escape(t("overview.kind"))}</th>{head}</tr></thead>'
        f'<tbody>{"".join(body)}<tr><th scope="row" class="row sum">{escape(t("overview.sum"))}</th>{foot}</tr></tbody></table></div>'
    )


def _cell(linked: Linked, kind: str, city: str, count: int, largest: int) -> str:
    if not count:
        return '<td class="number quiet">0</td>'
    link = linked.a(to_question(kind, city=city), f"{count:,}", name="part", style=f"--part:{count / largest:.1%}")
    return f'<td class="number">{link}</td>'
