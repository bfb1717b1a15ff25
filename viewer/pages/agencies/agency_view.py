"""One agency: what it leads and supports, with whom, what its tasks hold, with evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from viewer.components.figures import Figure, draw_chart, source_line
from viewer.components.message import show_message
from viewer.display.codes import label
from viewer.display.columns import heading
from viewer.html import draw_html
from viewer.i18n import t
from viewer.links import to_graph
from viewer.pages.agencies.city import ASSIGNED, LEAD, City
from viewer.pages.agencies.ledger import draw_ledger
from viewer.pages.agencies.metrics import Metric, draw_metrics, draw_summary
from viewer.pages.agencies.obligations import draw_obligations, held_by, promised
from viewer.pages.agencies.partners import draw_partners, partners_of
from viewer.pages.agencies.tabs import Tab, draw_tabs
from viewer.pages.agencies.task_diagram import task_diagram
from viewer.pages.agencies.task_table import draw_tasks, own_rows
from viewer.pages.agencies.weights import changed_in_words
from viewer.shared_graph import Row, SharedGraph

FIGURES = ("lead_assigned", "lead_implied", "support", "support_implied", "deliverables", "targets", "funding_items", "partners")


def draw_agency(graph: SharedGraph, city: City, agency: str, loads: Sequence[Row], weights: Mapping[str, float], *, implied: bool) -> None:
    own = own_rows(city, agency)
    load = next((row for row in loads if row["agency"] == agency), None)
    draw_head(graph, city, agency)
    if not own:
        show_message(t("agencies.no_task", name=city.name_of(agency), city=city.name))
        return
    words, files = st.columns([7, 4], vertical_alignment="center")
    with words:
        draw_summary(*summary(city, agency, own, load, weights, implied=implied))
    with files:
        draw_ledger(graph, city, agency)
    if load:
        draw_metrics([_rank(city, load, loads), *(Metric(heading(column), str(load[column])) for column in FIGURES)])
    partners = partners_of(city, agency, implied=implied)
    led = {row["task"] for row in own if row["task"] and row["effective_role"] == LEAD and row["basis"] == ASSIGNED}
    obligations = {
        "promises": promised(graph, city, agency),
        "funding": held_by(city.funding, led),
        "targets": held_by(city.targets, led),
    }
    tail = f"{agency}-{graph.version}"
    count = len({row["task"] for row in own if row["task"]})
    draw_tabs(
        [
            Tab("tasks", t("agencies.tab_tasks", count=count), lambda: draw_tasks(graph, city, agency, own, f"zhengmai-tasks-{tail}")),
            Tab("picture", t("agencies.tab_picture"), lambda: draw_picture(graph, city, agency, implied=implied)),
            Tab(
                "company",
                t("agencies.tab_company", count=sum(not city.is_group(row["partner"]) for row in partners)),
                lambda: draw_partners(graph, city, partners, f"zhengmai-company-{tail}"),
            ),
            *(
                Tab(
                    name,
                    t(f"agencies.tab_{name}", count=len(rows)),
                    partial(draw_obligations, graph, city, name, rows, f"zhengmai-{name}-{tail}"),
                )
                for name, rows in obligations.items()
            ),
        ]
    )


def draw_picture(graph: SharedGraph, city: City, agency: str, *, implied: bool) -> None:
    counted = city.counted(implied=implied)
    tasks = {row["task"] for row in counted if row["agency"] == agency}
    if not tasks:
        show_message(t("agencies.no_picture" if implied else "agencies.no_assigned_picture"))
        return
    st.caption(t("agencies.picture_means"))
    rows = [row for row in counted if row["task"] in tasks]
    title = t("agencies.figure_tasks", city=city.name, name=city.name_of(agency))
    figure = Figure(title, source_line(graph, {city.code}), f"zhengmai-agency-{agency}-{graph.version}")
    draw_chart(lambda: task_diagram(graph, city, agency, rows), t("agencies.alt_picture"), figure)


def draw_head(graph: SharedGraph, city: City, agency: str) -> None:
    row = city.agencies[agency]
    about = [
        str(row["full_name"] or row["name"]),
        label(graph, "agency-kind", row["kind"]),
        label(graph, "agency-function", row["function"]),
        str(row["city"] or ""),
    ]
    name, way = st.columns([8, 2], vertical_alignment="center")
    with name:
        draw_html("agencies/agency_head.html", name=row["name"], about=" · ".join(filter(None, about)))
    with way:
        to_graph(f"agency/{agency}").draw(t("evidence.to_graph"), icon=":material/hub:")


def summary(city: City, agency: str, own: Sequence[Row], load: Row | None, weights: Mapping[str, float], *, implied: bool) -> list[str]:
    changed = changed_in_words(weights)
    counted = {role: len({row["task"] for row in own if row["task"] and row["effective_role"] == role}) for role in ("lead", "support")}
    return [
        t("agencies.said_agency", city=city.name, name=city.name_of(agency), leads=counted["lead"], supports=counted["support"]),
        (t("agencies.said_weights", weights=changed) if changed else t("agencies.said_usual")) if load else "",
        t("agencies.said_own_implied" if implied else "agencies.said_own_assigned"),
    ]


def _rank(city: City, load: Row, loads: Sequence[Row]) -> Metric:
    if load["rank"] is None:
        note = t("agencies.unranked")
    else:
        note = t("agencies.ranked", rank=load["rank"], count=sum(not city.is_group(row["agency"]) for row in loads))
    return Metric(t("agencies.load"), f"{load['load']:.4g}", note)
