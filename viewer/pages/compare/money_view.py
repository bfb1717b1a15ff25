"""Who gives a category of people how much: each kind of money, period, unit and tier by itself, never added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

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
from viewer.display.documents import document_status
from viewer.display.values import fact_value
from viewer.html import render
from viewer.i18n import language, t
from viewer.links import Link, to_source
from viewer.pages.compare.charts import Stretch, range_legend, range_plot
from viewer.pages.compare.choices import categories, choose_category
from viewer.pages.compare.places import Place, listed
from viewer.pages.compare.state import CompareState, key
from viewer.shared_graph import Row, SharedGraph

_CHARTS, _LINES, _FIRST = 8, 15, 6
_WAN = 10_000


@dataclass(frozen=True)
class Amount:
    city: str
    words: str
    note: str
    link: Link


@dataclass(frozen=True)
class Group:
    """Sums that compare: of one kind, period, unit and tier, the highest first."""

    title: str
    rows: list[Row]

    @property
    def with_sum(self) -> list[Row]:
        return [row for row in self.rows if row["amount_max"] is not None]


def draw_money(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> None:
    left, _ = st.columns([4, 8])
    with left:
        category = choose_category(graph, state.category or _usual(graph), "money.category")
    state = replace(state, category=category)
    state.save()
    if category is None:
        show_message(t("compare.no_category"))
        return
    codes = {place.code for place in chosen}
    found = graph.answer("offer_ranges", category=category, city=sorted(codes)).rows
    rows = [row for row in found if row["city_code"] in codes]
    name = categories(graph, graph.version, language())[category]
    if not rows:
        show_message(t("compare.no_money", category=name))
        return
    named, wider = groups(graph, [row for row in rows if not row["wider"]]), groups(graph, [row for row in rows if row["wider"]])
    answers = [(group.title, amounts(graph, group), len(group.rows)) for group in named]
    silent = [place.name for place in chosen if place.code not in {row["city_code"] for row in rows if not row["wider"]}]
    html = render("compare/answers.html", category=name, answers=answers, silent=listed(silent))
    draw_linked_html(html, key("answers"))
    draw_charts(graph, named, category, name)
    if wider:
        with st.expander(t("compare.wider", count=sum(len(group.rows) for group in wider), category=name)):
            wide = [(group.title, amounts(graph, group), len(group.rows)) for group in wider]
            draw_linked_html(render("compare/answers.html", category="", answers=wide, silent=""), key("wider"))
    st.markdown(f"**{t('compare.all_sums')}**")
    draw_table(graph, rows)
    draw_row_downloads(graph, rows, f"zhengmai-sums-{category}-{graph.version}", "offer_ranges")


def _usual(graph: SharedGraph) -> str | None:
    """博士, whom most places pay, where an offer names them."""
    return "doctor" if "doctor" in categories(graph, graph.version, language()) else None


def groups(graph: SharedGraph, rows: Sequence[Row]) -> list[Group]:
    found = []
    for _, own in groupby(rows, key=lambda row: (row["kind"], row["period"], row["per"], row["tier"])):
        same = list(own)
        found.append(Group(title(graph, same[0]), same))
    return found


def title(graph: SharedGraph, row: Row) -> str:
    period = t("compare.period_unspecified") if row["period"] == "unspecified" else label(graph, "period", row["period"])
    per = label(graph, "recipient-unit", row["per"]) if row["per"] else ""
    return " · ".join(filter(None, [label(graph, "funding-kind", row["kind"]), period, per, row["tier"]]))


def amounts(graph: SharedGraph, group: Group) -> list[Amount]:
    """The first few: the table has all."""
    return [Amount(row["city"], amount(graph, row), note(graph, row), to_source(row["id"])) for row in group.rows[:_FIRST]]


def amount(graph: SharedGraph, row: Row) -> str:
    if row["amount_max"] is None and row["rate_max"] is None and row["rate_min"] is None:
        return t("compare.no_sum")
    least = None if row["at_most"] and row["amount_min"] == row["amount_max"] else row["amount_min"]
    given = row["amount_max"] is not None
    rates = {name: None if given else row[name] for name in ("rate_min", "rate_max")}
    return fact_value(graph, "funding", row | {"amount_min": least, "value_text": None} | rates)


def note(graph: SharedGraph, row: Row) -> str:
    """What it is for, and that it stands no more."""
    status = "" if row["status"] == "in_force" else t("compare.status", status=document_status(graph, row["status"]).name)
    reason = "" if "named" in row["applies"] else t("compare.and").join(label(graph, "applicability", code) for code in row["applies"])
    return t("compare.comma").join(filter(None, [*row["what"][:2], reason, status]))


def draw_charts(graph: SharedGraph, groups: Sequence[Group], category: str, name: str) -> None:
    """A small range plot for each kind of sum that several documents give."""
    drawn = [group for group in groups if len(group.with_sum) > 1]
    columns = st.columns(2, gap="medium")
    ends = t("compare.least"), t("compare.most")
    unit, per = (_WAN, t("compare.wan_yuan")) if language() == "zh" else (1, t("compare.yuan"))
    for number, group in enumerate(drawn[:_CHARTS]):
        lines = [
            Stretch(row["city"], row["amount_min"] / unit, row["amount_max"] / unit, _written(row, unit)) for row in group.with_sum[:_LINES]
        ]
        with columns[number % 2]:
            st.markdown(f"**{group.title}**")
            source = source_line(graph, {row["city_code"] for row in group.with_sum})
            figure = Figure(
                t("compare.figure_money", category=name, title=group.title),
                source,
                f"zhengmai-sums-{category}-{number + 1}-{graph.version}",
                range_legend(*ends),
            )
            draw_chart(partial(range_plot, lines, per, *ends), t("compare.alt_money", title=group.title), figure)


def _written(row: Row, unit: int) -> str:
    low, high = (f"{row[name] / unit:,.6g}" for name in ("amount_min", "amount_max"))
    return high if low == high else f"{low}–{high}"


def draw_table(graph: SharedGraph, rows: Sequence[Row]) -> None:
    columns = [
        Column(heading("city"), width=5),
        Column(t("compare.kind_of_sum"), width=9),
        Column(t("compare.sum"), number=True, width=6),
        Column(heading("rank"), number=True),
        Column(heading("applies"), width=5),
        Column(heading("what"), width=8),
        Column(heading("status")),
        Column(heading("quote"), width=16),
    ]
    draw_rows(columns, [_line(graph, row) for row in rows], key("sums"), short=True)


def _line(graph: SharedGraph, row: Row) -> list[Cell]:
    place = t("compare.rank_of", rank=row["rank"], count=row["compared"]) if row["rank"] else ""
    reasons = t("compare.and").join(label(graph, "applicability", code) for code in row["applies"])
    return [
        Cell(row["city"]),
        Cell(title(graph, row)),
        Cell(amount(graph, row)),
        Cell(place),
        Cell(reasons),
        Cell(t("compare.and").join(row["what"])),
        Cell(document_status(graph, row["status"]).name),
        Cell(as_read(row["quote"]), to_source(row["id"])),
    ]
