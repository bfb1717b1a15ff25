"""The form: cities, and the fields of a person. The address holds what is told; a widget that is changed writes it there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from kg.export.matching.wording import Wording
from kg.matching.matched import Matching
from kg.matching.person import NOTHING_ELSE, NUMBERS
from kg.matching.vocabulary import choices
from viewer.components.select import select, selected
from viewer.display.entities import entity_names
from viewer.display.places import held_places
from viewer.i18n import t
from viewer.pages.match.state import MatchState
from viewer.shared_graph import SharedGraph

_FIELDS = ("degree", "study", "title", "employer", "hire", "coming")
_HONOURS = ("category:", "program:")


def draw_cities(graph: SharedGraph, state: MatchState) -> None:
    names = held_places(graph)
    key = MatchState.key("city")
    st.session_state[key] = [code for code in names if code in state.city]
    st.multiselect(
        t("match.cities"),
        list(names),
        key=key,
        format_func=lambda code: names.get(code, code),
        placeholder=t("match.choose_cities"),
        on_change=_cities_chosen,
    )


def _cities_chosen() -> None:
    replace(MatchState.latest(), city=frozenset(st.session_state[MatchState.key("city")])).save()


def draw_form(words: Wording, state: MatchState) -> None:
    """The fields of a person. Whatever is left open is unknown."""
    person = words.matching.person
    left, right = st.columns(2)
    for number, name in enumerate(_FIELDS):
        with left if number % 2 == 0 else right:
            key = MatchState.key(name)
            st.session_state[key] = person.get(name)
            options = {value: words.choice(name, value) for value in choices(name)}
            select(words.say(f"field.{name}"), key, options, clearable=True, placeholder=t("match.untold"), on_change=partial(_told, name))
    for column, (name, (low, high)) in zip((left, right), NUMBERS.items(), strict=True):
        key = MatchState.key(name)
        st.session_state[key] = int(person[name]) if name in person else None
        column.number_input(
            words.say(f"field.{name}"), low, high, key=key, step=1, placeholder=t("match.untold"), on_change=partial(_told, name)
        )
    key = MatchState.key("native")
    st.session_state[key] = person.get("native", "")
    st.text_input(
        words.say("field.native"), key=key, max_chars=20, placeholder=t("match.native_example"), on_change=partial(_told, "native")
    )
    _draw_honours(words, state)


def _draw_honours(words: Wording, state: MatchState) -> None:
    """Categories, honours and classes of schools that the offers name, and whether these are all."""
    offered = {key: words.name(key, name) for key, name in named_honours(words.matching).items()}
    key = MatchState.key("category")
    told = words.matching.person.get("yes", "").split(",")
    st.session_state[key] = [name for name in offered if name in told]
    st.multiselect(
        t("match.honours"),
        sorted(offered, key=lambda name: offered[name]),
        key=key,
        format_func=lambda name: offered.get(name, name),
        placeholder=t("match.none_told"),
        on_change=_honours_chosen,
    )
    key = MatchState.key("complete")
    st.session_state[key] = state.complete is not None
    st.checkbox(t("match.complete"), key=key, help=t("match.complete_help"), on_change=_complete_chosen)


def named_honours(matching: Matching) -> dict[str, str]:
    """The key of each category, honour and class of schools that offers of the cities ask for -> its words."""
    found: dict[str, str] = {}
    for city in matching.cities:
        for offer in city.offers:
            found |= {people.key: people.name for people in offer.people}
    found |= {q.key: q.words for q in matching.questions if q.key.startswith((*_HONOURS, "school:"))}
    found |= {key: words for key, words in matching.statements.items() if key.startswith((*_HONOURS, "school:"))}
    return found


def honour_names(graph: SharedGraph, matching: Matching) -> dict[str, str]:
    """The names of categories and honours in the reader's language."""
    ids: dict[str, list[str]] = {"category": [], "program": []}
    for key in named_honours(matching):
        kind, _, id_ = key.partition(":")
        if kind in ids:
            ids[kind].append(id_)
    return {f"{kind}:{id_}": name for kind, wanted in ids.items() for id_, name in entity_names(graph, kind, wanted).items()}


def _told(name: str) -> None:
    key = MatchState.key(name)
    value = st.session_state[key] if name in (*NUMBERS, "native") else selected(key)
    told: dict[str, Any] = {name: str(value).strip() if value not in (None, "") else None}
    replace(MatchState.latest(), **told).save()


def _honours_chosen() -> None:
    chosen = frozenset(st.session_state[MatchState.key("category")])
    state = MatchState.latest()
    others = frozenset(key for key in state.yes if not key.startswith((*_HONOURS, "school:")))
    replace(state, yes=others | chosen, no=state.no - chosen, category=frozenset(), school=frozenset()).save()


def _complete_chosen() -> None:
    chosen = st.session_state[MatchState.key("complete")]
    replace(MatchState.latest(), complete=NOTHING_ELSE if chosen else None).save()
