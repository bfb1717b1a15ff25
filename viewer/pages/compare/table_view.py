"""Places or documents as columns: instruments, categories, goals, programmes or subjects as rows; a click on a cell opens its quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from viewer.components.downloads import draw_row_downloads
from viewer.components.figures import Figure, draw_chart_figure, source_line
from viewer.components.message import show_message
from viewer.display.codes import label, labels
from viewer.display.entities import entity_name, entity_names
from viewer.errors import fragment
from viewer.i18n import t
from viewer.pages.compare.cell_facts import draw_quotes
from viewer.pages.compare.choices import choose_category
from viewer.pages.compare.grid import Cell, Side, Sign, draw_grid, grid_chart, grid_legend
from viewer.pages.compare.places import Place, named, outdated
from viewer.pages.compare.state import ACROSS, ROWS, CompareState, key, to_cell
from viewer.shared_graph import Row, SharedGraph

_MOST_ROWS, _FIGURES = 60, 4


def draw_table(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> None:
    left, middle, right = st.columns([9, 3, 3], vertical_alignment="bottom")
    with left:
        st.session_state.setdefault(key("by"), state.by)
        by = st.segmented_control(
            t("compare.by"), ROWS, key=key("by"), required=True, format_func=lambda code: label(graph, "comparison-row", code)
        )
    with middle:
        st.session_state.setdefault(key("across"), state.across)
        across = st.segmented_control(
            t("compare.across"),
            ACROSS,
            key=key("across"),
            required=True,
            format_func=lambda code: label(graph, "comparison-column", code),
        )
    with right:
        category = choose_category(graph, state.category, "table.category", clearable=True) if by != "indicator" else state.category
    by, across = by or state.by, across or state.across
    same = (by, across, category) == (state.by, state.across, state.category)
    state = replace(state, by=by, across=across, category=category, cell=state.cell if same else None)
    state.save()
    rows = rows_of(graph, state, chosen)
    if not rows:
        show_message(t("compare.nothing_to_compare"))
        return
    draw_cells(graph, state, rows, chosen)


def rows_of(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> list[Row]:
    """The cells of the places chosen, without those below them."""
    codes = {place.code for place in chosen}
    given: dict[str, object] = {"by": state.by, "across": state.across, "city": sorted(codes)}
    if state.category and state.by != "indicator":
        given["category"] = state.category
    return [row for row in graph.answer("comparison", given).rows if row["city_code"] in codes]


@fragment
def draw_cells(graph: SharedGraph, state: CompareState, rows: Sequence[Row], chosen: Sequence[Place]) -> None:
    state = CompareState.current()
    across = sides(graph, state, rows, chosen)
    names = {row["item"]: named(row, "item_name") for row in rows}
    down = list(names.items())[:_MOST_ROWS]
    st.markdown(f"**{summary(graph, state, rows, across)}**")
    left, right = st.columns([8, 4], gap="medium") if state.cell else (st.container(), None)
    with left:
        found, signs = cells(graph, state, rows), legend(graph, state, rows)
        clicked = draw_grid(label(graph, "comparison-row", state.by), down, across, found, signs, key("cells"))
        if len(names) > len(down):
            st.caption(t("compare.rows_cut", count=len(down), all=len(names)))
    if clicked:
        replace(state, cell=clicked.params.get("cell")).save()
        st.rerun()
    if right is not None:
        with right:
            draw_cell(graph, state, rows)
    file = f"zhengmai-comparison-{state.by}-{graph.version}"
    shown = {item for item, _ in down}
    title = t(
        "compare.figure_table",
        what=label(graph, "comparison-row", state.by),
        category=entity_name(graph, "category", state.category) if state.category else "",
    )
    figure = Figure(title, source_line(graph, {place.code for place in chosen}), file, grid_legend(signs))
    draw_chart_figure(lambda: grid_chart(down, across, {place: cell for place, cell in found.items() if place[0] in shown}), figure)
    draw_row_downloads(graph, rows, file, "comparison")


def sides(graph: SharedGraph, state: CompareState, rows: Sequence[Row], chosen: Sequence[Place]) -> list[Side]:
    provinces = entity_names(graph, "place", {place.province for place in chosen})
    if state.across == "city":
        return [Side(p.code, p.name, note=outdated(graph, p), group=provinces[p.province]) for p in chosen]
    places = {place.code: place for place in chosen}
    documents = dict.fromkeys((row["document"], row["city_code"]) for row in rows)
    titles = entity_names(graph, "document", {document for document, _ in documents if document})
    return [
        Side(document or code, places[code].name, titles.get(document, ""), number(graph, document), provinces[places[code].province])
        for document, code in documents
    ]


def number(graph: SharedGraph, document: str | None) -> str:
    rows = graph.answer("documents", document=document).rows if document else []
    if not rows:
        return ""
    start, end = rows[0]["period_start"], rows[0]["period_end"]
    return str(rows[0]["number"] or rows[0]["issued"] or (f"{start}–{end}" if start else ""))


def cells(graph: SharedGraph, state: CompareState, rows: Sequence[Row]) -> dict[tuple[str, str], Cell]:
    most: dict[str, int] = defaultdict(int)
    for row in rows:
        most[row["item"]] = max(most[row["item"]], row["facts"])
    states = labels(graph, "comparison-state")
    found = {}
    for row in rows:
        side = row["document"] or row["city_code"]
        stated = row["state"] == "stated"
        sums = (t("compare.without_sum", count=row["without_sum"]),) if row["without_sum"] else ()
        figure, *more = [*row["figures"][:_FIGURES], *sums] if row["figures"] else [str(row["facts"]), *sums]
        found[row["item"], side] = Cell(
            figure if stated else t(f"compare.sign_{row['state']}"),
            row["state"],
            t("compare.cell", name=named(row, "item_name"), city=row["city"], state=states[row["state"]], count=row["facts"]),
            to_cell(state, row["item"], side),
            0.15 + 0.85 * row["facts"] / most[row["item"]] if stated else 0.0,
            tuple(more) if stated else (),
            state.chosen == (row["item"], side),
        )
    return found


def legend(graph: SharedGraph, state: CompareState, rows: Sequence[Row]) -> list[Sign]:
    present = {row["state"] for row in rows}
    states = labels(graph, "comparison-state")
    means = {"stated": t("compare.goal_means" if state.by == "indicator" else "compare.count_means")}
    signs = {"stated": t("compare.a_year") if state.by == "indicator" else "3"}
    return [
        Sign(signs.get(code) or t(f"compare.sign_{code}"), code, means.get(code) or states[code])
        for code in ("stated", "mentioned", "silent", "unread", "not_held")
        if code in present
    ]


def summary(graph: SharedGraph, state: CompareState, rows: Sequence[Row], across: Sequence[Side]) -> str:
    """How many rows all columns have, and how many only one."""
    having: dict[str, int] = defaultdict(int)
    for row in rows:
        having[row["item"]] += row["state"] == "stated"
    words = t(
        "compare.said_table",
        count=len(across),
        rows=len(having),
        what=label(graph, "comparison-row", state.by),
        all=sum(n == len(across) for n in having.values()),
        one=sum(n == 1 for n in having.values()),
    )
    return words + (t("compare.said_category", category=entity_name(graph, "category", state.category)) if state.category else "")


def draw_cell(graph: SharedGraph, state: CompareState, rows: Sequence[Row]) -> None:
    row = next((row for row in rows if (row["item"], row["document"] or row["city_code"]) == state.chosen), None)
    if row is None:
        show_message(t("compare.no_such_cell"))
        return
    title = t("compare.cell_title", city=row["city"], name=named(row, "item_name"), count=len(row["fact_ids"]))
    nothing = "" if row["fact_ids"] else t(f"compare.nothing_{row['state']}", city=row["city"])
    draw_quotes(graph, title, row["fact_ids"], key("quotes"), nothing)
