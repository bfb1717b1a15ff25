"""The page of questions: every question draws, filters and row stay in the address, faults are sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from kg.findings.reports import read_reports
from kg.graph import Graph
from kg.queries.catalog import find_question, public_questions
from viewer.pages.questions.groups import grouped

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "pages/questions/page.py"
HAN = re.compile(r"[\u3400-\u9fff]")
PAGE_SIZE = 50
COUNT = re.compile(r"（\d+）$")
CELL = re.compile(r'<td[^>]* data-name="([^"]*)"><span>(.*?)</span></td>', re.DOTALL)
GIVEN = {"agency": "910100-human-resources", "program": "yunque", "document": "yunze-2021-5", "other": "wuling-2019-8"}


def pieces_of(app: AppTest) -> list[str]:
    return [json.loads(piece.proto.json)["html"] for piece in app.get("bidi_component")]


def table_of(app: AppTest) -> str:
    return next((html for html in pieces_of(app) if "data-choice" in html), "")


def rows_of(app: AppTest) -> list[dict[str, str]]:
    """The rows of the table for reading: heading -> words."""
    rows = table_of(app).split("<tr")[2:]
    return [{name: unescape(re.sub(r"<[^>]+>", "", cell)).strip() for name, cell in CELL.findall(row)} for row in rows]


@pytest.mark.parametrize("name", [question.name for question in public_questions()])
def test_each_question_draws_the_rows_of_its_answer(name: str, run: Run, graph: Graph, words_of: Words) -> None:
    question = next(q for q in public_questions() if q.name == name)
    given = {key: GIVEN[key] for key, parameter in question.parameters.items() if parameter.required}
    app = run(PAGE, question=name, lang="en", **given)
    rows = graph.answer(name, given).rows
    if rows:
        assert f"{len(rows):,} rows" in words_of(app).replace("\\", "")
        assert len(rows_of(app)) == min(len(rows), PAGE_SIZE)
    else:
        assert "holds no rows for this question" in words_of(app)


def test_the_address_fills_the_filters_and_a_choice_fills_the_address(run: Run, graph: Graph) -> None:
    app = run(PAGE, question="funding", city="云泽市")
    assert len(rows_of(app)) == len(graph.answer("funding", {"city": "云泽市"}).rows)
    app.multiselect(key="funding.city").set_value(["雾岭市"]).run()
    assert app.query_params["city"] == "雾岭市"
    assert len(rows_of(app)) == len(graph.answer("funding", {"city": "雾岭市"}).rows)


def test_what_is_asked_is_said_back(run: Run, graph: Graph, words_of: Words) -> None:
    given = {"city": "云泽市", "category": "academician", "text": "万元"}
    app = run(PAGE, question="funding", lang="zh", **given)
    count = len(graph.answer("funding", given).rows)
    assert count
    said = words_of(app).replace("\\", "")
    assert f"资金：城市为“云泽市”，类别为“院士”，字词含“万元”，共 {count} 行。" in said


def test_an_address_that_is_opened_wins_over_what_was_chosen(run: Run) -> None:
    app = run(PAGE, question="funding", city="云泽市")
    app.query_params["city"] = "雾岭市"
    app.run()
    assert app.multiselect(key="funding.city").value == ["雾岭市"]


def test_a_filter_goes_with_the_asker_to_the_next_question(run: Run) -> None:
    app = run(PAGE, question="funding", city="云泽市")
    app.selectbox(key="question").set_value("measures").run()
    assert not app.exception
    assert app.multiselect(key="measures.city").value == ["云泽市"]


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
    row = graph.answer("funding", {"city": "云泽市"}).rows[3]
    app = run(PAGE, question="funding", city="云泽市", row=row["id"])
    assert f"{row['start']}–{row['end']}" in words_of(app)
    assert app.query_params["row"] == row["id"]


def test_codes_have_words_and_ids_names(run: Run, graph: Graph) -> None:
    rows = rows_of(run(PAGE, question="funding", lang="zh", kind="subsidy"))
    assert {row["类型"] for row in rows} == {"补贴"}
    raw = run(PAGE, question="funding", kind="subsidy")
    raw.toggle(key="questions.raw").set_value(True).run()
    assert set(raw.dataframe[0].value["kind"]) == {"subsidy"}
    assert list(raw.dataframe[0].value.columns) == list(find_question("funding").columns)


NAMES = {"Yunze Heavy Industry Group", "<script>alert(1)</script>"}
"""What the texts themselves call so."""
CODES = {("concepts", "代码"), ("concepts", "英文名称"), ("source_freshness", "来源网址"), ("source_freshness", "新网址")}
"""Columns that are there to tell codes, English words and addresses of the web."""
BARE = re.compile(r"[a-z_]{3,}|[a-z]+[-/][a-z0-9]")
"""What a code or an id looks like, where no Chinese stands beside it."""


@pytest.mark.parametrize("name", [question.name for question in public_questions()])
def test_a_chinese_page_shows_no_bare_code_or_id(name: str, run: Run) -> None:
    question = find_question(name)
    app = run(PAGE, question=name, lang="zh", **{key: GIVEN[key] for key, p in question.parameters.items() if p.required})
    codes = {heading for asked, heading in CODES if asked == name}
    values = {value for row in rows_of(app) for heading, value in row.items() if heading not in codes}
    assert not [value for value in values if BARE.search(value) and not HAN.search(value) and value not in NAMES]
    inputs = [box for box in [*app.selectbox, *app.multiselect] if box.key != "question"]
    assert not [option for box in inputs for option in box.options if option.isascii()]
    assert not [box.help for box in inputs if box.help and box.help.isascii()]
    assert not app.selectbox(key="question").options[0].isascii()


@pytest.mark.parametrize(("question", "name", "type_"), [("categories", "category", "category"), ("targets", "indicator", "indicator")])
def test_a_filter_calls_things_as_the_registry_does_and_not_as_the_first_text(
    question: str, name: str, type_: str, run: Run, graph: Graph
) -> None:
    written = {row[name]: row.get("name") or row.get("indicator_name") for row in reversed(graph.answer(question).rows)}
    named = {id_: graph.find(id_)[0].name for id_ in written}
    assert written != named, "the corpus needs a thing that its first text calls otherwise"
    box = run(PAGE, question=question, lang="zh").multiselect(key=f"{question}.{name}")
    assert {COUNT.sub("", option).split(" · ")[0] for option in box.options} >= set(named.values())


def test_the_english_page_has_the_english_names_of_the_registry(run: Run) -> None:
    options = run(PAGE, question="offers", lang="en").multiselect(key="offers.category").options
    assert "academician" in options and "院士" not in options


def test_the_telling_columns_come_first_and_the_words_of_the_text_stand_beside_them(run: Run) -> None:
    row = rows_of(run(PAGE, question="funding", lang="zh"))[0]
    assert list(row)[:3] == ["城市", "类型", "对象"]
    assert list(row)[-1] == "原文"


def test_the_groups_hold_every_question_once_in_the_order_of_reading(run: Run) -> None:
    named = [question.name for questions in grouped().values() for question in questions]
    assert sorted(named) == [question.name for question in public_questions()]
    app = run(PAGE, question="targets", lang="zh")
    assert app.selectbox(key="question").options == ["目标", "指标数值", "已有成绩", "上下级目标对照"]


def test_a_click_on_a_row_chooses_it(run: Run, graph: Graph) -> None:
    choices = re.findall(r'data-choice="([^"]+)"', table_of(run(PAGE, question="funding")))
    assert [choice.rpartition("=")[2] for choice in choices] == [str(n) for n in range(len(graph.answer("funding").rows))]


def test_the_conditions_of_an_offer_are_one_sentence_of_what_goes_together(run: Run, graph: Graph) -> None:
    conditions = [row for row in graph.answer("conditions").rows if row["offer"].startswith("yunze-2021-5")]
    offer = next(row["offer"] for row in conditions if len({c["group"] for c in conditions if c["offer"] == row["offer"]}) > 1)
    shown = rows_of(run(PAGE, question="offers", lang="zh", city="云泽市", row=offer))
    said = shown[[row["id"] for row in graph.answer("offers", {"city": "云泽市"}).rows].index(offer)]["条件"]
    assert "；或" in said and "（1）" not in said


def test_what_has_the_word_in_its_name_comes_before_what_has_it_in_its_quote(graph: Graph) -> None:
    rows = graph.answer("categories", {"text": "技能"}).rows
    named = ["技能" in row["name"] for row in rows]
    assert named == sorted(named, reverse=True) and True in named


@pytest.mark.parametrize("written", ["910100", "云泽"])
def test_a_city_goes_by_its_name_however_the_address_writes_it(written: str, run: Run, words_of: Words) -> None:
    app = run(PAGE, question="funding", city=written, lang="zh")
    assert app.multiselect(key="funding.city").value == ["云泽市"]
    assert "城市为“云泽市”" in words_of(app).replace("\\", "")
    assert app.query_params["city"] == written, "a rewritten address would hold whoever goes back"
    app.multiselect(key="funding.city").set_value(["雾岭市"]).run()
    assert app.query_params["city"] == "雾岭市"


def test_the_row_that_is_chosen_stands_in_full_beside_the_table(run: Run, graph: Graph, words_of: Words) -> None:
    row = max(graph.answer("offers").rows, key=lambda row: len(row["what"] or ""))
    said = words_of(run(PAGE, question="offers", row=row["id"], lang="zh"))
    assert f"<dd>{escape(row['what'])}</dd>" in said
    said = words_of(run(PAGE, question="coverage", document="yunze-2021-5", lang="zh"))
    [coverage] = graph.answer("coverage", {"document": "yunze-2021-5"}).rows
    assert f"<dd>{coverage['share']:.0%}</dd>" in said


@pytest.mark.parametrize("places", [1, 2, 3])
def test_a_finding_has_a_card_for_each_place(places: int, run: Run, graph: Graph, words_of: Words) -> None:
    row = next(row for row in graph.answer("findings").rows if row["other_id"] and len(row["places"]) == places)
    assert words_of(run(PAGE, question="findings", row=row["id"])).count("<mark") == places


def test_a_row_without_words_tells_the_thing_its_facts_and_the_ways_to_it(run: Run, graph: Graph) -> None:
    app = run(PAGE, question="agencies", agency="910100-human-resources", lang="zh")
    facts = pieces_of(app)[-1]
    [thing] = graph.show("910100-human-resources")
    assert facts.count("./source?") == len(thing.facts)
    ways = [link.proto for link in app.get("page_link")]
    assert [way.page for way in ways] == ["graph", "agencies"]


def test_programs_can_ask_the_same(run: Run) -> None:
    code = [block.value for block in run(PAGE, question="agency_load", city="云泽市", w_support="2").code]
    assert code == [
        "kg ask agency_load --city '云泽市' --w-support 2 --format json",
        "kg.open().ask('agency_load', city='云泽市', w_support=2.0)",
        "GET /api/agency_load?city=%E4%BA%91%E6%B3%BD%E5%B8%82&w_support=2",
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
    app = run(PAGE, question="funding", city="云泽市", text="火星", lang="zh")
    assert "没有同时符合这些条件的内容" in words_of(app)
    assert "云泽市的文件" in words_of(app) and ("逐条读完" in words_of(app) or "没有读完" in words_of(app))
    count = len(graph.answer("funding", {"city": "云泽市"}).rows)
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert f"不限字词含“火星”：{count} 行" in labels
    assert not [label for label in labels if label.startswith("不限城市")]


def test_a_required_value_is_asked_for(run: Run, words_of: Words) -> None:
    assert "请先给出机构。" in words_of(run(PAGE, question="agency_tasks", lang="zh"))


def test_the_name_of_a_file_tells_its_filters(run: Run) -> None:
    app = run(PAGE, question="funding", city="910100", text="万元", lang="zh")
    names = [button.proto.id for button in app.get("download_button")]
    assert any("zhengmai-funding-云泽市-万元-" in name for name in names), names


def test_an_enormous_weight_is_told_and_counts_as_the_usual_one(run: Run, words_of: Words) -> None:
    assert "“1e308”不是数字" in words_of(run(PAGE, question="agency_load", w_support="1e308", lang="zh"))


def test_a_reader_reports_an_error_of_a_fact(run: Run, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = graph.answer("funding").rows[0]
    app = run(PAGE, question="funding", lang="zh")
    app.text_area(key=f"report.{row['id']}").set_value("金额不对")
    monkeypatch.setenv("ZHENGMAI_REVIEW", str(tmp_path))
    app.button(key=f"report.{row['id']}.send").click().run()
    [(_, report)] = read_reports(tmp_path)
    assert (report.fact, report.words, report.version) == (row["id"], "金额不对", graph.version)
    assert "已记下" in "".join(caption.value for caption in app.caption)


def test_several_values_of_a_filter_and_their_counts_come_back_from_the_address(run: Run, graph: Graph) -> None:
    app = run(PAGE, question="measures", lang="zh", city="云泽市,雾岭市")
    both = graph.answer("measures", {"city": "云泽市,雾岭市"}).rows
    assert app.multiselect(key="measures.city").value == ["云泽市", "雾岭市"]
    assert app.query_params["city"] == "云泽市,雾岭市"
    instruments = app.multiselect(key="measures.instrument")
    counted = [int(COUNT.search(option).group()[1:-1]) for option in instruments.options]  # type: ignore[union-attr]
    assert sum(counted) == len(both)
    instruments.set_value(["housing", "schooling"]).run()
    assert app.query_params["instrument"] == "housing,schooling"
    given = {"city": "云泽市,雾岭市", "instrument": "housing,schooling"}
    rows = graph.answer("measures", given).rows
    assert {row["instrument"] for row in rows} <= {"housing", "schooling"}
    assert len(rows_of(app)) == len(rows) < len(both)
    counts = {COUNT.sub("", option): int(COUNT.search(option).group()[1:-1]) for option in app.multiselect(key="measures.city").options}  # type: ignore[union-attr]
    left = graph.answer("measures", {"instrument": "housing,schooling", "city": "雾岭市"}).rows
    assert counts["雾岭市"] == len(left), "counts follow the other filters"
