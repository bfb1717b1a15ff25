"""What if: changes and their outcome beside the present loads. Nothing is saved; the address holds the changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from kg.analysis.duties import Load
from kg.analysis.inequality import TOP
from kg.analysis.what_if import Change, Outcome, what_if
from kg.errors import ImpossibleChange
from kg.export.figure import Mark
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.figures import Figure, draw_chart, source_line
from viewer.components.html_table import Cell, Column, draw_table
from viewer.components.message import show_message
from viewer.components.vega import Spec, layer, layered, nominal, quantity, scale, tip
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.pages.agencies.ledger import draw_ledger
from viewer.pages.agencies.load_chart import name_width, short_names
from viewer.pages.agencies.metrics import Metric, draw_legend, draw_metrics, draw_summary
from viewer.pages.agencies.state import key, to_agency_here
from viewer.pages.agencies.weights import changed_in_words
from viewer.pages.agencies.what_if_form import draw_changes, draw_form, impossible_message
from viewer.palette import LIGHT, colours
from viewer.shared_graph import SharedGraph

_BAR, _AXIS = 20, 30
"""Pixels."""
_COLUMNS: Mapping[str, Any] = {"agency": "string", "name": "string", "before": "number", "after": "number", "difference": "number"}


def draw_what_if(graph: SharedGraph, city: City, changes: Sequence[Change], weights: Mapping[str, float]) -> None:
    changed = changed_in_words(weights)
    draw_summary(
        t("agencies.said_what_if", city=city.name), t("agencies.said_weights", weights=changed) if changed else t("agencies.said_usual")
    )
    if not city.duties.parts:
        show_message(t("agencies.nothing_to_move", city=city.name))
        return
    fault, made = None, list(changes)
    try:
        outcome = what_if(city.duties, made, weights)
    except ImpossibleChange as error:
        fault, made = error, made[: error.place]
        outcome = what_if(city.duties, made, weights)
    order = sorted(outcome.before, key=lambda agency: (city.is_group(agency), -outcome.before[agency].total, agency))
    left, right = st.columns([5, 7], gap="large")
    with left:
        with st.container(border=True):
            draw_form(graph, city, outcome.duties, made, order)
        draw_changes(city, changes, outcome.once)
        if fault:
            show_message(impossible_message(city, fault), "error")
    with right:
        draw_outcome(graph, city, outcome, order, f"zhengmai-what-if-{city.code}-{graph.version}")
        if made:
            draw_ledger(graph, city, changes=made)


def draw_outcome(graph: SharedGraph, city: City, outcome: Outcome, order: Sequence[str], name: str) -> None:
    """First the agencies whose load changes, then the others."""
    draw_metrics(compared(outcome))
    rows = difference(city, outcome, order)
    touched = sorted((row for row in rows if row["difference"]), key=lambda row: (-abs(row["difference"]), row["agency"]))
    others = [row for row in rows if not row["difference"] and not city.is_group(row["agency"])]
    widest = max((max(row["before"], row["after"]) for row in (*touched, *others)), default=0.0)
    extent = name_width(city.name_of(row["agency"]) for row in (*touched, *others))
    source = source_line(graph, {city.code})
    notes = (t("agencies.figure_what_if_means"),)
    if touched:
        st.markdown(f"**{t('agencies.before_after')}**")
        draw_touched(city, touched)
        draw_legend([("quiet", heading("before")), ("accent", heading("after"))])
        shades = Mark(heading("before"), LIGHT["quiet"]), Mark(heading("after"), LIGHT["accent"])
        figure = Figure(t("agencies.figure_what_if", city=city.name), source, name, shades, notes)
        draw_chart(lambda: before_after_chart(city, touched, widest, extent), t("agencies.alt_what_if"), figure)
    else:
        st.caption(t("agencies.nothing_touched"))
    if others:
        st.markdown(f"**{t('agencies.untouched' if touched else 'agencies.load_of_agencies', count=len(others))}**")
        figure = Figure(t("agencies.figure_untouched", city=city.name), source, f"{name}-untouched")
        draw_chart(lambda: before_chart(city, others, widest, extent), t("agencies.alt_untouched"), figure)
    draw_downloads(graph, Answer(_COLUMNS, rows), name, "what_if")


def draw_touched(city: City, touched: Sequence[Mapping[str, Any]]) -> None:
    numbers = [Column(heading(name), number=True) for name in ("before", "after", "difference")]
    rows = [
        [
            Cell(row["name"], to_agency_here(row["agency"])),
            Cell(f"{row['before']:.4g}"),
            Cell(t("agencies.gone") if row["gone"] else f"{row['after']:.4g}"),
            Cell(_signed(row["difference"])),
        ]
        for row in touched
    ]
    draw_table([Column(heading("agency")), *numbers], rows, key("touched"))


def compared(outcome: Outcome) -> list[Metric]:
    """The figures after, each with that before where it is another."""
    before, after = outcome.inequality_before, outcome.inequality_after
    return [
        _figure(t("agencies.top_share", top=TOP), _share(before.top_share), _share(after.top_share)),
        _figure(t("agencies.gini"), _coefficient(before.gini), _coefficient(after.gini)),
        _figure(t("agencies.load_of_all"), _sum(outcome.before), _sum(outcome.after), t("agencies.with_groups")),
        _figure(t("agencies.carriers"), str(before.carriers), str(after.carriers)),
    ]


def difference(city: City, outcome: Outcome, order: Sequence[str]) -> list[dict[str, Any]]:
    """Every agency that has a load before or after, in `order`; who comes in stands last. A merged one has nothing after."""
    agencies = [*order, *sorted(outcome.after.keys() - set(order))]
    rows = []
    for agency in agencies:
        before, after = (loads[agency].total if agency in loads else 0.0 for loads in (outcome.before, outcome.after))
        changed = {"before": before, "after": after, "difference": round(after - before, 9)}
        rows.append({"agency": agency, "name": city.name_of(agency), **changed, "gone": agency not in outcome.after})
    return rows


def before_after_chart(city: City, rows: Sequence[Mapping[str, Any]], widest: float, extent: int) -> Spec:
    """Two bars an agency: before, after."""
    colour, names = colours(), short_names(city, [row["agency"] for row in rows])
    headings = {"before": heading("before"), "after": heading("after")}
    bars = [_bar(names, row, when, words) for row in rows for when, words in headings.items()]
    places = _places(names, widest, extent) | {"yOffset": nominal("when", sort=list(headings.values()))}
    shade = nominal("when", scale=scale(*headings.values(), range=[colour["quiet"], colour["accent"]]), legend=None)
    tips = [tip("name", heading("agency")), tip("when", t("agencies.when")), tip("load", t("agencies.load"), number=True)]
    drawn = [layer("bar", bars, places | {"color": shade, "tooltip": tips}), _words(bars, places)]
    return layered(drawn, 2 * _BAR * len(rows) + _AXIS)


def before_chart(city: City, rows: Sequence[Mapping[str, Any]], widest: float, extent: int) -> Spec:
    """One bar an agency, on the scale of the other chart."""
    names = short_names(city, [row["agency"] for row in rows])
    bars = [_bar(names, row, "before", "") for row in rows]
    places = _places(names, widest, extent)
    tips = [tip("name", heading("agency")), tip("load", t("agencies.load"), number=True)]
    drawn = [layer("bar", bars, places | {"tooltip": tips}, color=colours()["quiet"], height={"band": 0.68}), _words(bars, places)]
    return layered(drawn, _BAR * len(rows) + _AXIS)


def _places(names: Mapping[str, str], widest: float, extent: int) -> Spec:
    axis = {"ticks": False, "domain": False, "labelPadding": 6, "minExtent": extent}
    return {
        "y": nominal("name", sort=list(names.values()), title=None, axis=axis, scale={"paddingInner": 0.3, "paddingOuter": 0.15}),
        "x": quantity("load", title=None, axis={"tickCount": 6}, scale=scale(0, max(1.0, widest * 1.2), nice=False)),
    }


def _words(bars: Sequence[Mapping[str, Any]], places: Spec) -> Spec:
    return layer("text", bars, places | {"text": nominal("text")}, align="left", dx=4, fontSize=12, color=colours()["text"])


def _bar(names: Mapping[str, str], row: Mapping[str, Any], when: str, words: str) -> dict[str, Any]:
    text = f"{row[when]:.4g}"
    if when == "after":
        text = t("agencies.gone") if row["gone"] else f"{text}{t('agencies.brackets', words=_signed(row['difference']))}"
    return {"name": names[row["agency"]], "when": words, "load": row[when], "text": text}


def _figure(name: str, before: str, after: str, note: str = "") -> Metric:
    same = before == after
    notes = [note, t("agencies.unchanged") if same else ""]
    return Metric(name, after, t("agencies.comma").join(part for part in notes if part), before="" if same else before)


def _signed(difference: float) -> str:
    return f"{difference:+.4g}".replace("-", "−")


def _sum(loads: Mapping[str, Load]) -> str:
    return f"{sum(load.total for load in loads.values()):.4g}"


def _coefficient(gini: float | None) -> str:
    return "–" if gini is None else f"{gini:.3f}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
