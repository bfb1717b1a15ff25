"""What a place uses and others do not, and what it lacks: instruments by talent category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from viewer.components.downloads import draw_row_downloads
from viewer.components.figures import Figure, draw_chart_figure, source_line
from viewer.components.message import show_message
from viewer.display.codes import label, labels
from viewer.errors import fragment
from viewer.html import draw_html
from viewer.i18n import t
from viewer.pages.compare.cell_facts import draw_quotes
from viewer.pages.compare.choices import choose
from viewer.pages.compare.grid import Cell, Side, Sign, draw_grid, grid_chart, grid_legend
from viewer.pages.compare.places import Place, listed, named
from viewer.pages.compare.state import CompareState, key, to_cell
from viewer.shared_graph import Row, SharedGraph

ALL = "all"
"""The column of all measures, whomever they are for."""
_COLUMNS = 24


def draw_gaps(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> None:
    codes = {place.code for place in chosen}
    rows = [row for row in graph.answer("instrument_matrix", city=sorted(codes)).rows if row["city_code"] in codes]
    names = {place.code: place.name for place in chosen}
    left, _ = st.columns([4, 8])
    with left:
        city = choose(t("compare.whose"), names, state.city or _most_wanting(rows), "gaps.city")
    state = replace(state, city=city, cell=state.cell if city == state.city else None)
    state.save()
    if city is None:
        return
    draw_html("compare/summary.html", sentences=summary(graph, rows, names, city))
    draw_matrix(graph, rows, names, city)
    draw_row_downloads(graph, rows, f"zhengmai-instruments-{graph.version}", "instrument_matrix")


def _most_wanting(rows: Sequence[Row]) -> str | None:
    """The place that lacks most of what others use."""
    lacks = Counter(row["city_code"] for row in rows if row["category"] is None and row["state"] == "silent" and row["used_elsewhere"])
    return min(lacks, key=lambda code: (-lacks[code], code)) if lacks else None


def summary(graph: SharedGraph, rows: Sequence[Row], names: Mapping[str, str], city: str) -> list[str]:
    """What it lacks and others use, each with who; what it alone uses."""
    own = [row for row in rows if row["category"] is None and row["city_code"] == city]
    lacks = sorted(
        (row for row in own if not row["measures"] and row["used_elsewhere"]), key=lambda row: (-row["used_elsewhere"], row["instrument"])
    )
    alone = [row for row in own if row["measures"] and not row["used_elsewhere"]]
    unread = next((row["state"] for row in own if row["state"] in ("unread", "not_held")), "")
    found = []
    if lacks:
        instruments = t("compare.and").join(label(graph, "instrument", row["instrument"]) for row in lacks)
        found.append(t("compare.said_lacks", city=names[city], instruments=instruments))
        found += [
            t("compare.said_has", instrument=label(graph, "instrument", row["instrument"]), cities=listed(row["used_by"])) for row in lacks
        ]
    else:
        found.append(t("compare.said_lacks_nothing", city=names[city]))
    if alone:
        only = t("compare.and").join(label(graph, "instrument", row["instrument"]) for row in alone)
        found.append(t("compare.said_alone", city=names[city], instruments=only))
    if unread:
        found.append(t(f"compare.said_{unread}", city=names[city]))
    return found


@fragment
def draw_matrix(graph: SharedGraph, rows: Sequence[Row], names: Mapping[str, str], city: str) -> None:
    state = CompareState.current()
    pairs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        pairs[row["instrument"], row["category"] or ALL].append(row)
    across = sides(rows)
    st.caption(t("compare.matrix_means", city=names[city]))
    left, right = st.columns([8, 4], gap="medium") if state.cell else (st.container(), None)
    with left:
        cells = {place: cell for place, own in pairs.items() if (cell := cell_of(graph, state, own, city, names))}
        lacks = {row["instrument"] for row in rows if row["category"] is None and row["city_code"] == city and not row["measures"]}
        instruments = labels(graph, "instrument")
        down = [(code, instruments[code]) for code in sorted(instruments, key=lambda code: code not in lacks) if (code, ALL) in pairs]
        clicked = draw_grid(t("compare.instrument_by_category"), down, across, cells, legend(names[city]), key("matrix"))
        cut = len({row["category"] for row in rows if row["category"]}) - len(across) + 1
        if cut > 0:
            st.caption(t("compare.columns_cut", count=cut))
        shown = {side.id for side in across}
        figure = Figure(
            t("compare.figure_gaps", city=names[city]),
            source_line(graph, names),
            f"zhengmai-instruments-{city}-{graph.version}",
            grid_legend(legend(names[city])),
        )
        draw_chart_figure(lambda: grid_chart(down, across, {place: cell for place, cell in cells.items() if place[1] in shown}), figure)
    if clicked:
        replace(state, cell=clicked.params.get("cell")).save()
        st.rerun()
    if right is not None:
        with right:
            own = pairs.get(state.chosen, [])
            ids = [id_ for row in sorted(own, key=lambda row: row["city_code"] != city) for id_ in row["fact_ids"]]
            if own:
                category_name = named(own[0], "category_name") if own[0]["category"] else t("compare.all_people")
                title = f"{label(graph, 'instrument', own[0]['instrument'])} · {category_name}"
                draw_quotes(graph, title, ids, key("quotes"), t("compare.nobody"))
            else:
                show_message(t("compare.no_such_cell"))


def sides(rows: Sequence[Row]) -> list[Side]:
    """All, then the categories that most measures are for."""
    count: Counter[str] = Counter()
    for row in rows:
        if row["category"]:
            count[row["category"]] += row["measures"]
    names = {row["category"]: named(row, "category_name") for row in rows if row["category"]}
    most = sorted(names, key=lambda category: (-count[category], category))[:_COLUMNS]
    return [Side(ALL, t("compare.all_people"), group=" "), *(Side(category, names[category], group="  ") for category in most)]


def cell_of(graph: SharedGraph, state: CompareState, own: Sequence[Row], city: str, names: Mapping[str, str]) -> Cell | None:
    """Both, only here, only elsewhere; nothing where nobody uses it."""
    here = next(row for row in own if row["city_code"] == city)
    if not here["measures"] and not here["used_elsewhere"]:
        return None
    look = "stated" if here["measures"] and here["used_elsewhere"] else "mentioned" if here["measures"] else "lacking"
    if look == "lacking" and here["state"] != "silent":
        look = here["state"]
    tip = t(
        "compare.matrix_cell",
        instrument=label(graph, "instrument", here["instrument"]),
        category=named(here, "category_name") if here["category"] else t("compare.all_people"),
        city=names[city],
        count=here["measures"],
        cities=listed(here["used_by"]),
    )
    category = here["category"] or ALL
    sign = str(here["measures"]) if here["measures"] else t("compare.others", count=here["used_elsewhere"])
    link = to_cell(state, here["instrument"], category)
    return Cell(sign, look, tip, link, shade=0.6 if look == "stated" else 0.0, chosen=state.chosen == (here["instrument"], category))


def legend(city: str) -> list[Sign]:
    return [
        Sign("3", "stated", t("compare.both_use", city=city)),
        Sign("3", "mentioned", t("compare.only_it_uses", city=city)),
        Sign(t("compare.others", count=2), "lacking", t("compare.only_others_use", city=city)),
    ]
