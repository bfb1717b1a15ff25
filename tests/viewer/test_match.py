"""The page of who gets what: the answer first, the address holds the person, an answer decides, nothing is available that is not in force."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from kg.export.matching.wording import Wording
from kg.graph import Graph
from viewer.pages.match.answer import compare_html
from viewer.pages.match.downloads import table
from viewer.pages.match.offers import offers_html
from viewer.pages.match.state import MatchState

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]
PAGE = "pages/match/page.py"
ACADEMICIAN = {"category": "院士", "hire": "full_time", "degree": "doctor", "age": "50"}


def drawn(app: AppTest) -> str:
    """The HTML with links that a page draws."""
    return "\n".join(str(block.proto) for block in app.get("bidi_component"))


def test_the_address_restores_the_person(run: Run) -> None:
    app = run(PAGE, lang="zh", city="云泽,910200", yes="返乡", **ACADEMICIAN)
    assert app.selectbox(key="match.degree").value == "doctor"
    assert app.number_input(key="match.age").value == 50
    assert app.multiselect(key="match.city").value == ["910100", "910200"]
    assert app.multiselect(key="match.category").value == ["category:academician"]
    assert app.query_params["city"] == "910100,910200"


def test_an_answer_goes_into_the_address_and_can_be_taken_back(run: Run, words_of: Words) -> None:
    app = run(PAGE, lang="zh", city="910100", degree="doctor")
    assert "是不是“院士”？" in words_of(app)
    app.segmented_control(key="match.answer.category:academician").set_value("yes").run()
    assert app.query_params["yes"] == "category:academician"
    assert "是不是“院士”？" not in words_of(app)
    app.multiselect(key="match.given").set_value([]).run()
    assert "yes" not in app.query_params


def test_a_field_goes_into_the_address(run: Run) -> None:
    app = run(PAGE, city="910100")
    app.selectbox(key="match.hire").set_value("flexible").run()
    app.number_input(key="match.age").set_value(41).run()
    app.checkbox(key="match.complete").check().run()
    assert {name: app.query_params[name] for name in ("hire", "age", "complete")} == {
        "hire": "flexible",
        "age": "41",
        "complete": "categories",
    }


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"city": "没有的市"}, "没有收录“没有的市”的文件"),
        ({"city": "910100", "degree": "很高"}, "很高"),
        ({"city": "910100", "yes": "院士", "no": "院士"}, "既答是又答否"),
        ({"city": "910100", "yes": "没有这个条件"}, "没有这个条件"),
    ],
)
def test_what_an_address_gets_wrong_is_told(run: Run, words_of: Words, address: dict[str, str], said: str) -> None:
    assert said in words_of(run(PAGE, lang="zh", **address))


def test_without_a_city_the_page_says_what_it_does(run: Run, words_of: Words) -> None:
    app = run(PAGE, lang="zh", age="40")
    assert "每个条件都附原文" in words_of(app) or app.multiselect(key="match.city").value


def test_offers_show_each_condition_with_its_words(graph: Graph) -> None:
    matching = graph.match(ACADEMICIAN, cities=["云泽"], as_of="2024-05-01")
    html = str(offers_html(Wording(matching, "zh"), matching.cities[0].of("met")))
    assert "申请人年龄不超过55周岁" in html and "各项条件都符合" in html and "或者" in html
    assert "fact=yunze-2021-5%2Fi1%2Ffunding%2F1" in html


def test_cities_stand_side_by_side_and_the_table_has_every_offer(graph: Graph) -> None:
    matching = graph.match(ACADEMICIAN, cities=["云泽", "雾岭"], as_of="2024-05-01")
    words = Wording(matching, "zh")
    assert "安家补贴 100万元" in str(compare_html(words))
    rows = table(words).rows
    assert len(rows) == sum(len(city.offers) for city in matching.cities)
    assert {row["id"] for row in rows if row["available"]} == {"yunze-2021-5/i1/funding/1"}
    assert not any(row["available"] for row in rows if row["status"] != "in_force")


def test_the_state_is_what_a_person_is_told_by() -> None:
    state = MatchState(city=frozenset({"910100"}), degree="doctor", yes=frozenset({"school:双一流"}), complete="categories")
    assert state.person == {"degree": "doctor", "yes": "school:双一流", "complete": "categories"}
    assert MatchState.from_params(state.params()) == state
    assert urlencode(state.params())
