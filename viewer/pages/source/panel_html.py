"""Pieces of HTML that the panels beside the text share. Every text of the data is escaped."""

from __future__ import annotations

from html import escape

from viewer.components.evidence import shown_breaks
from viewer.components.linked_html import Linked
from viewer.display.codes import FACTS, label
from viewer.i18n import t
from viewer.links import to_source
from viewer.pages.source.fact_marks import MARKS
from viewer.pages.source.facts import Fact
from viewer.pages.source.findings import CONTRADICTION, Finding, Place
from viewer.shared_graph import Opened


def sign(graph: Opened, kind: str) -> str:
    """The character of a kind over its line."""
    mark = MARKS[kind]
    name = escape(label(graph, FACTS, kind))
    return f'<span class="sign {mark.line}" style="--kind:{mark.colour}" title="{name}">{escape(mark.sign)}</span>'


def fact_list(graph: Opened, linked: Linked, facts: list[Fact]) -> str:
    """Each fact as a link to its place."""
    rows = (f"<li>{sign(graph, fact.kind)}{linked.a(to_source(fact.id), fact.gist or fact.id, title=fact.id)}</li>" for fact in facts)
    return f"<ul>{''.join(rows)}</ul>"


def finding_html(graph: Opened, linked: Linked, finding: Finding, chosen: str | None) -> str:
    """What was found; of a contradiction its words, each a way to their place: two places side by side. `chosen` is the fact looked at."""
    head = f"<b>{escape(label(graph, 'severity', finding.severity))}</b>　{escape(finding.message)}"
    places = list(finding.places)
    if finding.severity != CONTRADICTION:
        shown = ""
    elif len(places) == 1:
        shown = "" if places[0].fact == chosen else f'<div class="only">{_words(linked, places[0])}</div>'
    else:
        shown = f'<div class="sides">{"".join(_side(linked, place, chosen, finding) for place in places)}</div>'
    return f'<div class="finding {escape(finding.severity)}">{head}{shown}</div>'


def _side(linked: Linked, place: Place, chosen: str | None, finding: Finding) -> str:
    name = t("source.here" if place.fact == (chosen or finding.here.fact) else "source.there")
    where = "" if place.document == finding.here.document else f'<div class="quiet">{escape(place.document)}</div>'
    kind = "side chosen" if place.fact == chosen else "side"
    return f'<div class="{kind}"><span class="quiet">{escape(name)}</span>{where}{_words(linked, place)}</div>'


def _words(linked: Linked, place: Place) -> str:
    return f"<div>{shown_breaks(place.quote)}</div>{linked.a(to_source(place.fact), t('source.go'), title=place.clause)}"
