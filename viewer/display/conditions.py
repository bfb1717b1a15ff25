"""The conditions of an offer in one sentence: what must hold together, and what will do instead."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from viewer.display.codes import label
from viewer.display.values import display_cell
from viewer.i18n import Language, language, t
from viewer.shared_graph import Row, SharedGraph

_KIND = "conditions"


def conditions_of(graph: SharedGraph, offers: Sequence[Row]) -> dict[str, str]:
    """Offer -> `年龄不大于 45，且全职；或者年龄不大于 40`, of the documents of these offers."""
    asked = [_conditions_of(graph, graph.version, language(), document) for document in dict.fromkeys(row["document"] for row in offers)]
    return {offer: words for of_document in asked for offer, words in of_document.items()}


@st.cache_resource(max_entries=400, show_spinner=False)
def _conditions_of(_graph: SharedGraph, version: str, spoken: Language, document: str) -> dict[str, str]:
    groups: dict[str, dict[int, list[str]]] = {}
    for row in _graph.answer(_KIND, document=document).rows:
        words = groups.setdefault(row["offer"], {}).setdefault(row["group"] or 0, [])
        if (condition := _condition(_graph, row)) not in words:
            words.append(condition)
    return {
        offer: t("conditions.or").join(t("conditions.and").join(words) for _, words in sorted(of_offer.items()))
        for offer, of_offer in groups.items()
    }


def _condition(graph: SharedGraph, row: Row) -> str:
    value = display_cell(graph, _KIND, "value", row).replace("|", t("conditions.any_of"))
    if row["comparator"] in (None, "eq", "in"):
        return value
    compared = t("source.compared", comparison=display_cell(graph, _KIND, "comparator", row), value=value)
    return f"{label(graph, 'condition-kind', row['kind'])} {compared}"
