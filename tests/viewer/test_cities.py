"""The page of a city: what is held of it, each number a link to its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]
PAGE = "pages/cities/page.py"


def content(app: AppTest) -> str:
    return "".join(json.loads(piece.proto.json)["html"] for piece in app.get("bidi_component"))


@pytest.mark.parametrize("written", ["云泽市", "910100", "云泽"])
def test_a_city_goes_by_name_code_or_the_beginning_of_its_name(written: str, run: Run, graph: Graph) -> None:
    app = run(PAGE, city=written, lang="zh")
    assert app.selectbox(key="cities.city").value == "910100"
    for row in graph.answer("documents", {"city": "云泽市"}).rows:
        assert row["title"] in unescape(content(app))


def test_every_number_of_a_city_is_that_of_the_rows_behind_it(run: Run, graph: Graph) -> None:
    found = re.findall(r'<a[^>]*href="(\./questions[^"]+)"[^>]*>([\d,]+)</a>', content(run(PAGE, city="云泽市", lang="zh")))
    assert len(found) >= 4
    for address, number in found:
        given = dict(parse_qsl(urlsplit(unescape(address)).query))
        given.pop("lang")
        assert len(graph.answer(given.pop("question"), given).rows) == int(number.replace(",", "")), address


def test_what_is_read_whole_is_told_from_what_is_not(run: Run, graph: Graph) -> None:
    for city in {row["city"] for row in graph.answer("documents").rows}:
        left = sum(row["unread"] + row["drafted"] for row in graph.answer("coverage", {"city": city}).rows)
        assert ("没有读完" in content(run(PAGE, city=city, lang="zh"))) == bool(left)


def test_a_city_of_which_nothing_is_held_is_told(run: Run, words_of: Words) -> None:
    app = run(PAGE, city="火星<b>", lang="zh")
    assert "没有收录“火星&lt;b&gt;”的文件" in words_of(app)
    assert app.selectbox(key="cities.city").value


def test_another_city_is_chosen_and_stands_in_the_address(run: Run) -> None:
    app = run(PAGE, city="云泽市", lang="zh")
    app.selectbox(key="cities.city").set_value("雾岭市").run()
    assert not app.exception
    assert app.query_params["city"] == "雾岭市"
    assert "雾岭市收录" in content(app)
