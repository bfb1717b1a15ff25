"""问答: a question of the catalog with its filters, the rows, and the evidence of the selected row."""

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
from viewer.components.select import select
from viewer.errors import error_message, fragment, run_page
from viewer.i18n import pick, t
from viewer.markdown import escape_markdown
from viewer.pages.questions.code_examples import draw_code_examples
from viewer.pages.questions.result_table import draw_table
from viewer.pages.questions.row_details import draw_row
from viewer.pages.questions.state import QuestionsState
from viewer.pages.questions.summary import draw_empty, summary
from viewer.shared_graph import SharedGraph

FIRST = "funding"


def choose_question(asked: str | None) -> Question:
    catalog = {question.name: question for question in public_questions()}
    named = asked or FIRST
    if named not in catalog:
        show_message(error_message(unknown_question(named)), "error")
        named = FIRST
    st.session_state.setdefault("question", named)
    titles = {name: pick(question.title) for name, question in catalog.items()}
    return catalog[select(t("questions.question"), "question", titles) or FIRST]


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


def tick(key: str, row: int) -> None:
    """Select another row. A dataframe takes its selection from the reader only, so it gets another key."""
    st.session_state[f"{key}.first"] = row
    st.session_state[f"{key}.turn"] = st.session_state.get(f"{key}.turn", 0) + 1


def draw_steps(key: str, chosen: int, count: int) -> None:
    """Buttons for the previous and the next row, for keyboards."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for name, row, icon in (("before", chosen - 1, "chevron_left"), ("after", chosen + 1, "chevron_right")):
            st.button(
                t(f"questions.row_{name}"),
                key=f"questions.row_{name}",
                on_click=tick,
                args=(key, row),
                disabled=not 0 <= row < count,
                icon=f":material/{icon}:",
            )
        st.caption(t("questions.row", number=chosen + 1, count=count))


@fragment
def draw_rows(graph: SharedGraph, question: Question, given: dict[str, Any], answer: Answer) -> None:
    """The table and the evidence of the selected row: a fragment."""
    with st.container(horizontal=True, vertical_alignment="center"):
        raw = st.toggle(t("questions.raw"), key="questions.raw")
        draw_downloads(graph, answer, f"zhengmai-{question.name}-{graph.version}", question.name)
    state = QuestionsState.current()
    key = f"questions.rows.{question.name}.{sorted(given.items())}"
    first = st.session_state.setdefault(f"{key}.first", row_number(answer, state.row))
    turn = st.session_state.get(f"{key}.turn", 0)
    chosen = draw_table(graph, question, answer, raw=raw, chosen=first, key=f"{key}.{turn}")
    row = name_of_row(answer, chosen, answer.rows[chosen]) if state.row or chosen else None
    replace(state, row=row).save()
    st.subheader(t("questions.chosen"), anchor=False)
    draw_steps(key, chosen, len(answer.rows))
    draw_row(graph, question, answer, chosen)
    draw_evidence(graph, answer.rows[chosen])


def draw(graph: SharedGraph) -> None:
    if QuestionsState.has_moved():
        reset_inputs()
    state = QuestionsState.current()
    st.header(t("pages.questions"), anchor=False)
    with st.container(border=True):
        question = choose_question(state.question)
        st.caption(escape_markdown(in_language(question.about)))
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
