"""问答: put a question of the catalogue, see the rows and the words they rest on. The address holds question, filters and row."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kg.errors import UnknownValue
from kg.queries.catalog import Question, public_questions, unknown_question
from kg.queries.runner import Answer
from viewer.components.downloads import draw_downloads
from viewer.components.evidence import draw_evidence
from viewer.components.message import show_message
from viewer.components.question_inputs import ask_for, in_language, keys_of, label_of, moved, remember, remembered
from viewer.errors import error_message, fragment, run_page
from viewer.i18n import pick, t
from viewer.markdown import escape_markdown
from viewer.pages.questions.code_examples import draw_ways
from viewer.pages.questions.result_table import draw_table
from viewer.pages.questions.row_details import draw_row
from viewer.pages.questions.summary import draw_empty, sentence
from viewer.shared_graph import SharedGraph

PAGE = "questions"
FIRST = "funding"


def choose_question(before: dict[str, str]) -> Question:
    catalogue = {question.name: question for question in public_questions()}
    named = before.get("question", FIRST)
    if named not in catalogue:
        show_message(error_message(unknown_question(named)), "error")
        named = FIRST
    st.session_state.setdefault("question", named)
    titles = {name: pick(question.title) for name, question in catalogue.items()}
    return catalogue[st.selectbox(t("questions.question"), list(titles), key="question", format_func=titles.__getitem__)]


def forget() -> None:
    """What the inputs hold gives way to an address that was opened."""
    for key in ("question", *(key for question in public_questions() for key in keys_of(question.name))):
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
    """Tick another row: a table takes its ticks from the reader only, so that another table takes its place."""
    st.session_state[f"{key}.first"] = row
    st.session_state[f"{key}.turn"] = st.session_state.get(f"{key}.turn", 0) + 1


def draw_steps(key: str, chosen: int, count: int) -> None:
    """The row before and the row after, for those who have no mouse."""
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
    """The table, and the words of the row that is ticked: drawn anew by themselves when another is."""
    with st.container(horizontal=True, vertical_alignment="center"):
        raw = st.toggle(t("questions.raw"), key="questions.raw")
        draw_downloads(graph, answer, f"zhengmai-{question.name}-{graph.version}", question.name)
    named = remembered(PAGE).get("row")
    key = f"questions.rows.{question.name}.{sorted(given.items())}"
    first = st.session_state.setdefault(f"{key}.first", row_number(answer, named))
    turn = st.session_state.get(f"{key}.turn", 0)
    chosen = draw_table(graph, question, answer, raw=raw, chosen=first, key=f"{key}.{turn}")
    row = {"row": name_of_row(answer, chosen, answer.rows[chosen])} if named or chosen else {}
    remember(PAGE, {"question": question.name, **given, **row})
    st.subheader(t("questions.chosen"), anchor=False)
    draw_steps(key, chosen, len(answer.rows))
    draw_row(graph, question, answer, chosen)
    draw_evidence(graph, answer.rows[chosen])


def draw(graph: SharedGraph) -> None:
    if moved(PAGE):
        forget()
    before = remembered(PAGE)
    st.header(t("pages.questions"), anchor=False)
    with st.container(border=True):
        question = choose_question(before)
        st.caption(escape_markdown(in_language(question.about)))
        given = ask_for(graph, question, before)
    kept = {"row": before["row"]} if "row" in before else {}
    remember(PAGE, {"question": question.name, **given, **kept})
    missing = [name for name, parameter in question.parameters.items() if parameter.required and name not in given]
    if missing:
        show_message(t("questions.needs", names=t("questions.and").join(label_of(question, name) for name in missing)))
        return
    try:
        answer = graph.answer(question.name, given)
    except UnknownValue as error:
        show_message(error_message(error), "error")
        return
    if answer.rows:
        st.markdown(f"**{escape_markdown(sentence(graph, question, given, len(answer.rows)))}**")
        draw_rows(graph, question, given, answer)
    else:
        draw_empty(graph, question, given)
    draw_ways(question, given)


run_page(draw)
