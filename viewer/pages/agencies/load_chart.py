"""The load of every agency, sorted: what it leads, what those tasks hold, what it supports. Groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from kg.analysis.duties import CARRIED, PARTS
from viewer.components.linked_html import Linked
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.pages.agencies.metrics import draw_legend
from viewer.pages.agencies.state import key, to_agency_here
from viewer.pages.agencies.vega import NAME_WIDTH
from viewer.shared_graph import Row

SEGMENTS: Mapping[str, tuple[str, ...]] = {
    "lead": tuple(column for (role, _), column in PARTS.items() if role == "lead"),
    "carried": CARRIED,
    "support": tuple(column for (role, _), column in PARTS.items() if role == "support"),
}
"""Segment of a bar -> the columns of `agency_load` that make it."""
COLOURS = {"lead": "lead", "carried": "warn", "support": "support"}
"""The style sheet of linked pieces has them too."""
MOST = {"agencies": 40, "groups": 12}
"""So many bars are drawn; the others are in the table."""


def draw_loads(city: City, loads: Sequence[Row], weights: Mapping[str, float]) -> None:
    """Two charts of `loads` (of `agency_load`) on one scale. A click on a bar, or its name, shows that agency."""
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
        linked = Linked()
        linked.draw(bars(linked, segments_of(city, rows[: MOST[name]], weights), widest, extent), key(f"chart.{name}"))
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


def bars(linked: Linked, segments: Sequence[Row], widest: float, extent: int) -> str:
    """A bar an agency, of `segments_of`, on a scale up to `widest`, `extent` pixels for the names. Names and bars are links."""
    rows: dict[str, list[Row]] = {}
    for segment in segments:
        rows.setdefault(segment["agency"], []).append(segment)
    drawn = "".join(_bar(linked, parts, max(widest, 1.0)) for parts in rows.values())
    return f'<div class="bars" role="list" style="--names:{extent}px">{drawn}</div>'


def _bar(linked: Linked, parts: Sequence[Row], widest: float) -> str:
    link, name, total = to_agency_here(parts[0]["agency"]), parts[0]["name"], f"{parts[0]['total']:.4g}"
    shown = "".join(
        f'<i class="{part["segment"]}" style="width:{part["value"] / widest:.3%}" title="{escape(_tip(part))}"></i>'
        for part in parts
        if part["value"]
    )
    track = linked.around(link, f"{shown}<b>{total}</b>", title=f"{name} · {t('agencies.load')} {total}", name="track")
    return f'<div class="bar-row" role="listitem">{linked.a(link, name, title=name, name="bar-name")}{track}</div>'


def _tip(part: Row) -> str:
    return f"{part['name']} · {part['words']} {part['value']:.4g}\n{part['counts']}\n{t('agencies.load_total')} {part['total']:.4g}"
