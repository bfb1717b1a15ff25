"""The facts of a document, by kind, with their places, and what each says in a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from kg.export.cells import number
from kg.model.fact_kind import VALUE
from kg.model.facts import FACT_KINDS
from viewer.display.codes import label
from viewer.display.columns import scheme_of, things_of
from viewer.display.entities import name_of
from viewer.i18n import Language, language, t
from viewer.pages.source.fact_marks import KINDS
from viewer.shared_graph import Opened, Row

_WAN = 10_000
_EQUAL = "eq"
"""The comparison that goes without saying."""


@dataclass(frozen=True)
class Fact:
    """`text[start:end]` states it; `context` are further stretches that it needs. `row` answers its kind's question."""

    id: str
    kind: str
    clause: str
    start: int
    end: int
    context: tuple[tuple[int, int], ...]
    gist: str
    row: Row


def facts_of(graph: Opened, document: str) -> dict[str, Fact]:
    """Every fact of the document, by id, in the order of the text."""
    return _facts(graph, graph.version, language(), document)


@st.cache_resource(max_entries=12, show_spinner=False)
def _facts(_graph: Opened, version: str, language: Language, document: str) -> dict[str, Fact]:
    found = [
        Fact(
            row["id"], kind, row["clause"], row["start"], row["end"],
            tuple((start, end) for start, end in row["context"] or ()), gist(_graph, kind, row), row,
        )
        for kind in KINDS
        for row in _graph.put(kind, {"document": document}).rows
        if row["document"] == document
    ]  # fmt: skip
    return {fact.id: fact for fact in sorted(found, key=lambda fact: (fact.start, -fact.end, KINDS.index(fact.kind), fact.id))}


def gist(graph: Opened, kind: str, row: Row) -> str:
    """`牵头 · 市人社局`: the most telling values of a row."""
    summary = FACT_KINDS[kind].declared.summary
    parts = [_value(graph, kind, row) if column == VALUE else _cell(graph, kind, column, row) for column in summary]
    return " · ".join(filter(None, parts))


def _cell(graph: Opened, kind: str, column: str, row: Row) -> str:
    return "" if row[column] is None else shown(graph, kind, column, row[column])


def _value(graph: Opened, kind: str, row: Row) -> str:
    """`1,200万元`, `不低于55%`, `累计0.3万人`, `硕士`; empty where the row has none. Words without a figure have their own unit."""
    if "amount_min" in row:
        return _amount(row)
    if "value_min" in row:
        figures = _range(row["value_min"], row["value_max"], _plain)
        value = _cell(graph, kind, "value_text", row) + (figures + (row["unit"] or "") if figures else "")
    else:
        value = _cell(graph, kind, "value", row) + (row.get("unit") or "")
    if row.get("comparator") in (None, _EQUAL):
        return value
    return t("source.compared", comparison=_cell(graph, kind, "comparator", row), value=value)


def shown(graph: Opened, kind: str, column: str, value: object) -> str:
    """A value in the reader's words: a code by what it means, an id by its name, a number without idle zeros."""
    scheme, things = scheme_of(column, kind), things_of(column, kind)
    values: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    words = (
        label(graph, scheme, str(item)) if scheme else name_of(graph, things, str(item)) if things else _plain(item) for item in values
    )
    return t("source.and").join(" ".join(word.split()) for word in words)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return t("source.said_yes" if value else "source.said_no")
    return f"{number(value):,}" if isinstance(value, float) else str(value)


def _amount(row: Row) -> str:
    """The sum or rate of an offer as the text counts it; one that gives no number by its words."""
    if row["value_text"]:
        return " ".join(str(row["value_text"]).split())
    if row["rate_min"] is not None or row["rate_max"] is not None:
        return _bounded(
            row["rate_min"], row["rate_max"], lambda rate: f"{100 * rate:.4g}%" if rate <= 1 else t("source.times", value=f"{rate:.4g}")
        )
    return _bounded(row["amount_min"], row["amount_max"], _yuan)


def _bounded(least: float | None, most: float | None, say: Callable[[float], str]) -> str:
    if least is None and most is not None:
        return t("source.at_most", value=say(most))
    if most is None and least is not None:
        return t("source.at_least", value=say(least))
    return _range(least, most, say)


def _range(least: float | None, most: float | None, say: Callable[[float], str]) -> str:
    known = [value for value in dict.fromkeys((least, most)) if value is not None]
    return t("source.between", least=say(known[0]), most=say(known[1])) if len(known) > 1 else "".join(map(say, known))


def _yuan(yuan: float) -> str:
    if language() == "zh" and yuan >= _WAN:
        return t("source.wan", value=f"{number(yuan / _WAN):,}")
    return t("source.yuan", value=f"{number(yuan):,}")
