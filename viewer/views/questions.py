"""问答: put a question of the catalogue, see the rows and the words they rest on."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kg.export.answers import answer_bytes
from kg.queries.catalog import Question, asked_questions
from kg.queries.resolve import UnknownValue
from kg.queries.runner import Answer, UnknownQuestion
from viewer.evidence import draw_evidence
from viewer.inputs import ask_for, label_of, remember, remembered
from viewer.notices import say
from viewer.opened import Opened, opened
from viewer.words import heading, literal

PAGE = "questions"
FIRST = "funding"
_TECHNICAL = {
    "id",
    "document",
    "clause",
    "start",
    "end",
    "context",
    "inferred",
    "city_code",
    "task",
    "message_en",
    "other_id",
    "other_clause",
}
_WIDTHS = {"quote": 480, "message": 480, "recipient": 200, "programs": 150, "categories": 120, "title": 320, "full_name": 260}
_FIRST = ("rank", "city", "name", "agency_name", "title", "message")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose_question(before: dict[str, str]) -> Question:
    catalogue = {question.name: question for question in asked_questions()}
    named = before.get("question", FIRST)
    if named not in catalogue:
        say(str(UnknownQuestion(named)), "error")
        named = FIRST
    st.session_state.setdefault("question", named)
    name = st.selectbox(
        "问题 Question", list(catalogue), key="question", format_func=lambda n: f"{catalogue[n].title['zh']} · {catalogue[n].title['en']}"
    )
    return catalogue[name]


def draw_empty(graph: Opened, question: Question, given: dict[str, Any]) -> None:
    """Say that there is nothing, and which single filter to drop for how many rows."""
    filters = [name for name in given if question.parameters[name].type != "number" and not question.parameters[name].required]
    if not filters:
        say("图谱中没有这个问题的数据。 The graph holds no rows for this question.")
        return
    rows = {name: len(graph.put(question.name, {k: v for k, v in given.items() if k != name}).rows) for name in filters}
    ways = "".join(f"\n· 去掉“{label_of(name)} = {given[name]}”有 {count} 行" for name, count in rows.items())
    say(f"没有符合全部条件的行，可放宽其一 No rows match all filters, drop one：{ways}")


def draw_downloads(graph: Opened, question: Question, answer: Answer) -> None:
    count, everything, csv, xlsx = st.columns([3, 3, 1, 1], vertical_alignment="center")
    count.markdown(f"**{len(answer.rows)}** 行 rows")
    everything.toggle("显示标识、位置等全部列 All columns", key="all_columns")
    name = f"zhengmai-{question.name}-{graph.version}"
    csv.download_button(
        "CSV",
        answer_bytes(answer, "csv", for_file=True),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    xlsx.download_button(
        "Excel", answer_bytes(answer, "xlsx"), f"{name}.xlsx", _XLSX, on_click="ignore", icon=":material/download:", width="stretch"
    )


def one_cell(value: Any) -> Any:
    return "、".join(map(str, value)) or None if isinstance(value, list | tuple) else value


def telling_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that hold something for a reader: names first, the quote last."""
    named = "name" in frame or "agency_name" in frame
    columns = [str(c) for c in frame if c not in _TECHNICAL and frame[c].notna().any() and not (c == "agency" and named)]
    return sorted(columns, key=lambda c: (c == "quote", _FIRST.index(c) if c in _FIRST else len(_FIRST)))


def column_setting(column: str, type_: str) -> Any:
    if type_ == "number":
        return st.column_config.NumberColumn(heading(column), help=column, format="localized")
    return st.column_config.Column(heading(column), help=column, width=_WIDTHS.get(column))


def draw_rows(question: Question, answer: Answer, key: str) -> int:
    """Draw the table. The number of the row chosen, else of the first."""
    frame = pd.DataFrame([{c: one_cell(v) for c, v in row.items()} for row in answer.rows], columns=list(answer.columns))
    telling = list(answer.columns) if st.session_state.get("all_columns") else telling_columns(frame)
    settings = {column: column_setting(column, type_) for column, type_ in answer.columns.items()}
    event = st.dataframe(
        frame,
        key=key,
        column_order=telling,
        column_config=settings,
        hide_index=True,
        placeholder="",
        height=min(353, 38 + 35 * len(answer.rows)),
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = event["selection"]["rows"]
    return chosen[0] if chosen and chosen[0] < len(answer.rows) else 0


def draw() -> None:
    graph = opened()
    before = remembered(PAGE)
    st.header("问答 Questions", anchor=False)
    with st.container(border=True):
        question = choose_question(before)
        st.caption(literal(question.about))
        given = ask_for(graph, question, before)
    remember(PAGE, {"question": question.name, **given})
    missing = [name for name, parameter in question.parameters.items() if parameter.required and name not in given]
    if missing:
        say(f"请先给出 {'、'.join(label_of(name) for name in missing)}。 This question needs it.")
        return
    try:
        answer = graph.put(question.name, given)
    except UnknownValue as error:
        say(str(error), "error")
        return
    if not answer.rows:
        draw_empty(graph, question, given)
        return
    draw_downloads(graph, question, answer)
    chosen = draw_rows(question, answer, f"rows.{question.name}.{sorted(given.items())}")
    st.subheader("原文 The words", anchor=False)
    st.caption(f"第 {chosen + 1} 行 · row {chosen + 1}。点选表格最左侧，可看其他行的原文。 Tick a row to see its words.")
    draw_evidence(graph, answer.rows[chosen])


draw()
