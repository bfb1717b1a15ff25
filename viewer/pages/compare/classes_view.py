"""What a talent class of a place matches elsewhere, how closely, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from viewer.components.downloads import draw_row_downloads
from viewer.components.html_table import Cell, Column
from viewer.components.html_table import draw_table as draw_rows
from viewer.components.message import show_message
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.html import draw_html
from viewer.i18n import t
from viewer.links import to_graph
from viewer.pages.compare.cell_facts import draw_quotes
from viewer.pages.compare.choices import choose
from viewer.pages.compare.places import Place, listed, named
from viewer.pages.compare.state import CompareState, key
from viewer.shared_graph import Row, SharedGraph


def draw_classes(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> None:
    codes = sorted(place.code for place in chosen)
    names = {place.code: place.name for place in chosen if place.documents}
    left, right, _ = st.columns([3, 5, 4])
    with left:
        city = choose(t("compare.whose"), names, state.city or with_own_class(graph, codes), "classes.city")
    of_city = graph.answer("class_crosswalk", city=city, other_city=codes).rows if city else []
    of_city = [row for row in of_city if row["city_code"] == city]
    if not of_city:
        show_message(t("compare.no_classes"))
        return
    with right:
        chosen_class = choose(t("compare.talent_class"), classes(of_city), state.talent_class, f"class.{city}")
    state = replace(state, city=city, talent_class=chosen_class)
    state.save()
    rows = [row for row in of_city if row["category"] == chosen_class]
    draw_html("compare/summary.html", sentences=summary(graph, rows, chosen))
    draw_matches(graph, rows)
    draw_row_downloads(graph, of_city, f"zhengmai-classes-{city}-{graph.version}", "class_crosswalk")
    ids = dict.fromkeys(id_ for row in rows for id_ in (*row["fact_ids"], *row["other_fact_ids"]))
    with st.expander(t("compare.what_is_asked", count=len(ids))):
        draw_quotes(graph, t("compare.offers_that_ask"), list(ids), key("asked"), t("compare.nothing_asked"))


def with_own_class(graph: SharedGraph, codes: Sequence[str]) -> str | None:
    """The place of which most categories are its own: only such a class needs a crosswalk to be understood."""
    rows = [row for row in graph.answer("comparison", by="category", city=list(codes)).rows if row["fact_ids"]]
    users = Counter(row["item"] for row in rows)
    own = Counter(row["city_code"] for row in rows if users[row["item"]] == 1)
    return min(own, key=lambda code: (-own[code], code)) if own else None


def classes(rows: Sequence[Row]) -> dict[str, str]:
    """Classes of the place's own first, then those with something to say on what they ask for."""
    names = {row["category"]: named(row, "name") for row in rows}
    shared = {row["category"] for row in rows if row["grade"] == "exact"}
    asking = {row["category"] for row in rows if row["shared"] or row["only_here"]}
    order = sorted(names, key=lambda category: (category in shared, category not in asking, names[category]))
    return {category: names[category] for category in order}


def summary(graph: SharedGraph, rows: Sequence[Row], chosen: Sequence[Place]) -> list[str]:
    """Its closest match in each place, and where there is none."""
    first = rows[0]
    best = {row["other_city_code"]: row for row in reversed(rows)}
    told = t("compare.then").join(
        t("compare.match", city=row["other_city"], other=named(row, "other_name"), grade=label(graph, "match-grade", row["grade"]))
        for _, row in sorted(best.items())
    )
    missing = [place.name for place in chosen if place.code not in best and place.code != first["city_code"] and place.documents]
    return [
        t("compare.said_class", city=first["city"], name=named(first, "name"), matches=told),
        *([t("compare.said_no_class", cities=listed(missing))] if missing else []),
        t("compare.said_basis"),
    ]


def draw_matches(graph: SharedGraph, rows: Sequence[Row]) -> None:
    names = ("other_city", "other_name", "grade", "basis", "shared", "only_here", "only_there")
    columns = [Column(heading(name, "class_crosswalk"), width=9 if name.startswith(("shared", "only")) else 0) for name in names]
    comma = t("compare.and")
    lines = [
        [
            Cell(row["other_city"]),
            Cell(named(row, "other_name"), to_graph(f"category/{row['other']}")),
            Cell(label(graph, "match-grade", row["grade"])),
            Cell(label(graph, "match-basis", row["basis"])),
            *(Cell(comma.join(row[name]) or "–") for name in ("shared", "only_here", "only_there")),
        ]
        for row in rows
    ]
    draw_rows(columns, lines, key("classes"), short=True)
