"""The page of agencies: the picture has a table twin with the same rows, and evidence."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from kg.graph import Graph

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "views/agencies.py"
AGENCY = "640200-human-resources"


def test_twin_holds_every_responsibility_of_the_agencys_tasks(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, city="石嘴山市", agency=AGENCY)
    tasks = {row["task"] for row in graph.answer("responsibilities", {"agency": AGENCY}).rows}
    shared = [row for row in graph.answer("responsibilities", {"city": "石嘴山"}).rows if row["task"] in tasks]
    assert len(app.dataframe[0].value) == len(shared)
    assert "市人社局牵头负责" in words_of(app)


def test_figures_are_those_of_the_answer(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, city="石嘴山市", agency=AGENCY)
    load = graph.answer("agency_load", {"agency": AGENCY}).rows[0]
    assert app.metric[0].value == f"{load['load']:g}"
    assert f"第 {load['rank']} 位" in words_of(app)


def test_a_name_means_the_agency_of_the_city(run: Run, words_of: Words) -> None:
    assert "石嘴山市人力资源和社会保障局" in words_of(run(PAGE, city="石嘴山市", agency="市人社局"))


def test_without_an_address_the_first_city_and_agency_are_shown(run: Run) -> None:
    app = run(PAGE)
    assert app.query_params["city"]
    assert app.query_params["agency"]


def test_unknown_values_are_told_in_a_sentence(run: Run, words_of: Words) -> None:
    assert "found “火星”" in words_of(run(PAGE, city="火星"))
    assert "found “某某局”" in words_of(run(PAGE, city="石嘴山市", agency="某某局"))


def test_every_loaded_agency_can_be_drawn(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, city="太原市")
    for row in graph.answer("agency_load", {"city": "太原市"}).rows[:8]:
        app.selectbox(key="agencies.agency.太原市").set_value(row["agency"]).run()
        assert not app.exception
        assert row["name"] in words_of(app)
