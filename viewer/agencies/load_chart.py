"""The load of every agency, sorted: what it leads, what those tasks hold, what it supports. Groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from kg.analysis.duties import CARRIED, PARTS
from viewer.agencies.address import go_to, key
from viewer.agencies.charts import NAME_WIDTH, themed
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
_PICK = "pick"


def draw_loads(city: City, loads: Sequence[Row], weights: Mapping[str, float]) -> None:
    """Two charts of `loads` (of `agency_load`) on one scale. A click on a bar shows that agency."""
    single = [row for row in loads if not city.is_group(row["agency"])]
    groups = [row for row in loads if city.is_group(row["agency"])]
    widest = max((row["load"] for row in loads), default=0.0)
    extent = min(
        NAME_WIDTH,
        14 * max((len(city.name_of(row["agency"])) for row in (*single[: MOST["agencies"]], *groups[: MOST["groups"]])), default=0),
    )
    draw_legend((colour, t(f"agencies.segment_{segment}")) for segment, colour in COLOURS.items())
    for name, rows in (("agencies", single), ("groups", groups)):
        if not rows:
            continue
        st.markdown(f"**{t(f'agencies.load_of_{name}', count=len(rows))}**")
        if len(rows) > MOST[name]:
            st.caption(t("agencies.load_cut", most=MOST[name], rest=len(rows) - MOST[name]))
        chart = load_chart(frame_of(city, rows[: MOST[name]], weights), widest, extent)
        chosen = key(f"chart.{name}")
        st.altair_chart(
            chart,
            theme=None,
            width="stretch",
            key=chosen,
            on_select=lambda chosen=chosen: _picked(chosen, city.code),
            alt=t(f"agencies.alt_load_{name}"),
        )
    st.caption(t("agencies.load_click"))


def frame_of(city: City, loads: Sequence[Row], weights: Mapping[str, float]) -> pd.DataFrame:
    """One row a segment: agency, name, what it is called, value, what it is made of, total."""
    names = short_names(city, [row["agency"] for row in loads])
    words = {segment: t(f"agencies.segment_{segment}") for segment in SEGMENTS}
    called, comma = {column: heading(column) for columns in SEGMENTS.values() for column in columns}, t("agencies.comma")
    return pd.DataFrame(
        [
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
    )


def short_names(city: City, agencies: Sequence[str]) -> dict[str, str]:
    """Agency -> a name that no other of them has."""
    names = {agency: city.name_of(agency) for agency in agencies}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    return {agency: f"{name}（{agency}）" if name in twice else name for agency, name in names.items()}


def load_chart(frame: pd.DataFrame, widest: float, extent: int) -> Any:
    """Bars of `frame_of` on a scale up to `widest`, `extent` pixels for the names."""
    colour = colours()
    order = list(dict.fromkeys(frame["name"]))
    names = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=6, minExtent=extent))
    length = alt.Scale(domain=[0, max(widest * 1.08, 1)], nice=False)
    said = [t(f"agencies.segment_{segment}") for segment in SEGMENTS]
    tips = [
        alt.Tooltip("name:N", title=heading("agency")),
        alt.Tooltip("words:N", title=t("agencies.part")),
        alt.Tooltip("value:Q", title=t("agencies.load"), format=".4~g"),
        alt.Tooltip("counts:N", title=t("agencies.made_of")),
        alt.Tooltip("total:Q", title=t("agencies.load_total"), format=".4~g"),
    ]
    bars = (
        alt.Chart(frame)
        .mark_bar(height={"band": 0.68}, stroke=colour["ground"], strokeWidth=1, cursor="pointer")
        .encode(
            y=names,
            x=alt.X("value:Q", title=None, scale=length, axis=alt.Axis(grid=True, tickCount=6), stack="zero"),
            color=alt.Color(
                "words:N",
                scale=alt.Scale(domain=said, range=[colour[name] for name in COLOURS.values()]),
                legend=None,
            ),
            order=alt.Order("place:Q"),
            tooltip=tips,
        )
        .add_params(alt.selection_point(name=_PICK, fields=["agency"], on="click"))
    )
    sums = (
        alt.Chart(frame.drop_duplicates("agency"))
        .mark_text(align="left", dx=5, fontSize=13, color=colour["text"])
        .encode(y=names, x=alt.X("total:Q", scale=length), text=alt.Text("total:Q", format=".4~g"))
    )
    return themed(alt.layer(bars, sums).properties(height=_ROW * len(order) + _AXIS))


def _picked(chart: str, city: str) -> None:
    picked = st.session_state[chart]["selection"].get(_PICK, [])
    if picked:
        go_to("agency", city, str(picked[0]["agency"]))
