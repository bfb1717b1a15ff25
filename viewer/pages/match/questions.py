"""The questions that decide most, with the words that ask them; an answer goes into the address."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from kg.export.matching.wording import Wording
from kg.matching.person import Question
from viewer.html import draw_html
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.match.state import MatchState

_SHOWN = 4
"""So many questions are asked at a time."""
_YES, _NO = "yes", "no"


def draw_questions(words: Wording) -> None:
    """The next questions: those on a field of the form are named, those of yes or no are answered here."""
    asked = words.matching.questions
    if not asked:
        return
    st.markdown(f"##### {escape_markdown(t('match.next'))}")
    for question in asked[:_SHOWN]:
        left, right = st.columns([5, 2], vertical_alignment="center")
        with left:
            draw_html("match/question.html", question=words.question(question), decides=question.decides, offers=len(question.offers))
        with right:
            if question.kind == "field":
                st.caption(t("match.in_form"))
            else:
                _draw_answer(words, question)
    if len(asked) > _SHOWN:
        st.caption(t("match.more_questions", count=len(asked) - _SHOWN))
    kinds = sum(question.kind in ("category", "program") for question in asked)
    if kinds > _SHOWN and "complete" not in words.matching.person:
        st.caption(t("match.at_once", count=kinds))


def _draw_answer(words: Wording, question: Question) -> None:
    key = MatchState.key(f"answer.{question.key}")
    st.session_state[key] = None
    st.segmented_control(
        words.question(question),
        (_YES, _NO),
        key=key,
        format_func=lambda answer: t(f"match.{answer}"),
        label_visibility="collapsed",
        on_change=partial(_answered, question.key, key),
    )


def _answered(question: str, key: str) -> None:
    state, answer = MatchState.latest(), st.session_state[key]
    yes, no = state.yes - {question}, state.no - {question}
    replace(state, yes=yes | {question} if answer == _YES else yes, no=no | {question} if answer == _NO else no).save()


def draw_answered(words: Wording) -> None:
    """What was answered with yes or no, to be taken back."""
    told = words.matching.person
    given = {key: name for name in (_YES, _NO) for key in told.get(name, "").split(",") if key}
    if not given:
        return
    key = MatchState.key("given")
    st.session_state[key] = list(given)
    st.multiselect(
        t("match.given"),
        list(given),
        key=key,
        format_func=lambda name: f"{t(f'match.{given[name]}')} · {words.statement(name)}" if name in given else name,
        on_change=_taken_back,
    )


def _taken_back() -> None:
    kept = frozenset(st.session_state[MatchState.key("given")])
    state = MatchState.latest()
    replace(state, yes=state.yes & kept, no=state.no & kept, category=state.category & kept, school=state.school & kept).save()
