"""Findings as the page shows them: in the reader's language, each passage with its words around and the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kg.findings.answering import unpublished_answer
from kg.model.finding_answer import OPEN
from kg.queries.catalog import questions
from kg.text.quotes import on_one_line
from viewer.components.evidence import Place, surroundings
from viewer.display.codes import RULES, label
from viewer.i18n import language, t
from viewer.links import Link, to_source
from viewer.pages.health.state import HealthState
from viewer.shared_graph import Row, SharedGraph


@dataclass(frozen=True)
class Passage:
    """A place that a finding rests on: its clause, its words and those around, the way to it in the source."""

    clause: str
    before: str
    quote: str
    after: str
    link: Link


@dataclass(frozen=True)
class Answered:
    """What was answered. `published`: whether the version in use has it."""

    answer: str
    reason: str
    by: str
    date: str
    published: bool = True


@dataclass(frozen=True)
class Finding:
    id: str
    severity: str
    city: str
    document: str
    document_link: Link
    rule: str
    about: str
    message: str
    arithmetic: str
    passages: tuple[Passage, ...]
    further: tuple[tuple[str, Link], ...]
    """Other places that it rests on: clause, and the way there."""
    leads: str
    answered: Answered | None
    link: Link
    """To this finding alone."""


def finding_of(graph: SharedGraph, row: Row, state: HealthState, data: Path | None) -> Finding:
    """A row of `finding_list` in words. `data`: the folder in which an answer may wait for the next build."""
    chinese = language() == "zh"
    document = row["document"]
    return Finding(
        id=row["id"],
        severity=row["severity"],
        city=row["city"],
        document=row["document_number"] or row["document_title"],
        document_link=to_source(document=document),
        rule=label(graph, RULES, row["rule"]),
        about=rule_about(row["rule"]),
        message=row["message" if chinese else "message_en"],
        arithmetic=row["arithmetic" if chinese else "arithmetic_en"] or "",
        passages=tuple(_passages(graph, row)),
        further=tuple(_further(graph, row)),
        leads="、".join(row["lead_names"]) if chinese else ", ".join(row["lead_names"]),
        answered=_answered(graph, row, data),
        link=state.link(finding=row["id"]),
    )


def rule_about(rule: str) -> str:
    """What a rule finds, in the reader's language."""
    found = questions("findings").get(rule)
    zh, _, en = (found.about if found else "").partition(" / ")
    return zh if language() == "zh" else en


def _passages(graph: SharedGraph, row: Row) -> Iterator[Passage]:
    facts = dict(zip(row["places"], row["fact_ids"], strict=True))
    yield _passage(graph, row, "", facts)
    if row["other_quote"] and row["other_start"] != row["start"]:
        yield _passage(graph, row, "other_", facts)


def _passage(graph: SharedGraph, row: Row, side: str, facts: dict[str, str]) -> Passage:
    clause, start, end = row[f"{side}clause"], row[f"{side}start"], row[f"{side}end"]
    fact = facts.get(f"{clause} {start} {end}")
    before, after = surroundings(graph, Place(row["document"], clause, row[f"{side}quote"], start, end))
    link = to_source(fact, clause=clause, document=row["document"], start=start, end=end)
    return Passage(_clause_name(graph, row["document"], clause), before, row[f"{side}quote"], after, link)


def _further(graph: SharedGraph, row: Row) -> Iterator[tuple[str, Link]]:
    shown = {row["start"], row["other_start"]}
    for place, fact in zip(row["places"], row["fact_ids"], strict=True):
        clause, start, end = place.split(" ")
        if int(start) not in shown:
            name = _clause_name(graph, row["document"], clause)
            yield name, to_source(fact, clause=clause, document=row["document"], start=int(start), end=int(end))


def _clause_name(graph: SharedGraph, document: str, clause: str) -> str:
    """Number and heading of a clause; of a row or part without them, those of what it stands in."""
    clauses = _clauses(graph, graph.version, document)
    row, inside = clauses.get(clause), False
    while row:
        if words := " ".join(on_one_line(part) for part in (row["number"], row["heading"]) if part):
            return t("health.part_of", clause=words) if inside else words
        row, inside = clauses.get(row["parent"] or ""), True
    return t("health.somewhere")


@st.cache_resource(max_entries=24, show_spinner=False)
def _clauses(_graph: SharedGraph, version: str, document: str) -> dict[str, Row]:
    return {row["clause"]: row for row in _graph.answer("clauses", document=document).rows}


def _answered(graph: SharedGraph, row: Row, data: Path | None) -> Answered | None:
    waiting = unpublished_answer(data, row) if data else None
    if waiting:
        code = label(graph, "finding-answer", waiting["answer"])
        return Answered(code, waiting["reason"], waiting["by"], waiting["date"], published=False)
    if row["answer"] == OPEN and not row["answered_by"]:
        return None
    return Answered(label(graph, "finding-answer", row["answer"]), row["answer_reason"], row["answered_by"], row["answered_on"])
