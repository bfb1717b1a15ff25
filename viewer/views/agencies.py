"""部门职责: what an agency leads and supports, with whom, in which words; as a picture and as a table."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from kg.queries.catalog import find_question
from kg.queries.resolve import UnknownValue
from viewer.evidence import draw_evidence
from viewer.inputs import choose, remember, remembered
from viewer.legend import draw_legend
from viewer.notices import say
from viewer.opened import Opened, Row, opened
from viewer.picture import frame_height, picture
from viewer.words import BASES, KINDS, ROLES, heading, literal

PAGE = "agencies"


def choose_city(graph: Opened, before: dict[str, str]) -> str | None:
    """A city that holds loaded agencies, the one with most first."""
    counts = pd.Series([row["city"] for row in graph.answer("agency_load").rows]).value_counts(sort=True)
    cities = {str(city): f"{city}（{count}）" for city, count in counts.items()}
    return choose("城市 city", "agencies.city", cities, before.get("city") or next(iter(cities), None), placeholder="请选择")


def choose_agency(loads: list[Row], city: str, before: dict[str, str]) -> str | None:
    names = {row["agency"]: f"{row['name']} · 负荷 {row['load']:g}" for row in loads}
    wanted = before.get("agency") if before.get("city") == city else None
    return choose("机构 agency", f"agencies.agency.{city}", names, wanted or next(iter(names), None), placeholder="请选择")


def meant(graph: Opened, agency: str, loads: list[Row]) -> Row | None:
    """The load of the agency that a written name means, one of this city first; None where it has no task. Raises UnknownValue."""
    found = graph.answer("agency_load", agency=agency).rows
    ids = {row["agency"] for row in found}
    return next((row for row in [*loads, *found] if row["agency"] in ids), None)


def figures_of(load: Row) -> list[str]:
    """The columns of a load that count something, the sum first."""
    return ["load", *(name for name, value in load.items() if isinstance(value, int | float) and name not in ("load", "rank"))]


def draw_head(load: Row, agency: Row | None) -> None:
    full = str((agency or {}).get("full_name") or load["name"])
    kind = KINDS.get(load["kind"], str(load["kind"]))
    place = f"第 {load['rank']} 位" if load["rank"] else "机构群，不参与排名"
    st.html(
        f'<div style="font-size:1.35rem;font-weight:700;margin-top:.3rem">{escape(load["name"])}</div>'
        f'<div style="color:#6b6457">{escape(full)} · {escape(kind)} · {escape(load["city"] or "")} · 负荷排名 {place}</div>'
    )
    figures = figures_of(load)
    for column, figure in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(heading(figure), f"{load[figure]:g}")
    weights = [
        f"{p.default:g} × {p.about.split(' / ')[0].removeprefix('权重，')}"
        for p in find_question("agency_load").parameters.values()
        if p.default is not None
    ]
    st.caption(literal(f"负荷 = {' + '.join(weights)}。权重可在“问答”页的“机构任务量”中改。"))


def shared_rows(graph: Opened, own: list[Row]) -> list[Row]:
    """The responsibilities of everybody for the tasks of `own`."""
    tasks = {row["task"] for row in own if row["task"]}
    documents = sorted({row["document"] for row in own})
    return [row for document in documents for row in graph.answer("responsibilities", document=document).rows if row["task"] in tasks]


def titles_of(graph: Opened, rows: list[Row]) -> dict[str, str]:
    """Task -> title, in the order of the text."""
    wanted = {row["task"] for row in rows}
    tasks = [task for document in sorted({row["document"] for row in rows}) for task in graph.answer("tasks", document=document).rows]
    return {
        task["task"]: task["title"] or task["quote"]
        for task in sorted(tasks, key=lambda t: (t["document"], t["start"]))
        if task["task"] in wanted
    }


def as_table(rows: list[Row], titles: dict[str, str], names: dict[str, Row]) -> pd.DataFrame:
    shown = [
        {
            "任务": titles.get(row["task"]) or "（未归入任务）",
            "机构": names[row["agency"]]["name"] if row["agency"] in names else row["agency_name"],
            "角色": ROLES.get(row["role"], row["role"]),
            "原文": " ".join(row["quote"].split()),
            "依据": BASES.get(row["basis"], row["basis"]),
            "条款": row["clause"],
        }
        for row in rows
    ]
    return pd.DataFrame(shown, columns=["任务", "机构", "角色", "原文", "依据", "条款"])


def draw_picture(graph: Opened, agency: str, rows: list[Row], names: dict[str, Row], titles: dict[str, str]) -> Row:
    """The picture and its table twin. The row chosen, else the first of the agency."""
    height = frame_height(rows, agency)
    left, right = st.columns([4, 3], gap="medium")
    with left:
        st.iframe(picture([row for row in rows if row["task"]], agency, names, titles), height=height)
        draw_legend(rows, {names[row["agency"]]["kind"] for row in rows if row["agency"] in names and row["agency"] != agency})
    with right:
        event = st.dataframe(
            as_table(rows, titles, names),
            key=f"twin.{agency}",
            column_config={
                "任务": st.column_config.Column(width=150),
                "机构": st.column_config.Column(width=95),
                "角色": st.column_config.Column(width=48),
            },
            hide_index=True,
            placeholder="",
            height=height,
            on_select="rerun",
            selection_mode="single-row",
        )
        st.caption(f"与图相同的 {len(rows)} 行；点选一行看原文。 The same {len(rows)} rows as the picture.")
    chosen = event["selection"]["rows"]
    if chosen and chosen[0] < len(rows):
        return rows[chosen[0]]
    return next(row for row in rows if row["agency"] == agency)


def draw_tabs(graph: Opened, agency: str, own: list[Row], loads: list[Row], names: dict[str, Row], titles: dict[str, str]) -> None:
    roles = [role for role in ROLES if any(row["role"] == role for row in own)]
    partners = graph.answer("partners", agency=agency).rows
    *tabs, with_whom, in_city = st.tabs(
        [
            *(f"{ROLES[r]} {r}（{sum(row['role'] == r for row in own)}）" for r in roles),
            f"同任务机构 with whom（{len(partners)}）",
            "本市各机构负荷 load",
        ]
    )
    for role, tab in zip(roles, tabs, strict=True):
        tab.dataframe(as_table([row for row in own if row["role"] == role], titles, names).drop(columns=["机构", "角色"]), hide_index=True)
    known = [names.get(row["partner"], {}) for row in partners]
    with_whom.dataframe(
        [
            {"机构": p["name"], "全称": k.get("full_name"), "类型": KINDS.get(str(k.get("kind")))}
            for p, k in zip(partners, known, strict=True)
        ],
        hide_index=True,
    )
    frame = pd.DataFrame(loads)[["rank", "name", "kind", *figures_of(loads[0])]].rename(columns=heading)
    in_city.dataframe(frame.assign(类型=frame["类型"].map(lambda kind: KINDS.get(kind, kind))), hide_index=True)


def draw() -> None:
    graph = opened()
    before = remembered(PAGE)
    st.header("部门职责 Agencies", anchor=False)
    left, right = st.columns(2)
    try:
        with left:
            city = choose_city(graph, before)
        loads = graph.answer("agency_load", city=city).rows if city else []
        with right:
            agency = choose_agency(loads, city, before) if city else None
        remember(PAGE, {"city": city, "agency": agency})
        if agency is None:
            say("请选择城市与机构。 Choose a city and an agency.")
            return
        load = meant(graph, agency, loads)
    except UnknownValue as error:
        remember(PAGE, {"city": st.session_state.get("agencies.city")})
        say(str(error), "error")
        return
    if load is None:
        say("没有文件给这个机构分派任务。 No document gives this agency a task.")
        return
    agency = str(load["agency"])
    own = graph.answer("responsibilities", agency=agency).rows
    names = {row["agency"]: row for row in graph.answer("agencies").rows}
    rows = shared_rows(graph, own)
    titles = titles_of(graph, rows)
    draw_head(load, names.get(agency))
    chosen = draw_picture(graph, agency, rows, names, titles)
    st.subheader("原文 The words", anchor=False)
    draw_evidence(graph, chosen)
    draw_tabs(graph, agency, own, loads, names, titles)


draw()
