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
from viewer.pages.questions.result_table import draw_raw, draw_rows_table, wanted_rows
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


READ = 1000
"""So many rows are read of an answer at first; of a longer one all, where the address names a row after them."""
RAW = 5000
"""So many rows of raw columns are shown at most."""


def read_rows(graph: SharedGraph, question: Question, given: dict[str, Any], row: str | None) -> Answer:
    """The first rows of the answer, and `row` among them if there is one. Raises UnknownValue."""
    answer = graph.page(question.name, given, limit=max(READ, wanted_rows(table_key(question, given))))
    named = row is None or any(row == name_of_row(answer, number, found) for number, found in enumerate(answer.rows))
    return answer if named or answer.total == len(answer.rows) else graph.answer(question.name, given)


def table_key(question: Question, given: dict[str, Any]) -> str:
    return f"questions.rows.{question.name}.{sorted(given.items())}"


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
        st.caption(t("questions.row", number=chosen + 1, count=answer.total))


@fragment
def draw_rows(graph: SharedGraph, question: Question, given: dict[str, Any], answer: Answer) -> None:
    """The table, and beside it the row that is chosen: a fragment."""
    with st.container(horizontal=True, vertical_alignment="center"):
        raw = st.toggle(t("questions.raw"), key="questions.raw")
        draw_downloads(graph, lambda: graph.answer(question.name, given), file_name(graph, question, given), question.name)
    if raw:
        if answer.total > RAW:
            show_message(t("questions.raw_some", shown=f"{RAW:,}", count=f"{answer.total:,}"))
        draw_raw(graph, question, graph.page(question.name, given, limit=RAW))
        return
    state = QuestionsState.current()
    chosen = row_number(answer, state.row)
    left, right = st.columns([8, 5] if "quote" in answer.columns else [9, 4], gap="medium")
    with left:
        clicked = draw_rows_table(graph, question, answer, chosen, table_key(question, given))
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
        answer = read_rows(graph, question, given, state.row)
    except UnknownValue as error:
        show_message(error_message(error), "error")
        return
    if answer.rows:
        st.markdown(f"**{escape_markdown(summary(graph, question, given, answer.total))}**")
        draw_rows(graph, question, given, answer)
    else:
        draw_empty(graph, question, given)
    draw_code_examples(question, given)


run_page(draw)
