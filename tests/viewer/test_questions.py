"""The page of questions: every question draws, filters and row stay in the address, faults are sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from kg.queries.catalog import asked_questions

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "views/questions.py"
GIVEN = {"agency": "640200-human-resources", "program": "high-skilled-talent-base"}


@pytest.mark.parametrize("name", [question.name for question in asked_questions()])
def test_each_question_draws_the_rows_of_its_answer(name: str, run: Run, graph: Graph, words_of: Words) -> None:
    question = next(q for q in asked_questions() if q.name == name)
    given = {key: GIVEN[key] for key, parameter in question.parameters.items() if parameter.required}
    app = run(PAGE, question=name, lang="en", **given)
    rows = graph.answer(name, given).rows
    if rows:
        assert f"{len(rows):,} rows" in words_of(app).replace("\\", "")
        assert len(app.dataframe[0].value) == len(rows)
    else:
        assert "holds no rows for this question" in words_of(app)


def test_the_address_fills_the_filters_and_a_choice_fills_the_address(run: Run, graph: Graph) -> None:
    app = run(PAGE, question="funding", city="太原市")
    assert len(app.dataframe[0].value) == len(graph.answer("funding", {"city": "太原市"}).rows)
    app.selectbox(key="funding.city").set_value("石嘴山市").run()
    assert app.query_params["city"] == "石嘴山市"
    assert len(app.dataframe[0].value) == len(graph.answer("funding", {"city": "石嘴山市"}).rows)


def test_what_is_asked_is_said_back(run: Run, graph: Graph, words_of: Words) -> None:
    given = {"city": "太原市", "category": "doctor", "text": "万元"}
    app = run(PAGE, question="funding", lang="zh", **given)
    count = len(graph.answer("funding", given).rows)
    assert count
    said = words_of(app).replace("\\", "")
    assert f"资金：城市为“太原市”，类别为“博士”，字词含“万元”，共 {count} 行。" in said


def test_an_address_that_is_opened_wins_over_what_was_chosen(run: Run) -> None:
    app = run(PAGE, question="funding", city="太原市")
    app.query_params["city"] = "石嘴山市"
    app.run()
    assert app.selectbox(key="funding.city").value == "石嘴山市"


def test_a_filter_goes_with_the_asker_to_the_next_question(run: Run) -> None:
    app = run(PAGE, question="funding", city="太原市")
    app.selectbox(key="question").set_value("measures").run()
    assert not app.exception
    assert app.selectbox(key="measures.city").value == "太原市"


def test_evidence_tells_words_place_and_status(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run(PAGE, question="responsibilities", lang="zh"))
    row = graph.answer("responsibilities").rows[0]
    assert f"第 {row['start']}–{row['end']} 字符" in said
    assert row["clause"] in said
    [document] = graph.answer("documents", {"document": row["document"]}).rows
    [status] = [c for c in graph.answer("concepts", {"scheme": "document-status"}).rows if c["notation"] == document["status"]]
    assert f">{status['label']}</span>" in said
    assert document["number"] in said


def test_the_address_names_the_row_whose_words_are_shown(run: Run, graph: Graph, words_of: Words) -> None:
    row = graph.answer("funding", {"city": "太原市"}).rows[7]
    app = run(PAGE, question="funding", city="太原市", row=row["id"])
    assert f"{row['start']}–{row['end']}" in words_of(app)
    assert app.query_params["row"] == row["id"]


def test_codes_have_words_and_ids_names(run: Run) -> None:
    frame = run(PAGE, question="funding", lang="zh", kind="subsidy").dataframe[0].value
    assert set(frame["kind"]) == {"补贴 subsidy"}
    assert not [name for names in frame["programs"].dropna() for name in names.split("、") if name.isascii()]
    raw = run(PAGE, question="funding", kind="subsidy")
    raw.toggle(key="questions.raw").set_value(True).run()
    assert set(raw.dataframe[0].value["kind"]) == {"subsidy"}


def test_programs_can_ask_the_same(run: Run) -> None:
    code = [block.value for block in run(PAGE, question="agency_load", city="太原市", w_support="2").code]
    assert code == [
        "kg ask agency_load --city '太原市' --w-support 2 --format json",
        "kg.open().ask('agency_load', city='太原市', w_support=2.0)",
        "GET /api/agency_load?city=%E5%A4%AA%E5%8E%9F%E5%B8%82&w_support=2",
    ]


@pytest.mark.parametrize(("lang", "words"), [("zh", "城市：没有“火星”"), ("en", "City: nothing is called “火星”")])
def test_an_unknown_value_is_told_in_a_sentence(lang: str, words: str, run: Run, words_of: Words) -> None:
    assert words in words_of(run(PAGE, question="funding", city="火星", lang=lang))


def test_what_the_asker_wrote_is_no_markup(run: Run, words_of: Words) -> None:
    app = run(PAGE, question="funding", city="<img src=x onerror=alert(1)>")
    assert "<img" not in words_of(app)
    assert "&lt;img src=x" in words_of(app)


def test_an_unknown_question_and_a_bad_weight_are_told(run: Run, words_of: Words) -> None:
    assert "没有“nonsense”这个问题" in words_of(run(PAGE, question="nonsense", lang="zh"))
    assert "“much” is no number" in words_of(run(PAGE, question="agency_load", w_support="much", lang="en"))


def test_no_rows_leads_to_the_filter_to_drop(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, question="funding", city="太原市", text="火星", lang="zh")
    assert "没有同时符合这些条件的内容" in words_of(app)
    count = len(graph.answer("funding", {"city": "太原市"}).rows)
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert f"不限字词含“火星”：{count} 行" in labels
    assert not [label for label in labels if label.startswith("不限城市")]


def test_a_required_value_is_asked_for(run: Run, words_of: Words) -> None:
    assert "请先给出机构。" in words_of(run(PAGE, question="agency_tasks", lang="zh"))
