"""A map of the places held: a tile a province, each where it lies from the others. A click chooses the places of a province.

It needs no geography: no outline of a border is drawn, which in China needs an approval of its own, and no position of a city.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from viewer.components.figures import Figure, draw_chart_figure, source_line
from viewer.components.linked_html import draw_linked_html
from viewer.components.tile_chart import Tile as Square
from viewer.components.tile_chart import shaded, tile_chart
from viewer.components.vega import Spec
from viewer.html import render
from viewer.i18n import language, t
from viewer.links import Link
from viewer.pages.compare.state import key
from viewer.palette import LIGHT
from viewer.shared_graph import SharedGraph

if TYPE_CHECKING:
    from viewer.pages.compare.places import Place

_TILES = Path(__file__).with_name("province_tiles.csv")
_COLUMNS, _BELOW = 8, 9
"""The width of the map in tiles, and the row of provinces that it does not know."""


@dataclass(frozen=True)
class Tile:
    """`short` stands on the tile. `count`: places held there, of which `chosen` are compared. `names` are theirs."""

    name: str
    short: str
    row: int
    column: int
    count: int
    chosen: int
    names: str
    link: Link | None


@cache
def _layout() -> dict[str, dict[str, str]]:
    with _TILES.open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def tiles(held: Sequence[Place], chosen: frozenset[str]) -> list[Tile]:
    """Every province, and after them those of places whose province the layout lacks."""
    found = []
    unknown = sorted({place.province for place in held} - _layout().keys())
    places = {code: (int(row["row"]), int(row["column"])) for code, row in _layout().items()}
    places |= {code: (_BELOW, 1 + number % _COLUMNS) for number, code in enumerate(unknown)}
    for code, (row, column) in places.items():
        own = [place for place in held if place.province == code]
        tile = _layout().get(code)
        chinese = language() == "zh"
        name, short = (tile["name" if chinese else column] for column in ("name_en", "short_en")) if tile else (code[:2], code[:2])
        link = Link("compare", {"province": code}).selecting() if own else None
        picked = sum(place.code in chosen for place in own)
        found.append(Tile(name, short, row, column, len(own), picked, t("compare.and").join(place.name for place in own), link))
    return found


def draw_map(graph: SharedGraph, held: Sequence[Place], chosen: frozenset[str], cities: str) -> None:
    """`cities` is the key of the box of places: a click on a province adds its places there, or takes them out where all are chosen."""
    st.caption(t("compare.map_means", count=len(held)))
    drawn = tiles(held, chosen)
    clicked = draw_linked_html(render("compare/map.html", tiles=drawn), key("map"))
    figure = Figure(t("compare.figure_map"), source_line(graph), f"zhengmai-map-{graph.version}")
    draw_chart_figure(lambda: map_chart(drawn), figure)
    if clicked:
        own = {place.code for place in held if place.province == clicked.params.get("province")}
        st.session_state[cities] = sorted(chosen - own if own <= chosen else chosen | own)
        st.rerun()


def map_chart(drawn: Sequence[Tile]) -> Spec:
    """The map as a chart, for its figure: provinces with their number of places."""
    rows = [(str(number), "") for number in range(1, 1 + max(tile.row for tile in drawn))]
    columns = [(str(number), "") for number in range(1, 1 + max(tile.column for tile in drawn))]
    squares = []
    for tile in drawn:
        ground, ink = (LIGHT["support"], LIGHT["ground"]) if tile.chosen else (shaded(LIGHT["support"], 0.3), LIGHT["text"])
        words = f"{tile.short}\n{tile.count}" if tile.count else tile.short
        squares.append(Square(str(tile.row), str(tile.column), words, *((ground, ink) if tile.count else (LIGHT["panel"], LIGHT["quiet"]))))
    return tile_chart(rows, columns, squares)
