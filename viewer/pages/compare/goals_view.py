"""Whose goal is most ambitious: base, goal, growth and pace a year of an indicator, ranked where they compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from kg.text.quotes import as_read
from viewer.components.downloads import draw_row_downloads
from viewer.components.figures import Figure, draw_chart, source_line
from viewer.components.html_table import Cell, Column
from viewer.components.html_table import draw_table as draw_rows
from viewer.components.linked_html import draw_linked_html
from viewer.components.message import show_message
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.html import draw_html, render
from viewer.i18n import t
from viewer.links import to_source
from viewer.pages.compare.charts import Dot, Stretch, dot_plot, range_legend, range_plot
from viewer.pages.compare.choices import choose
from viewer.pages.compare.places import Place, listed, named
from viewer.pages.compare.state import CompareState, here, key
from viewer.shared_graph import Row, SharedGraph

_LINES, _RELATED, _ALIKE = 30, 8, 4


def draw_goals(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> None:
    codes = {place.code for place in chosen}
    every = [row for row in graph.answer("goals_compared", city=sorted(codes)).rows if row["city_code"] in codes]
    if not every:
        show_message(t("compare.no_goals"))
        return
    left, _ = st.columns([6, 6])
    with left:
        indicator = choose(t("compare.indicator"), indicators(every), state.indicator, "indicator")
    state = replace(state, indicator=indicator)
    state.save()
    rows = [row for row in every if row["indicator"] == indicator]
    draw_html("compare/summary.html", sentences=[*summary(rows), *without(graph, rows, chosen, indicator)])
    if near := related(every, indicator):
        links = [(named(row, "name"), here(state, indicator=row["indicator"])) for row in near]
        draw_linked_html(render("compare/related.html", links=links), key("related"))
    draw_pictures(graph, rows)
    draw_table(graph, rows)
    draw_row_downloads(graph, rows, f"zhengmai-goals-{indicator}-{graph.version}", "goals_compared")
    with st.expander(t("compare.fastest")):
        draw_fastest(state, every)
        draw_row_downloads(graph, every, f"zhengmai-goals-{graph.version}", "goals_compared")


def indicators(rows: Sequence[Row]) -> dict[str, str]:
    """Id -> name with how many places have a goal; those with most goals that compare first."""
    places = Counter(indicator for indicator, _ in {(row["indicator"], row["city_code"]) for row in rows})
    ranked = Counter(row["indicator"] for row in rows if row["rank"])
    names = {row["indicator"]: named(row, "name") for row in rows}
    order = sorted(names, key=lambda indicator: (-min(places[indicator], ranked[indicator]), -places[indicator], names[indicator]))
    return {indicator: t("compare.indicator_choice", name=names[indicator], count=places[indicator]) for indicator in order}


def summary(rows: Sequence[Row]) -> list[str]:
    """Who is fastest, in one sentence a unit; a contradiction within a document is told."""
    found = []
    for unit in dict.fromkeys(row["dimension"] for row in rows if row["rank"]):
        ranked = sorted((row for row in rows if row["rank"] and row["dimension"] == unit), key=lambda row: row["rank"])
        first = ranked[0]
        said = "compare.said_goal" if len(ranked) > 1 else "compare.said_only_goal"
        leaders = listed(list(dict.fromkeys(row["city"] for row in ranked if row["rank"] == 1)))
        found.append(t(said, city=leaders, name=named(first, "name"), pace=pace(first), way=way(first), count=len(ranked)))
    torn = dict.fromkeys(row["city"] for row in rows if row["goals_here"] > 1)
    return [*found, *(t("compare.said_torn", city=city) for city in torn)]


def related(rows: Sequence[Row], indicator: str | None) -> list[Row]:
    """One goal of each other indicator that names the same: the first letters of one name stand in the other."""
    own = next((str(row["name"]) for row in rows if row["indicator"] == indicator), "")
    others = {row["indicator"]: row for row in rows if row["indicator"] != indicator}
    return [row for row in others.values() if own[:_ALIKE] in row["name"] or row["name"][:_ALIKE] in own][:_RELATED]


def without(graph: SharedGraph, rows: Sequence[Row], chosen: Sequence[Place], indicator: str | None) -> list[str]:
    """Who has a goal that does not compare, and why; who has none, and whether that was read."""
    ranked = {row["city_code"] for row in rows if row["rank"]}
    reasons = dict.fromkeys((row["city"], row["comparability"]) for row in rows if row["city_code"] not in ranked)
    told = listed([t("compare.because", city=city, why=label(graph, "comparability", why)) for city, why in reasons])
    having = {row["city_code"] for row in rows}
    cells = graph.answer("comparison", by="indicator", city=sorted(place.code for place in chosen)).rows
    states = {row["city_code"]: row["state"] for row in cells if row["item"] == indicator}
    silent = listed(
        [t("compare.because", city=place.name, why=_why(graph, states.get(place.code, ""))) for place in chosen if place.code not in having]
    )
    return [
        *([t("compare.said_incomparable", cities=told)] if told else []),
        *([t("compare.said_no_goal", cities=silent)] if silent else []),
    ]


def _why(graph: SharedGraph, state: str) -> str:
    return t("compare.only_result") if state == "mentioned" else label(graph, "comparison-state", state)


def way(row: Row) -> str:
    return t("compare.way", base=row["base_written"], base_year=row["base_year"], goal=row["goal_written"], goal_year=row["goal_year"])


def pace(row: Row) -> str:
    """Per cent a year, compounded; of a share percentage points a year."""
    if row["pace"] is None:
        return ""
    return t("compare.points", value=f"{row['pace']:+.2g}") if row["points"] else t("compare.percent_a_year", value=f"{row['pace']:+.1%}")


def draw_pictures(graph: SharedGraph, rows: Sequence[Row]) -> None:
    drawn: list[str] = []
    for unit in dict.fromkeys(row["dimension"] for row in rows if row["goal"] is not None):
        every = [row for row in rows if row["dimension"] == unit and row["goal"] is not None]
        own = every[:_LINES]
        if len(every) > len(own):
            st.caption(t("compare.drawn", count=len(own), all=len(every)))
        divisor, words = _scale(own, unit)
        names = _distinct(own)
        source = source_line(graph, {row["city_code"] for row in own})
        file = f"zhengmai-goals-{own[0]['indicator']}-{len(drawn)}-{graph.version}"
        drawn.append(unit)
        left, right = st.columns(2, gap="medium")
        with left:
            st.markdown(f"**{t('compare.base_to_goal')}**")
            lines = [
                Stretch(name, (row["goal"] if row["base"] is None else row["base"]) / divisor, row["goal"] / divisor, _values(row))
                for name, row in zip(names, own, strict=True)
            ]
            ends = heading("base"), heading("goal")
            title = t("compare.figure_goals", name=named(own[0], "name"))
            draw_chart(
                partial(range_plot, lines, words, *ends),
                t("compare.alt_goals"),
                Figure(title, source, f"{file}-range", range_legend(*ends)),
            )
        dots = [
            Dot(name, row["pace"] * (1 if row["points"] else 100), pace(row)) for name, row in zip(names, own, strict=True) if row["rank"]
        ]
        with right:
            if dots:
                st.markdown(f"**{t('compare.pace_of')}**")
                axis = t("compare.points_axis" if own[0]["points"] else "compare.percent_axis")
                title = t("compare.figure_pace", name=named(own[0], "name"))
                draw_chart(partial(dot_plot, dots, axis), t("compare.alt_pace"), Figure(title, source, f"{file}-pace"))


def _scale(rows: Sequence[Row], unit: str) -> tuple[float, str]:
    large = max(row["goal"] for row in rows) >= 100_000
    return (10_000, t("compare.wan_of", unit=unit)) if large else (1, unit)


def _values(row: Row) -> str:
    return f"{row['base_written']} → {row['goal_written']}" if row["base"] is not None else str(row["goal_written"])


def _distinct(rows: Sequence[Row]) -> list[str]:
    """The place of each goal, with the year and value where it has several."""
    count = Counter(row["city"] for row in rows)
    return [row["city"] if count[row["city"]] == 1 else f"{row['city']} {row['goal_year'] or ''} {row['goal_written']}" for row in rows]


def draw_table(graph: SharedGraph, rows: Sequence[Row]) -> None:
    names = ("city", "base_written", "base_year", "goal_written", "goal_year", "growth", "pace", "rank", "comparability", "quote")
    numbers = {"base_written", "goal_written", "growth", "pace", "rank"}
    columns = [Column(heading(name, "goals_compared"), number=name in numbers, width=16 if name == "quote" else 0) for name in names]
    draw_rows(columns, [_line(graph, row) for row in rows], key("goals"), short=True)


def _line(graph: SharedGraph, row: Row) -> list[Cell]:
    growth = ""
    if row["growth"] is not None:
        growth = t("compare.points_in_all", value=f"{row['growth']:+.3g}") if row["points"] else f"{row['growth']:+.1%}"
    base = to_source(row["base_id"]) if row["base_id"] else None
    return [
        Cell(row["city"]),
        Cell(row["base_written"] or "", base),
        Cell(str(row["base_year"] or "")),
        Cell(row["goal_written"] or "", to_source(row["id"])),
        Cell(str(row["goal_year"] or "")),
        Cell(growth),
        Cell(pace(row)),
        Cell(t("compare.rank_of", rank=row["rank"], count=row["compared"]) if row["rank"] else ""),
        Cell(label(graph, "comparability", row["comparability"]) + (t("compare.base_elsewhere") if row["base_elsewhere"] else "")),
        Cell(as_read(row["quote"]), to_source(row["id"])),
    ]


def draw_fastest(state: CompareState, rows: Sequence[Row]) -> None:
    """The fastest goal of each indicator that several goals compare in."""
    first = [row for row in rows if row["rank"] == 1 and row["compared"] > 1]
    columns = [
        Column(heading("indicator")),
        Column(heading("city")),
        Column(heading("pace"), number=True),
        Column(t("compare.from_to")),
        Column(heading("compared"), number=True),
    ]
    lines = []
    for row in first:
        name = Cell(named(row, "name"), here(state, indicator=row["indicator"]))
        lines.append([name, Cell(row["city"]), Cell(pace(row)), Cell(way(row)), Cell(str(row["compared"]))])
    draw_rows(columns, lines, key("fastest"), short=True)
