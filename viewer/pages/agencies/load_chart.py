"""The load of every agency, sorted: what it leads, what those tasks hold, what it supports. Groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from kg.analysis.duties import CARRIED, PARTS
from kg.export.figure import Mark
from viewer.components.figures import Figure, draw_chart_figure, source_line
from viewer.components.linked_html import draw_linked_html
from viewer.components.vega import NAME_WIDTH, Spec, layer, layered, nominal, quantity, scale
from viewer.display.columns import heading
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link
from viewer.pages.agencies.city import City
from viewer.pages.agencies.metrics import draw_legend
from viewer.pages.agencies.state import key, to_agency_here
from viewer.pages.agencies.weights import changed_in_words
from viewer.palette import LIGHT, colours
from viewer.shared_graph import Row, SharedGraph

SEGMENTS: Mapping[str, tuple[str, ...]] = {
    "lead": tuple(column for (role, _), column in PARTS.items() if role == "lead"),
    "carried": CARRIED,
    "support": tuple(column for (role, _), column in PARTS.items() if role == "support"),
}
"""Segment of a bar -> the columns of `agency_load` that make it."""
COLOURS = {"lead": "lead", "carried": "warn", "support": "support"}
"""`linked_html.css` has them too."""
_ROW = 20
"""Pixels of a bar of the figure."""
MOST = {"agencies": 40, "groups": 12}
"""So many bars are drawn; the others are in the table."""


def draw_loads(graph: SharedGraph, city: City, loads: Sequence[Row], weights: Mapping[str, float]) -> None:
    """Two charts of `loads` (of `agency_load`) on one scale. A click on a bar, or its name, shows that agency."""
    single = [row for row in loads if not city.is_group(row["agency"])]
    groups = [row for row in loads if city.is_group(row["agency"])]
    widest = max((row["load"] for row in loads), default=0.0)
    extent = name_width(city.name_of(row["agency"]) for row in (*single[: MOST["agencies"]], *groups[: MOST["groups"]]))
    said = changed_in_words(weights)
    draw_legend((colour, t(f"agencies.segment_{segment}")) for segment, colour in COLOURS.items())
    for name, rows in (("agencies", single), ("groups", groups)):
        if not rows:
            continue
        st.markdown(f"**{t(f'agencies.load_of_{name}', count=len(rows))}**")
        if len(rows) > MOST[name]:
            st.caption(t("agencies.load_cut", most=MOST[name], rest=len(rows) - MOST[name]))
        segments = segments_of(city, rows[: MOST[name]], weights)
        draw_linked_html(bars_html(segments, widest, extent), key(f"chart.{name}"))
        draw_chart_figure(
            partial(load_spec, segments, widest),
            Figure(
                t(f"agencies.figure_load_{name}", city=city.name),
                source_line(graph, {city.code}),
                f"zhengmai-load-{city.code}-{name}-{graph.version}",
                tuple(Mark(t(f"agencies.segment_{segment}"), LIGHT[colour]) for segment, colour in COLOURS.items()),
                (said,) if said else (),
            ),
        )
    st.caption(t("agencies.load_click"))


def segments_of(city: City, loads: Sequence[Row], weights: Mapping[str, float]) -> list[Row]:
    """One row a segment: agency, name, what it is called, value, what it is made of, total."""
    names = short_names(city, [row["agency"] for row in loads])
    words = {segment: t(f"agencies.segment_{segment}") for segment in SEGMENTS}
    called, comma = {column: heading(column) for columns in SEGMENTS.values() for column in columns}, t("agencies.comma")
    return [
        {
            "agency": row["agency"],
            "name": names[row["agency"]],
            "segment": segment,
            "words": words[segment],
            "value": sum(weights[column] * row[column] for column in columns),
            "counts": comma.join(f"{called[column]} {row[column]}" for column in columns),
            "total": row["load"],
        }
        for row in loads
        for segment, columns in SEGMENTS.items()
    ]


def short_names(city: City, agencies: Sequence[str]) -> dict[str, str]:
    """Agency -> a name that no other of them has."""
    names = {agency: city.name_of(agency) for agency in agencies}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    return {agency: f"{name}（{agency}）" if name in twice else name for agency, name in names.items()}


def name_width(names: Iterable[str]) -> int:
    """Pixels that the longest of the names takes beside its bar."""
    return min(NAME_WIDTH, 15 * max(map(len, names), default=0))


def load_spec(segments: Sequence[Row], max_load: float) -> Spec:
    """The same bars as a chart, for its figure."""
    names = list(dict.fromkeys(row["name"] for row in segments))
    totals = {row["name"]: {"name": row["name"], "value": row["total"], "words": f"{row['total']:.4g}"} for row in segments}
    axis = {"ticks": False, "domain": False, "labelPadding": 6}
    across = scale(0, max(1.0, max_load * 1.12), nice=False)
    places = {"y": nominal("name", sort=names, title=None, axis=axis), "x": quantity("value", title=None, scale=across)}
    bars = [row | {"order": place} for place, segment in enumerate(SEGMENTS) for row in segments if row["segment"] == segment]
    shades = scale(*SEGMENTS, range=[colours()[COLOURS[segment]] for segment in SEGMENTS])
    shade = nominal("segment", scale=shades, legend=None)
    return layered(
        [
            layer("bar", bars, places | {"color": shade, "order": quantity("order")}, height={"band": 0.72}),
            layer(
                "text", list(totals.values()), places | {"text": nominal("words")}, align="left", dx=4, fontSize=12, color=colours()["text"]
            ),
        ],
        _ROW * len(names),
    )


@dataclass(frozen=True)
class Segment:
    """`share`, from 0 to 1, is its part of the scale."""

    name: str
    share: float
    tip: str


@dataclass(frozen=True)
class Bar:
    link: Link
    name: str
    tip: str
    segments: list[Segment]
    total: str


def bars_html(segments: Sequence[Row], max_load: float, name_width: int) -> Markup:
    """A bar for each agency of `segments_of`, on a scale up to `max_load`, `name_width` pixels for the names. Names and bars are links."""
    rows: dict[str, list[Row]] = {}
    for segment in segments:
        rows.setdefault(segment["agency"], []).append(segment)
    bars = [_bar(parts, max(max_load, 1.0)) for parts in rows.values()]
    return render("agencies/load_bars.html", bars=bars, name_width=name_width)


def _bar(parts: Sequence[Row], max_load: float) -> Bar:
    name, total = parts[0]["name"], f"{parts[0]['total']:.4g}"
    segments = [Segment(part["segment"], part["value"] / max_load, _tip(part)) for part in parts if part["value"]]
    return Bar(to_agency_here(parts[0]["agency"]), name, f"{name} · {t('agencies.load')} {total}", segments, total)


def _tip(part: Row) -> str:
    return f"{part['name']} · {part['words']} {part['value']:.4g}\n{part['counts']}\n{t('agencies.load_total')} {part['total']:.4g}"
