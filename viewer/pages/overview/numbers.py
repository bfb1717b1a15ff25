"""The numbers of the cities, counted once a version, and how much of long lists the page shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from viewer.shared_graph import SharedGraph

CITIES = 24
"""So many cities are shown side by side: those with most facts."""
DOCUMENTS = 60
"""So many documents are listed: the newest."""
CONTRADICTIONS = 40
"""So many contradictions are listed."""


@dataclass(frozen=True)
class Numbers:
    """Of a city and the places in it: facts by kind, how many contradictions."""

    facts: Counter[str]
    contradictions: int


def numbers_of_cities(graph: SharedGraph) -> Mapping[str, Numbers]:
    """City -> its numbers, of the cities that are shown, in the order of documents."""
    return _numbers(graph, graph.version)


def cities_held(graph: SharedGraph) -> int:
    return len({row["city_code"] for row in graph.answer("documents").rows})


@st.cache_resource(max_entries=2, show_spinner=False)
def _numbers(_graph: SharedGraph, version: str) -> Mapping[str, Numbers]:
    facts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _graph.answer("fact_counts").rows:
        facts[row["document"]][row["kind"]] += row["facts"]
    contradictions: Counter[str] = Counter()
    for row in _graph.answer("finding_counts", severity="contradiction").rows:
        contradictions[row["document"]] += row["findings"]
    own: Counter[tuple[str, str]] = Counter()
    for row in _graph.answer("documents").rows:
        own[row["city"], row["city_code"]] += facts[row["document"]].total()
    shown = dict(own.most_common(CITIES))
    found = {}
    for name, code in own:
        if (name, code) in shown:
            documents = [row["document"] for row in _graph.answer("documents", city=code).rows]
            within = sum((facts[document] for document in documents), Counter[str]())
            found[name] = Numbers(within, sum(contradictions[document] for document in documents))
    return found
