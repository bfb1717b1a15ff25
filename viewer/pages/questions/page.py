"""问答: a question of the catalog with its filters, the rows, and beside them all about the row that is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from kg.errors import UnknownValue
from kg.queries.catalog import Question, public_questions, unknown_question
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.evidence import draw_evidence
from viewer.components.message import show_message
from viewer.components.question_inputs import draw_inputs, in_language, input_keys, input_label
from viewer.components.select import select, selected
from viewer.errors import error_message, fragment, run_page
from viewer.i18n import pick, t
from viewer.markdown import escape_markdown
from viewer.pages.questions.code_examples import draw_code_examples
from viewer.pages.questions.groups import group_of, grouped
from viewer.pages.questions.result_table import draw_raw, draw_rows_table
from viewer.pages.questions.row_details import draw_row
from viewer.pages.questions.state import QuestionsState
from viewer.pages.questions.summary import draw_empty, file_name, summary
from viewer.shared_graph import SharedGraph

FIRST = "offers"
_GROUP = "questions.group"


def choose_question(asked: str | None) -> Question:
    """A group of questions, then one of the group."""
    catalog = {question.name: question for question in public_questions()}
    named = asked or FIRST
    if named not in catalog:
        show_message(error_message(unknown_question(named)), "error")
        named = FIRST
    st.session_state.setdefault("question", named)
    groups = grouped()
    group = group_of(selected("question") or named)
    st.session_state[_GROUP] = group
    st.pills(
        t("questions.wanted"),
        list(groups),
        format_func=lambda group: t(f"questions.group.{group}"),
        key=_GROUP,
        on_change=_first_of_group,
        label_visibility="collapsed",
    )
    titles = {question.name: pick(question.title) for question in groups[group]}
    left, right = st.columns([2, 5], vertical_alignment="center")
    with left:
        question = catalog[select(t("questions.question"), "question", titles, label_visibility="collapsed") or FIRST]
    right.caption(escape_markdown(in_language(question.about)))
    return question


def _first_of_group() -> None:
    if group := st.session_state[_GROUP]:
        st.session_state["question"] = grouped()[group][0].name


def reset_inputs() -> None:
    """The inputs take their values from the address again."""
    for key in ("question", *(key for question in public_questions() for key in input_keys(question.name))):
        st.session_state.pop(key, None)


def row_number(answer: Answer, named: str | None) -> int:
    """The row that the address names: by its id, or by its number where rows have none."""
    for number, row in enumerate(answer.rows):
        if named is not None and named == name_of_row(answer, number, row):
            return number
    return 0


def name_of_row(answer: Answer, number: int, row: dict[str, Any]) -> str:
    return str(row["id"]) if "id" in answer.columns else str(number + 1)


def choose(row: str) -> None:
    replace(QuestionsState.latest(), row=row).save()


def draw_steps(answer: Answer, chosen: int) -> None:
    """Buttons for the previous and the next row, for keyboards."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for name, row, icon in (("before", chosen - 1, "chevron_left"), ("after", chosen + 1, "chevron_right")):
            there = 0 <= row < len(answer.rows)
            st.button(
                t(f"questions.row_{name}"),
                key=f"questions.row_{name}",
                on_click=choose,
                args=(name_of_row(answer, row, answer.rows[row]) if there else "",),
                disabled=not there,
                icon=f":material/{icon}:",
            )
        st.caption(t("questions.row", number=chosen + 1, count=len(answer.rows)))


@fragment
def draw_rows(graph: SharedGraph, question: Question, given: dict[str, Any], answer: Answer) -> None:
    """The table, and beside it the row that is chosen: a fragment."""
    with st.container(horizontal=True, vertical_alignment="center"):
        raw = st.toggle(t("questions.raw"), key="questions.raw")
        draw_downloads(graph, answer, file_name(graph, question, given), question.name)
    if raw:
        draw_raw(graph, question, answer)
        return
    state = QuestionsState.current()
    chosen = row_number(answer, state.row)
    left, right = st.columns([8, 5] if "quote" in answer.columns else [9, 4], gap="medium")
    with left:
        clicked = draw_rows_table(graph, question, answer, chosen, f"questions.rows.{question.name}.{sorted(given.items())}")
    if clicked is not None and clicked < len(answer.rows):
        replace(state, row=name_of_row(answer, clicked, answer.rows[clicked])).save()
        st.rerun(scope="fragment")
    with right, st.container(key="questions_detail"):
        draw_steps(answer, chosen)
        draw_evidence(graph, answer.rows[chosen])
        draw_row(graph, question, answer, chosen)


def draw(graph: SharedGraph) -> None:
    if QuestionsState.has_moved():
        reset_inputs()
    state = QuestionsState.current()
    st.header(t("pages.questions"), anchor=False)
    with st.container(border=True):
        question = choose_question(state.question)
        given = draw_inputs(graph, question, state.filters)
    QuestionsState(question=question.name, filters=given, row=state.row).save()
    missing = [name for name, parameter in question.parameters.items() if parameter.required and name not in given]
    if missing:
        show_message(t("questions.needs", names=t("questions.and").join(input_label(question, name) for name in missing)))
        return
    try:
        answer = graph.answer(question.name, given)
    except UnknownValue as error:
        show_message(error_message(error), "error")
        return
    if answer.rows:
        st.markdown(f"**{escape_markdown(summary(graph, question, given, len(answer.rows)))}**")
        draw_rows(graph, question, given, answer)
    else:
        draw_empty(graph, question, given)
    draw_code_examples(question, given)


run_page(draw)
