"""Agency by task: who has which part in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

import streamlit as st

from kg.analysis.duties import PARTS
from kg.queries.catalog import find_question
from kg.queries.runner import Answer
from viewer.agencies.city import ASSIGNED, City
from viewer.agencies.grid import Cell, Head, draw_grid
from viewer.i18n import t
from viewer.labels import labels
from viewer.links import to_agency, to_source
from viewer.opened import Opened, Row
from viewer.tables import draw_downloads

_STRONGEST = list(PARTS)


def draw_heat_map(graph: Opened, city: City, loads: Sequence[Row], rows: Sequence[Row], name: str) -> None:
    """`rows` (of `responsibilities`) as signs; agencies in the order of `loads`, those of other places after them, groups last."""
    across = columns_of(city, loads, rows)
    cells = cells_of(graph, city, rows)
    down = [Head(task, city.title_of(task), to_source(task).address) for task in city.tasks if any(key[0] == task for key in cells)]
    st.caption(t("agencies.heat_map_means"))
    draw_grid(t("agencies.task_by_agency"), down, across, cells, legend_of(graph, rows))
    without = [city.title_of(task) for task in city.tasks if not any(key[0] == task for key in cells)]
    if without:
        with st.expander(t("agencies.tasks_of_nobody", count=len(without))):
            st.html(f'<div style="line-height:1.8">{"<br>".join(escape(title) for title in without)}</div>')
    columns = find_question("responsibilities").columns
    draw_downloads(Answer(columns, list(rows)), name)


def columns_of(city: City, loads: Sequence[Row], rows: Sequence[Row]) -> list[Head]:
    named = {row["agency"] for row in rows}
    order = [row["agency"] for row in loads if row["agency"] in named]
    order += sorted(named - set(order))
    single = [agency for agency in order if not city.is_group(agency)]
    groups = [agency for agency in order if city.is_group(agency)]
    return [
        Head(agency, city.name_of(agency), to_agency(city.code, agency).address, apart=bool(single) and agency in groups[:1])
        for agency in (*single, *groups)
    ]


def cells_of(graph: Opened, city: City, rows: Sequence[Row]) -> dict[tuple[str, str], Cell]:
    """(task, agency) -> the sign of the part that says most; the tip tells all of them."""
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        held[row["task"], row["agency"]].append(row)
    return {place: _cell(graph, city, parts) for place, parts in held.items()}


def legend_of(graph: Opened, rows: Sequence[Row]) -> list[Cell]:
    """A sign of each kind that `rows` have."""
    kinds = sorted({(row["role"], row["basis"]) for row in rows}, key=_strength)
    return [Cell(sign(graph, role), in_words(graph, role, basis), look(role, basis)) for role, basis in kinds]


def sign(graph: Opened, role: str) -> str:
    """The first letter of what the role is called: 牵, 配; L, S."""
    return labels(graph, "role").get(role, role)[:1].upper()


def in_words(graph: Opened, role: str, basis: str) -> str:
    return f"{labels(graph, 'role').get(role, role)}{t('agencies.brackets', words=labels(graph, 'basis').get(basis, basis))}"


def look(role: str, basis: str) -> str:
    if role not in ("lead", "support"):
        return "zm-sign-other"
    return f"zm-sign-{role}" if basis == ASSIGNED else f"zm-sign-{role}-implied"


def _cell(graph: Opened, city: City, parts: list[Row]) -> Cell:
    first = min(parts, key=lambda row: _strength((row["role"], row["basis"])))
    said = t("agencies.comma").join(dict.fromkeys(in_words(graph, row["role"], row["basis"]) for row in parts))
    tip = f"{city.name_of(first['agency'])} · {said}\n{city.title_of(first['task'])}\n“{' '.join(first['quote'].split())}”"
    return Cell(sign(graph, first["role"]), tip, look(first["role"], first["basis"]), to_source(first["id"]).address)


def _strength(part: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return (_STRONGEST.index(part) if part in _STRONGEST else len(_STRONGEST), part)
