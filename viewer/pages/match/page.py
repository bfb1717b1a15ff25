"""人才适配: a person against the offers of cities. The answer comes first, then the question that tells most, then the offers."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kg.errors import InvalidArgument, UnknownValue
from kg.export.matching.wording import Wording
from kg.matching.matched import Matching
from viewer.components.linked_html import draw_linked_html
from viewer.components.message import show_invalid, show_message
from viewer.display.codes import labels
from viewer.display.places import held_places, place_called
from viewer.errors import error_message, run_page
from viewer.i18n import language, t
from viewer.pages.match.answer import answer_html, compare_html
from viewer.pages.match.downloads import draw_match_downloads
from viewer.pages.match.form import draw_cities, draw_form, honour_names
from viewer.pages.match.offers import draw_offers
from viewer.pages.match.questions import draw_answered, draw_questions
from viewer.pages.match.state import MatchState
from viewer.shared_graph import SharedGraph

_SCHEMES = ("condition-kind", "funding-kind", "instrument", "period", "document-status")
_FIRST_CITIES = 6
"""So many cities are compared where the address names none and no more are held."""


def cities_of(graph: SharedGraph, state: MatchState) -> MatchState:
    """The state with cities by their codes: those that the address names by name or code, else all where they are few."""
    names = held_places(graph)
    if not state.city and not MatchState.is_visited() and len(names) <= _FIRST_CITIES:
        return replace(state, city=frozenset(names))
    found = {asked: place_called(names, asked) for asked in sorted(state.city)}
    for asked in (asked for asked, code in found.items() if code is None):
        show_message(t("match.unknown_city", city=asked), "error")
    return replace(state, city=frozenset(filter(None, found.values())))


def match(graph: SharedGraph, state: MatchState) -> Matching:
    """A matching; without what cannot be read, which is reported."""
    try:
        return graph.match(state.person, sorted(state.city))
    except (UnknownValue, InvalidArgument) as error:
        show_message(error_message(error), "error")
        return graph.match({}, sorted(state.city))


def draw(graph: SharedGraph) -> None:
    state = cities_of(graph, MatchState.current())
    st.header(t("pages.match"), anchor=False)
    show_invalid(state)
    form, answer = st.columns([4, 9], gap="large")
    with form:
        draw_cities(graph, state)
    state.save()
    if not state.city:
        answer.caption(t("match.about"))
        return
    matching = match(graph, state)
    words = Wording(matching, language(), {scheme: labels(graph, scheme) for scheme in _SCHEMES}, honour_names(graph, matching))
    with form:
        draw_form(words, state)
        draw_answered(words)
    with answer:
        draw_linked_html(answer_html(graph, words), "match.answer")
        draw_questions(words)
        if len(matching.cities) > 1:
            st.markdown(f"##### {t('match.side_by_side')}")
            draw_linked_html(compare_html(words), "match.compare")
        st.markdown(f"##### {t('match.offers')}")
        for tab, city in zip(st.tabs([city.city for city in matching.cities]), matching.cities, strict=True):
            with tab:
                draw_offers(words, city)
        draw_match_downloads(graph, words)
        st.caption(words.say("note"))


run_page(draw)
