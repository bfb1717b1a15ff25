"""Two documents side by side: each clause with those of the other on the same subject, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import streamlit as st

from kg.text.clauses import UNNUMBERED
from kg.text.quotes import as_read
from viewer.components.downloads import draw_row_downloads
from viewer.components.linked_html import draw_linked_html
from viewer.components.message import show_message
from viewer.display.codes import labels
from viewer.display.entities import entity_names
from viewer.html import draw_html, render
from viewer.i18n import t
from viewer.links import Link, to_source
from viewer.pages.compare.choices import choose
from viewer.pages.compare.places import Place
from viewer.pages.compare.state import CompareState, key
from viewer.shared_graph import Row, SharedGraph

_SCHEMES = {"instrument": "instrument", "money": "funding-kind", "topic": "agency-function"}
_WORDS = 5


@dataclass(frozen=True)
class Clause:
    name: str
    link: Link


@dataclass(frozen=True)
class Match:
    clause: Clause
    score: float
    shared: str


def draw_clauses(graph: SharedGraph, state: CompareState, chosen: Sequence[Place]) -> None:
    ids = [document for place in chosen for document in place.documents]
    if len(ids) < 2:
        show_message(t("compare.two_documents"))
        return
    titles = {id_: f"{_city(chosen, id_)} · {title}" for id_, title in entity_names(graph, "document", ids).items()}
    left, right = st.columns(2, gap="medium")
    with left:
        document = choose(t("compare.document"), titles, state.document, "document") or ids[0]
    rest = {id_: title for id_, title in titles.items() if id_ != document}
    with right:
        other = choose(t("compare.other_document"), rest, state.other if state.other != document else None, "other") or next(iter(rest))
    replace(state, document=document, other=other).save()
    rows = graph.answer("clause_matches", document=document, other=other).rows
    matched = {row["clause"] for row in rows if row["other"]}
    alone = sum(not row["other"] for row in rows)
    back = graph.answer("clause_matches", document=other, other=document).rows
    there = sum(not row["other"] for row in back)
    said = t("compare.said_clauses", count=len(matched), all=len(matched) + alone, alone=alone, there=there)
    draw_html("compare/summary.html", sentences=[said, t("compare.said_similarity")])
    pairs = pairs_of(graph, [row for row in rows if row["other"]])
    lists = [(titles[document], _headed(rows)), (titles[other], _headed(back))]
    html = render("compare/clauses.html", left=titles[document], right=titles[other], pairs=pairs, lists=lists)
    draw_linked_html(html, key("clauses"))
    draw_row_downloads(graph, rows, f"zhengmai-clauses-{document}-{other}-{graph.version}", "clause_matches")


def _headed(rows: Sequence[Row]) -> list[Clause]:
    """Clauses without a match that have a heading: rows of tables and paragraphs say little by themselves."""
    return [clause_of(row, "") for row in rows if not row["other"] and row["number"] and row["heading"]]


def _city(chosen: Sequence[Place], document: str) -> str:
    return next(place.name for place in chosen if document in place.documents)


def clause_of(row: Row, prefix: str) -> Clause:
    """`prefix`: empty for the clause itself, `other_` for the one matched."""
    id_ = row["other"] if prefix else row["clause"]
    part = str(id_).split("/")[-1]
    name = " ".join(filter(None, [row[f"{prefix}number"], row[f"{prefix}heading"]]))
    name = name or (t(f"source.part.{part}") if part in UNNUMBERED else t("compare.row_of_table"))
    return Clause(as_read(name), to_source(clause=id_, document=row[f"{prefix}document"]))


def pairs_of(graph: SharedGraph, rows: Sequence[Row]) -> list[tuple[Clause, list[Match]]]:
    words = words_of(graph, rows)
    return [
        (clause_of(own[0], ""), [Match(clause_of(row, "other_"), row["score"], in_words(row, words)) for row in own])
        for own in (list(group) for _, group in groupby(rows, key=lambda row: row["clause"]))
    ]


def words_of(graph: SharedGraph, rows: Sequence[Row]) -> Mapping[tuple[str, str], str]:
    """(kind, id or code) -> what it is called."""
    wanted = {pair for row in rows for pair in zip(row["shared_kinds"], row["shared"], strict=True)}
    found = {(kind, code): name for kind, scheme in _SCHEMES.items() for code, name in labels(graph, scheme).items()}
    for kind in ("category", "indicator", "program"):
        found |= {(kind, id_): name for id_, name in entity_names(graph, kind, {id_ for k, id_ in wanted if k == kind}).items()}
    return found


def in_words(row: Row, words: Mapping[tuple[str, str], str]) -> str:
    """What both are about, what weighs most first; pieces of words that run on are joined."""
    named = [words[pair] for pair in zip(row["shared_kinds"], row["shared"], strict=True) if pair in words]
    pieces = [piece for kind, piece in zip(row["shared_kinds"], row["shared"], strict=True) if kind == "word"]
    heading = str(row["heading"] or "")
    runs = _runs(heading, set(pieces))
    return t("compare.and").join(list(dict.fromkeys([*(t("compare.quoted", words=run) for run in runs), *named]))[:_WORDS])


def _runs(heading: str, pieces: set[str]) -> list[str]:
    """The longest stretches of a heading that are made of shared pairs of letters, the longest first."""
    runs, run = [], ""
    for letter, following in pairwise(heading):
        if letter + following in pieces:
            run = (run or letter) + following
        elif run:
            runs.append(run)
            run = ""
    return sorted([*runs, run] if run else runs, key=len, reverse=True)[:2]
