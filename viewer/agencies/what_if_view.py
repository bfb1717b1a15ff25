"""What if: changes, and what comes of them beside what is. Nothing is saved; the address holds the changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from kg.analysis.duties import Load
from kg.analysis.inequality import TOP
from kg.analysis.what_if import Change, Impossible, Outcome, what_if
from kg.queries.runner import Answer
from viewer.agencies.charts import themed
from viewer.agencies.city import City
from viewer.agencies.figures import Figure, draw_figures, draw_legend, draw_said
from viewer.agencies.load_chart import short_names
from viewer.agencies.weights import changed_in_words
from viewer.agencies.what_if_form import draw_changes, draw_form, why_not
from viewer.headings import heading
from viewer.i18n import t
from viewer.notices import say
from viewer.opened import Opened
from viewer.palette import colours
from viewer.tables import draw_downloads

_ROW, _AXIS = 36, 30
"""Pixels."""
_COLUMNS: Mapping[str, Any] = {"agency": "string", "name": "string", "before": "number", "after": "number", "difference": "number"}


def draw_what_if(graph: Opened, city: City, changes: Sequence[Change], weights: Mapping[str, float]) -> None:
    changed = changed_in_words(weights)
    draw_said(
        t("agencies.said_what_if", city=city.name), t("agencies.said_weights", weights=changed) if changed else t("agencies.said_usual")
    )
    if not city.duties.parts:
        say(t("agencies.nothing_to_move", city=city.name))
        return
    fault, made = None, list(changes)
    try:
        outcome = what_if(city.duties, made, weights)
    except Impossible as error:
        fault, made = error, made[: error.place]
        outcome = what_if(city.duties, made, weights)
    order = sorted(outcome.before, key=lambda agency: (city.is_group(agency), -outcome.before[agency].total, agency))
    left, right = st.columns([5, 7], gap="large")
    with left:
        with st.container(border=True):
            draw_form(graph, city, outcome.duties, made, order)
        draw_changes(city, changes, outcome.once)
        if fault:
            say(why_not(city, fault), "error")
    with right:
        draw_outcome(city, outcome, order, f"zhengmai-what-if-{city.code}-{graph.version}")


def draw_outcome(city: City, outcome: Outcome, order: Sequence[str], name: str) -> None:
    draw_figures(compared(outcome))
    rows = difference(city, outcome, order)
    touched = sorted((row for row in rows if row["difference"]), key=lambda row: (-abs(row["difference"]), row["agency"]))
    if touched:
        columns = {"name": heading("agency"), **{name: t(f"agencies.{name}") for name in ("before", "after", "difference")}}
        shown = [
            {words: _signed(row[column]) if column == "difference" else row[column] for column, words in columns.items()} for row in touched
        ]
        st.dataframe(shown, hide_index=True, placeholder="")
    else:
        st.caption(t("agencies.nothing_touched"))
    st.markdown(f"**{t('agencies.before_after')}**")
    draw_legend([("quiet", t("agencies.before")), ("accent", t("agencies.after"))])
    drawn = [row for row in rows if row["difference"] or not city.is_group(row["agency"])]
    st.altair_chart(before_after_chart(city, drawn), theme=None, width="stretch", alt=t("agencies.alt_what_if"))
    draw_downloads(Answer(_COLUMNS, rows), name)


def compared(outcome: Outcome) -> list[Figure]:
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


def before_after_chart(city: City, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Two bars an agency: before, after. Who is touched stands out by a heavier name."""
    colour, names = colours(), short_names(city, [row["agency"] for row in rows])
    said = {"before": t("agencies.before"), "after": t("agencies.after")}
    frame = pd.DataFrame([_bar(names, row, when, words) for row in rows for when, words in said.items()])
    order = [names[row["agency"]] for row in rows]
    names_axis = alt.Axis(ticks=False, domain=False, labelPadding=6, minExtent=60)
    y = alt.Y("name:N", sort=order, title=None, axis=names_axis, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.15))
    offset = alt.YOffset("when:N", sort=list(said.values()))
    x = alt.X(
        "load:Q", title=None, axis=alt.Axis(tickCount=6), scale=alt.Scale(domain=[0, max(1.0, frame["load"].max() * 1.15)], nice=False)
    )
    base = alt.Chart(frame).encode(
        y=y, yOffset=offset, x=x,
        tooltip=[
            alt.Tooltip("name:N", title=heading("agency")),
            alt.Tooltip("when:N", title=t("agencies.when")),
            alt.Tooltip("load:Q", title=t("agencies.load"), format=".4~g"),
        ],
    )  # fmt: skip
    bars = base.mark_bar().encode(
        color=alt.Color("when:N", scale=alt.Scale(domain=list(said.values()), range=[colour["quiet"], colour["accent"]]), legend=None),
        opacity=alt.condition("datum.touched", alt.value(1.0), alt.value(0.45)),
    )
    words = base.mark_text(align="left", dx=4, fontSize=11, color=colour["text"]).encode(text="said:N").transform_filter("datum.touched")
    return themed(alt.layer(bars, words).properties(height=_ROW * len(order) + _AXIS))


def _bar(names: Mapping[str, str], row: Mapping[str, Any], when: str, words: str) -> dict[str, Any]:
    said = f"{row[when]:.4g}"
    if when == "after" and row["difference"]:
        said = t("agencies.gone") if row["gone"] else f"{said}{t('agencies.brackets', words=_signed(row['difference']))}"
    return {"name": names[row["agency"]], "when": words, "load": row[when], "touched": bool(row["difference"]), "said": said}


def _figure(name: str, before: str, after: str, note: str = "") -> Figure:
    same = before == after
    notes = [note, t("agencies.unchanged") if same else ""]
    return Figure(name, after, t("agencies.comma").join(part for part in notes if part), before="" if same else before)


def _signed(difference: float) -> str:
    return f"{difference:+.4g}".replace("-", "−")


def _sum(loads: Mapping[str, Load]) -> str:
    return f"{sum(load.total for load in loads.values()):.4g}"


def _coefficient(gini: float | None) -> str:
    return "–" if gini is None else f"{gini:.3f}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
