"""The load of every agency, sorted: what it leads, what those tasks hold, what it supports. Groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from kg.analysis.duties import CARRIED, PARTS
from viewer.agencies.address import go_to, key
from viewer.agencies.charts import NAME_WIDTH, SIZE, Spec, draw_chart, layer, layered, nominal, quantity, scale, tip
from viewer.agencies.city import City
from viewer.agencies.figures import draw_legend
from viewer.headings import heading
from viewer.i18n import t
from viewer.opened import Row
from viewer.palette import colours

SEGMENTS: Mapping[str, tuple[str, ...]] = {
    "lead": tuple(column for (role, _), column in PARTS.items() if role == "lead"),
    "carried": CARRIED,
    "support": tuple(column for (role, _), column in PARTS.items() if role == "support"),
}
"""Segment of a bar -> the columns of `agency_load` that make it."""
COLOURS = {"lead": "lead", "carried": "warn", "support": "support"}
MOST = {"agencies": 40, "groups": 12}
"""So many bars are drawn; the others are in the table."""
_ROW, _AXIS = 24, 30
"""Pixels. A chart is as high as all that it draws."""
_PICK, _BARS = "pick", "bars"


def draw_loads(city: City, loads: Sequence[Row], weights: Mapping[str, float]) -> None:
    """Two charts of `loads` (of `agency_load`) on one scale. A click on a bar shows that agency."""
    single = [row for row in loads if not city.is_group(row["agency"])]
    groups = [row for row in loads if city.is_group(row["agency"])]
    widest = max((row["load"] for row in loads), default=0.0)
    extent = name_width(city.name_of(row["agency"]) for row in (*single[: MOST["agencies"]], *groups[: MOST["groups"]]))
    draw_legend((colour, t(f"agencies.segment_{segment}")) for segment, colour in COLOURS.items())
    for name, rows in (("agencies", single), ("groups", groups)):
        if not rows:
            continue
        st.markdown(f"**{t(f'agencies.load_of_{name}', count=len(rows))}**")
        if len(rows) > MOST[name]:
            st.caption(t("agencies.load_cut", most=MOST[name], rest=len(rows) - MOST[name]))
        chart = load_chart(segments_of(city, rows[: MOST[name]], weights), widest, extent)
        chosen = key(f"chart.{name}")
        draw_chart(chart, t(f"agencies.alt_load_{name}"), key=chosen, on_select=lambda chosen=chosen: _picked(chosen, city.code))
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
            "words": words[segment],
            "value": sum(weights[column] * row[column] for column in columns),
            "counts": comma.join(f"{called[column]} {row[column]}" for column in columns),
            "total": row["load"],
            "place": place,
        }
        for row in loads
        for place, (segment, columns) in enumerate(SEGMENTS.items())
    ]


def short_names(city: City, agencies: Sequence[str]) -> dict[str, str]:
    """Agency -> a name that no other of them has."""
    names = {agency: city.name_of(agency) for agency in agencies}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    return {agency: f"{name}（{agency}）" if name in twice else name for agency, name in names.items()}


def name_width(names: Iterable[str]) -> int:
    """Pixels that the longest of the names takes beside its bar."""
    return min(NAME_WIDTH, 14 * max(map(len, names), default=0))


def load_chart(segments: Sequence[Row], widest: float, extent: int) -> Spec:
    """Bars of `segments_of` on a scale up to `widest`, `extent` pixels for the names."""
    colour = colours()
    order = list(dict.fromkeys(row["name"] for row in segments))
    names = nominal("name", sort=order, title=None, axis={"ticks": False, "domain": False, "labelPadding": 6, "minExtent": extent})
    length = scale(0, max(widest * 1.08, 1), nice=False)
    said = [t(f"agencies.segment_{segment}") for segment in SEGMENTS]
    bars = layer(
        "bar",
        segments,
        {
            "y": names,
            "x": quantity("value", title=None, scale=length, axis={"grid": True, "tickCount": 6}, stack="zero"),
            "color": nominal("words", scale=scale(*said, range=[colour[name] for name in COLOURS.values()]), legend=None),
            "order": quantity("place"),
            "tooltip": [
                tip("name", heading("agency")),
                tip("words", t("agencies.part")),
                tip("value", t("agencies.load"), number=True),
                tip("counts", t("agencies.made_of")),
                tip("total", t("agencies.load_total"), number=True),
            ],
        },
        height={"band": 0.68},
        stroke=colour["ground"],
        strokeWidth=1,
        cursor="pointer",
    )
    sums = layer(
        "text",
        [row for row in segments if not row["place"]],
        {"y": names, "x": quantity("total", scale=length), "text": quantity("total", format=".4~g")},
        align="left",
        dx=5,
        fontSize=SIZE,
        color=colour["text"],
    )
    pick = {"name": _PICK, "select": {"type": "point", "fields": ["agency"], "on": "click"}, "views": [_BARS]}
    return layered([{"name": _BARS, **bars}, sums], _ROW * len(order) + _AXIS, [pick])


def _picked(chart: str, city: str) -> None:
    picked = st.session_state[chart]["selection"].get(_PICK, [])
    if picked:
        go_to("agency", city, str(picked[0]["agency"]))
