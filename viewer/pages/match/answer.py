"""The answer first: one card a city, and the cities side by side by what is offered."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from kg.export.matching.wording import Wording
from kg.export.text import one_line
from kg.matching.matched import CityMatch
from viewer.display.documents import Status, document_status
from viewer.html import render
from viewer.i18n import t
from viewer.links import Link, to_source
from viewer.shared_graph import SharedGraph


@dataclass(frozen=True)
class DocumentLine:
    link: Link
    title: str
    status: Status
    basis: str
    rule: str


def answer_html(graph: SharedGraph, words: Wording) -> Markup:
    cities = [(city, words.headline(city), words.details(city), document_lines(graph, words, city)) for city in words.matching.cities]
    return render("match/answer.html", cities=cities)


def document_lines(graph: SharedGraph, words: Wording, city: CityMatch) -> list[DocumentLine]:
    """The documents that a city's offers stand in, each with its status and why it has it."""
    found = []
    for id_ in dict.fromkeys(offer.row["document"] for offer in city.offers):
        row = words.matching.documents[id_]
        title = row["number"] or row["title"]
        rule = words.say("document.rule", quote=one_line(row["stacking_words"])) if row["stacking_words"] else ""
        found.append(DocumentLine(to_source(document=id_), title, document_status(graph, row["status"]), row["status_basis"] or "", rule))
    return found


@dataclass
class KindCell:
    """Of one kind in one city: the offers that are met, and how many are open or left to the office."""

    met: list[tuple[Link, str]] = field(default_factory=list)
    asked: int = 0
    office: int = 0


def compare_html(words: Wording) -> Markup:
    """Rows are kinds of money and instruments with something met or open, columns the cities."""
    cities = words.matching.cities
    kinds: dict[str, list[KindCell]] = {}
    for number, city in enumerate(cities):
        for offer in (offer for offer in city.offers if offer.state != "not_met"):
            cell = kinds.setdefault(words.kind(offer), [KindCell() for _ in cities])[number]
            if offer.state == "met":
                cell.met.append((to_source(offer.id), words.offer(offer)))
            elif offer.asks:
                cell.asked += 1
            else:
                cell.office += 1
    ranked = sorted(kinds.items(), key=lambda item: (-sum(len(c.met) for c in item[1]), -sum(c.asked for c in item[1]), item[0]))
    return render("match/compare.html", cities=[city.city for city in cities], kinds=ranked, kind=t("match.kind"))
