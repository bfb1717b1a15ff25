"""The quotes of a cell: each fact with its words and the way to its place in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text.quotes import on_one_line
from viewer.components.linked_html import draw_linked_html
from viewer.display.codes import FACTS, label
from viewer.display.entities import entity_names
from viewer.display.values import display_value, fact_value
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link, to_source
from viewer.shared_graph import Row, SharedGraph

_MOST = 40
_CODES = {"measures": ("instrument",), "funding": ("kind", "period", "per", "tier")}
"""Columns whose codes sum a fact up."""


@dataclass(frozen=True)
class Quote:
    kind: str
    about: str
    words: str
    document: str
    link: Link


def draw_quotes(graph: SharedGraph, title: str, ids: Sequence[str], key: str, nothing: str = "") -> None:
    """The quotes of these facts, in the order of the texts; `nothing` is said where there is none."""
    quotes = quotes_of(graph, ids[:_MOST])
    draw_linked_html(render("compare/quotes.html", title=title, quotes=quotes, rest=len(ids) - len(quotes), nothing=nothing), key)


def quotes_of(graph: SharedGraph, ids: Sequence[str]) -> list[Quote]:
    rows = facts(graph, ids)
    names = entity_names(graph, "document", {row["document"] for _, row in rows})
    return [
        Quote(label(graph, FACTS, kind), about(graph, kind, row), on_one_line(row["quote"]), names[row["document"]], to_source(row["id"]))
        for kind, row in rows
    ]


def facts(graph: SharedGraph, ids: Sequence[str]) -> list[tuple[str, Row]]:
    """Kind and row of each fact, in the order of documents and texts. An id is `<document>/<clause>/<kind>/<n>`."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id_ in ids:
        document, _, kind, _ = id_.split("/")
        wanted[document, kind].add(id_)
    found = [
        (kind, row) for (document, kind), own in wanted.items() for row in graph.answer(kind, document=document).rows if row["id"] in own
    ]
    return sorted(found, key=lambda one: (one[1]["document"], one[1]["start"], one[1]["id"]))


def about(graph: SharedGraph, kind: str, row: Row) -> str:
    """What it is in a few words: instrument, or kind of money with period and sum, or goal with its year."""
    codes = [display_value(graph, kind, column, row[column]) for column in _CODES.get(kind, ()) if row[column]]
    value = fact_value(graph, kind, row) if kind in ("funding", "targets", "baselines") else ""
    year = row.get("target_year") or row.get("year")
    return " · ".join(filter(None, [*codes, value or (t("compare.no_sum") if kind == "funding" else ""), str(year or "")]))
