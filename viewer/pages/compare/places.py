"""The places that can be compared, and those that are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import streamlit as st

from kg.errors import UnknownValue
from viewer.components.message import show_message
from viewer.display.codes import label
from viewer.display.places import place_called
from viewer.errors import error_message
from viewer.i18n import language, t
from viewer.pages.compare.province_map import draw_map
from viewer.pages.compare.state import CompareState, key
from viewer.shared_graph import Row, SharedGraph

USUAL = 12
"""So many places are shown unless the reader chooses: a table that is read at a glance."""
_NAMED = 8
"""So many names stand in a sentence."""


@dataclass(frozen=True)
class Place:
    """`status` is the code that all its documents share, empty where they differ; `facts` are theirs, `documents` their ids."""

    code: str
    name: str
    status: str
    facts: int
    documents: tuple[str, ...]

    @property
    def province(self) -> str:
        return f"{self.code[:2]}0000"


@st.cache_resource(max_entries=4, show_spinner=False)
def places(_graph: SharedGraph, version: str) -> dict[str, Place]:
    """Code -> place of the documents held, in the order of codes: those of a province together."""
    rows = sorted(_graph.answer("documents").rows, key=itemgetter("city_code"))
    found = {}
    for code, group in groupby(rows, key=itemgetter("city_code")):
        own = list(group)
        statuses = {row["status"] for row in own}
        found[code] = Place(
            code,
            own[0]["city"],
            statuses.pop() if len(statuses) == 1 else "",
            sum(row["facts"] for row in own),
            tuple(row["document"] for row in own),
        )
    return found


def usual(known: Mapping[str, Place]) -> list[str]:
    most = sorted(known.values(), key=lambda place: (-place.facts, place.code))[:USUAL]
    return sorted(place.code for place in most)


def choose_places(graph: SharedGraph, state: CompareState) -> list[Place]:
    """Those chosen in the box, else those of the address, else the usual ones. An unknown one is reported."""
    known, name = places(graph, graph.version), key("cities")
    added = _without_documents(graph, known, state.cities)
    options = {**known, **added}
    if name not in st.session_state:
        st.session_state[name] = sorted(filter(None, (_called(options, asked) for asked in state.cities))) or usual(known)
    box, chart = st.columns([8, 3], vertical_alignment="bottom")
    with chart, st.popover(t("compare.map"), icon=":material/grid_view:", width="stretch"):
        draw_map(graph, list(known.values()), frozenset(st.session_state[name]), name)
    with box:
        chosen = st.multiselect(
            t("compare.cities"),
            list(options),
            key=name,
            format_func=lambda code: options[code].name if code in options else code,
            placeholder=t("compare.choose_cities"),
        )
    if len(known) > len(chosen):
        st.caption(t("compare.shown", count=len(chosen), all=len(known)))
    return [options[code] for code in sorted(chosen)]


def _called(known: Mapping[str, Place], asked: str) -> str | None:
    return place_called({code: place.name for code, place in known.items()}, asked)


def _without_documents(graph: SharedGraph, known: Mapping[str, Place], written: frozenset[str]) -> dict[str, Place]:
    """Places of the address that no document is of."""
    found: dict[str, Place] = {}
    for one in sorted(asked for asked in written if not _called(known, asked)):
        try:
            rows: Sequence[Row] = graph.answer("comparison", city=one).rows
        except UnknownValue as error:
            show_message(error_message(error), "error")
            continue
        found |= {row["city_code"]: Place(row["city_code"], row["city"], "", 0, ()) for row in rows if row["city_code"] not in known}
    return found


def saved(graph: SharedGraph, chosen: Sequence[Place]) -> frozenset[str]:
    """What the address says of them: nothing where they are the usual ones."""
    codes = [place.code for place in chosen]
    return frozenset() if codes == usual(places(graph, graph.version)) else frozenset(codes)


def outdated(graph: SharedGraph, place: Place) -> str:
    """The status of its documents where it is another than in force; empty where they differ or are in force."""
    return label(graph, "document-status", place.status) if place.status not in ("", "in_force") else ""


def listed(names: Sequence[str]) -> str:
    """The names in a sentence; of many the first few and how many there are."""
    if len(names) <= _NAMED:
        return t("compare.and").join(names)
    return t("compare.and_more", names=t("compare.and").join(names[:_NAMED]), count=len(names))


def named(row: Row, column: str) -> str:
    """A name in the reader's language; in Chinese where there is no English one."""
    return str((row.get(f"{column}_en") if language() == "en" else None) or row[column])
