"""What the health rules found in a document, by the facts that it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from kg.model.finding_answer import OPEN
from viewer.i18n import language
from viewer.shared_graph import Row, SharedGraph

CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Place:
    """A quote in a document, and the fact that it states."""

    document: str
    clause: str
    quote: str
    start: int
    end: int
    fact: str


@dataclass(frozen=True)
class Finding:
    """One place, or several that do not agree."""

    id: str
    rule: str
    severity: str
    messages: tuple[str, str]
    """Chinese, English."""
    here: Place
    there: Place | None
    arithmetic: tuple[str, str] = ("", "")
    """Chinese, English."""
    answer: str | None = None
    """The code of what was answered; None where nobody did."""
    further: tuple[Place, ...] = ()
    """Other places that it rests on, in the order of the text."""

    @property
    def message(self) -> str:
        return self.messages[0 if language() == "zh" else 1]

    @property
    def calculation(self) -> str:
        """The arithmetic in the reader's language; empty where it has none."""
        return self.arithmetic[0 if language() == "zh" else 1]

    @property
    def places(self) -> Iterator[Place]:
        yield self.here
        if self.there is not None and self.there.fact != self.here.fact:
            yield self.there
        yield from self.further


def findings_of(graph: SharedGraph, document: str) -> list[Finding]:
    """In the order of the text."""
    return _findings(graph, graph.version, document)


def findings_on(graph: SharedGraph, document: str, fact: str) -> list[Finding]:
    return [finding for finding in findings_of(graph, document) if any(place.fact == fact for place in finding.places)]


def contradictions(graph: SharedGraph, document: str) -> list[Finding]:
    return [finding for finding in findings_of(graph, document) if finding.severity == CONTRADICTION]


def clashing(graph: SharedGraph, document: str) -> set[str]:
    """The facts that contradictions are about."""
    return {place.fact for finding in contradictions(graph, document) for place in finding.places}


@st.cache_resource(max_entries=24, show_spinner=False)
def _findings(_graph: SharedGraph, version: str, document: str) -> list[Finding]:
    rows = [row for row in _graph.answer("findings", {"document": document}).rows if row["document"] == document]
    text = _graph.source(document).text if rows else ""
    return sorted((_finding(row, text) for row in rows), key=lambda finding: (finding.here.start, finding.id))


def _finding(row: Row, text: str) -> Finding:
    here = Place(row["document"], row["clause"], row["quote"], row["start"], row["end"], "/".join(row["id"].split("/")[:4]))
    there = None
    if row["other_id"]:
        document = row["other_id"].split("/")[0]
        there = Place(document, row["other_clause"], row["other_quote"], row["other_start"], row["other_end"], row["other_id"])
    shown = {here.fact, row["other_id"]}
    further = tuple(
        _place(row["document"], at, fact, text) for fact, at in zip(row["fact_ids"], row["places"], strict=True) if fact not in shown
    )
    return Finding(
        id=row["id"],
        rule=row["rule"],
        severity=row["severity"],
        messages=(row["message"], row["message_en"]),
        here=here,
        there=there,
        arithmetic=(row["arithmetic"] or "", row["arithmetic_en"] or ""),
        answer=row["answer"] if row["answer"] != OPEN else None,
        further=further,
    )


def _place(document: str, at: str, fact: str, text: str) -> Place:
    clause, start, end = at.split(" ")
    return Place(document, clause, text[int(start) : int(end)], int(start), int(end), fact)
