"""The page of questions: every question draws, filters stay in the address, faults are sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from kg.queries.catalog import asked_questions
from viewer.words import STATUSES

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "views/questions.py"
GIVEN = {"agency": "640200-human-resources", "program": "high-skilled-talent-base"}


@pytest.mark.parametrize("name", [question.name for question in asked_questions()])
def test_each_question_draws_the_rows_of_its_answer(name: str, run: Run, graph: Graph, words_of: Words) -> None:
    question = next(q for q in asked_questions() if q.name == name)
    given = {key: GIVEN[key] for key, parameter in question.parameters.items() if parameter.required}
    app = run(PAGE, question=name, **given)
    rows = graph.answer(name, given).rows
    if rows:
        assert f"**{len(rows)}** 行" in words_of(app)
        assert len(app.dataframe[0].value) == len(rows)
    else:
        assert "没有这个问题的数据" in words_of(app)


def test_the_address_fills_the_filters_and_a_choice_fills_the_address(run: Run, graph: Graph) -> None:
    app = run(PAGE, question="funding", city="太原市")
    assert len(app.dataframe[0].value) == len(graph.answer("funding", {"city": "太原市"}).rows)
    app.selectbox(key="funding.city").set_value("石嘴山市").run()
    assert app.query_params["city"] in ("石嘴山市", ["石嘴山市"])
    assert len(app.dataframe[0].value) == len(graph.answer("funding", {"city": "石嘴山市"}).rows)


def test_a_filter_goes_with_the_asker_to_the_next_question(run: Run) -> None:
    app = run(PAGE, question="funding", city="太原市")
    app.selectbox(key="question").set_value("measures").run()
    assert not app.exception
    assert app.selectbox(key="measures.city").value == "太原市"


def test_evidence_tells_words_place_and_status(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run(PAGE, question="responsibilities"))
    row = graph.answer("responsibilities").rows[0]
    assert f"[{row['start']}, {row['end']})" in said
    assert row["clause"] in said
    [document] = graph.answer("documents", {"document": row["document"]}).rows
    assert STATUSES[document["status"]] in said
    assert document["number"] in said


def test_an_unknown_value_is_told_in_a_sentence(run: Run, words_of: Words) -> None:
    said = words_of(run(PAGE, question="funding", city="火星"))
    assert "found “火星”" in said


def test_what_the_asker_wrote_is_no_markup(run: Run, words_of: Words) -> None:
    app = run(PAGE, question="funding", city="<img src=x onerror=alert(1)>")
    assert "<img" not in words_of(app)
    assert "&lt;img src=x" in words_of(app)


def test_an_unknown_question_and_a_bad_weight_are_told(run: Run, words_of: Words) -> None:
    assert "no question “nonsense”" in words_of(run(PAGE, question="nonsense"))
    assert "found “much”; expected a number" in words_of(run(PAGE, question="agency_load", w_support="much"))


def test_no_rows_names_the_filters_to_drop(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run(PAGE, question="funding", city="太原市", text="火星"))
    count = len(graph.answer("funding", {"city": "太原市"}).rows)
    assert f"去掉“字词 text = 火星”有 {count} 行" in said


def test_a_required_value_is_asked_for(run: Run, words_of: Words) -> None:
    assert "请先给出 机构 agency" in words_of(run(PAGE, question="agency_tasks"))
