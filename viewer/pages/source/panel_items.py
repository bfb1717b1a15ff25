"""Values of the templates of the panel: facts and findings with their signs and links."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.display.codes import FACTS, label
from viewer.display.fact_marks import MARKS
from viewer.i18n import t
from viewer.links import Link, to_source
from viewer.pages.source.facts import Fact
from viewer.pages.source.findings import CONTRADICTION, Finding, Place
from viewer.shared_graph import SharedGraph


@dataclass(frozen=True)
class KindSign:
    """The character of a kind of facts over its line."""

    name: str
    character: str
    line: str
    colour: str


@dataclass(frozen=True)
class FactItem:
    sign: KindSign
    link: Link
    gist: str
    id: str


@dataclass(frozen=True)
class FindingPlace:
    """A quote of a finding. `document` is given where it is another than that of the finding; `chosen`: the fact that is shown."""

    name: str
    document: str | None
    quote: str
    link: Link
    clause: str
    chosen: bool


@dataclass(frozen=True)
class FindingItem:
    """`places`: of a contradiction, one or two quotes."""

    severity: str
    severity_name: str
    message: str
    arithmetic: str
    answer: str
    """What was answered; empty where nobody did."""
    health: Link
    """To the finding on the page of the health check."""
    places: list[FindingPlace]


def within(document: str, link: Link) -> Link:
    """The link; it selects where it leads to a place in the document that is open."""
    return link.selecting(link.page == "source" and link.params.get("document") == document)


def kind_sign(graph: SharedGraph, kind: str) -> KindSign:
    mark = MARKS[kind]
    return KindSign(label(graph, FACTS, kind), mark.sign, mark.line, mark.colour)


def fact_items(graph: SharedGraph, document: str, facts: list[Fact]) -> list[FactItem]:
    return [FactItem(kind_sign(graph, f.kind), within(document, to_source(f.id)), f.gist or f.id, f.id) for f in facts]


def finding_item(graph: SharedGraph, document: str, finding: Finding, chosen: str | None) -> FindingItem:
    """`chosen` is the id of the fact that is shown. A contradiction in its own words alone needs no quote."""
    places = list(finding.places)
    if finding.severity != CONTRADICTION or (len(places) == 1 and places[0].fact == chosen):
        places = []
    return FindingItem(
        finding.severity,
        label(graph, "severity", finding.severity),
        finding.message,
        finding.calculation,
        label(graph, "finding-answer", finding.answer),
        Link("health", {"finding": finding.id}),
        [_finding_place(document, finding, place, chosen) for place in places],
    )


def _finding_place(document: str, finding: Finding, place: Place, chosen: str | None) -> FindingPlace:
    return FindingPlace(
        t("source.here" if place.fact == (chosen or finding.here.fact) else "source.there"),
        None if place.document == finding.here.document else place.document,
        place.quote,
        within(document, to_source(place.fact)),
        place.clause,
        place.fact == chosen,
    )
