"""How the load is distributed: share of the top five, Gini coefficient, brokers between others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kg.analysis.brokers import Broker, brokers, works_with
from kg.analysis.inequality import TOP, Inequality, inequality
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.html_table import Cell, Column, draw_table
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.agencies.city import City
from viewer.pages.agencies.metrics import Metric, draw_metrics
from viewer.pages.agencies.state import key, to_agency_here
from viewer.shared_graph import Row, SharedGraph

_SHOWN = 8


def spread(city: City, loads: Sequence[Row]) -> Inequality:
    return inequality(row["load"] for row in loads if not city.is_group(row["agency"]))


def draw_concentration(found: Inequality) -> None:
    st.markdown(f"**{t('agencies.concentration')}**")
    if found.gini is None or found.top_share is None:
        st.caption(t("agencies.no_load"))
        return
    most = (found.carriers - 1) / found.carriers
    few = (
        t("agencies.top_few", count=found.carriers)
        if found.carriers <= TOP
        else t("agencies.top_means", top=TOP, share=f"{found.top_share:.1%}")
    )
    draw_metrics(
        [
            Metric(t("agencies.top_share", top=TOP), f"{found.top_share:.1%}", few),
            Metric(t("agencies.gini"), f"{found.gini:.3f}", t("agencies.gini_means", most=f"{most:.3f}", count=found.carriers)),
        ]
    )
    st.caption(t("agencies.no_groups"))


def ranked_brokers(city: City, rows: Sequence[Row]) -> list[Broker]:
    """Of the agencies that `rows` (of `responsibilities`) name, groups apart."""
    return brokers(works_with((row["agency"], row["task"]) for row in rows if not city.is_group(row["agency"])))


def draw_brokers(graph: SharedGraph, city: City, rows: Sequence[Row], name: str) -> None:
    st.markdown(f"**{t('agencies.brokers')}**")
    found = ranked_brokers(city, rows)
    between = [broker for broker in found if broker.between > 0]
    if not between:
        st.caption(t("agencies.no_brokers"))
        return
    st.caption(t("agencies.broker_means"))
    most = between[0].between
    columns = [
        Column(heading("agency"), width=5),
        Column(heading("between"), t("agencies.between_means"), number=True),
        Column(heading("partners"), number=True),
        Column(t("agencies.shared_tasks"), number=True),
        Column(heading("only_link"), t("agencies.only_link_means")),
    ]
    rows_shown = [
        [
            Cell(city.name_of(broker.agency), to_agency_here(broker.agency)),
            Cell(f"{broker.between:.1%}".rjust(5, "\N{FIGURE SPACE}"), bar=broker.between / most),
            Cell(str(broker.partners)),
            Cell(str(broker.tasks)),
            Cell(t("agencies.is_link") if broker.only_link else ""),
        ]
        for broker in between[:_SHOWN]
    ]
    draw_table(columns, rows_shown, key("brokers"))
    first = between[0]
    st.caption(
        escape_markdown(t("agencies.broker_first", name=city.name_of(first.agency), share=f"{first.between:.0%}", partners=first.partners))
    )
    kinds = {"agency": "string", "name": "string", "between": "number", "partners": "integer", "tasks": "integer", "only_link": "boolean"}
    draw_downloads(graph, Answer(kinds, [{"name": city.name_of(b.agency)} | vars(b) for b in found]), name, "brokers")  # type: ignore[arg-type]
