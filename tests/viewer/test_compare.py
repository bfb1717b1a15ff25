"""The page of comparison: what it shows is what the questions answer, and its address is all that it needs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from viewer.pages.compare.charts import Dot, Stretch, dot_plot, range_plot
from viewer.pages.compare.places import Place
from viewer.pages.compare.province_map import tiles

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]
PAGE = "pages/compare/page.py"


def html_of(app: AppTest) -> str:
    """Every piece of HTML with links."""
    return "\n".join(json.loads(piece.proto.json)["html"] for piece in app.get("bidi_component"))


def text_of(app: AppTest) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html_of(app)))


class TestTable:
    def test_each_cell_says_how_many_or_why_none(self, run: Run, graph: Graph) -> None:
        app = run(PAGE)
        signs = {"mentioned": "提", "silent": "无", "unread": "？", "not_held": "—"}
        rows = graph.answer("comparison").rows
        shown = re.findall(r'<a class="(\w+)"[^>]*cell=([\w%.~-]+)[^>]*>\s*<span>([^<\s]+)', html_of(app))
        assert len(shown) == len(rows) > 0
        found = {place: (look, sign) for look, place, sign in shown}
        for row in rows:
            sign = str(row["facts"]) if row["state"] == "stated" else signs[row["state"]]
            assert found[f"{row['item']}~{row['city_code']}"] == (row["state"], sign)

    def test_the_address_opens_a_cell_with_its_quotes(self, run: Run, graph: Graph) -> None:
        [row] = [r for r in graph.answer("comparison").rows if (r["item"], r["city"]) == ("housing", "苇塘县")]
        app = run(PAGE, cell="housing~910121")
        measures = [m for m in graph.answer("measures", {"document": "weitang-2022-3"}).rows if m["id"] in row["fact_ids"]]
        assert measures and all("".join(m["quote"].split()) in text_of(app).replace(" ", "") for m in measures)
        assert "".join(f"苇塘县 · 住房（{len(measures)} 处）".split()) in text_of(app).replace(" ", "")

    def test_a_silent_cell_says_that_it_was_read(self, run: Run) -> None:
        assert "收录的霜桥市文件已全部读过，没有写" in text_of(run(PAGE, cell="housing~910300"))
        assert "还有条款未读" in text_of(run(PAGE, cell="housing~910100"))

    def test_a_place_without_a_document_is_shown_as_not_held(self, run: Run) -> None:
        app = run(PAGE, cities="910200,910000,霜桥")
        assert not app.exception and "雾岭市" in text_of(app) and "苇塘县" not in text_of(app)

    def test_documents_and_goals(self, run: Run) -> None:
        app = run(PAGE, by="indicator", across="document", cities="910200")
        assert "2025：10万人" in text_of(app) and app.query_params["across"] == "document"

    def test_what_the_address_gets_wrong_is_told(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, cities="火星", cell="housing~1", by="colour")
        assert "火星" in words_of(app) and "colour" in words_of(app) and "没有地址所指的格子" in words_of(app)

    def test_it_is_all_in_english_too(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, lang="en")
        assert "housing" in text_of(app) and "无" not in text_of(app) and "columns" in words_of(app)


class TestMoney:
    def test_every_sum_leads_to_its_words_and_none_is_added(self, run: Run, graph: Graph) -> None:
        app = run(PAGE, view="money", category="graduate")
        rows = graph.answer("offer_ranges", {"category": "graduate"}).rows
        assert rows and all(f"fact={row['id'].replace('/', '%2F')}" in html_of(app) for row in rows)

    def test_who_names_nothing_is_told(self, run: Run) -> None:
        assert "没有写明给“博士”的钱" in text_of(run(PAGE, view="money", category="doctor"))


class TestGoals:
    def test_the_fastest_goal_is_named_first(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, view="goals", indicator="talent-apartments")
        said = words_of(app)
        assert "人才公寓：霜桥市的目标最进取，年均 +14.9%（2020年 200套 → 2025年 400套），按年均速度在 2 个可比的目标中第一。" in said
        assert "云泽市（无基数）" in said and "苇塘县（另一地方的数）" in said
        assert app.query_params["indicator"] == "talent-apartments"

    def test_two_values_for_one_year_are_told(self, run: Run, words_of: Words) -> None:
        assert "雾岭市的文件对同一年写了不同的目标" in words_of(run(PAGE, view="goals", indicator="talent-total"))


class TestOtherViews:
    def test_what_a_place_lacks_and_who_has_it(self, run: Run, words_of: Words) -> None:
        said = words_of(run(PAGE, view="gaps", city="910300"))
        assert "霜桥市没有写而别的城市有的工具：住房" in said and "住房：苇塘县、雾岭市有。" in said

    def test_a_cell_of_the_matrix_has_the_quotes_of_all(self, run: Run, graph: Graph) -> None:
        app = run(PAGE, view="gaps", city="910300", cell="housing~all")
        quotes = ["".join(row["quote"].split()) for row in graph.answer("measures", {"instrument": "housing"}).rows]
        assert quotes and all(quote in text_of(app).replace(" ", "") for quote in quotes)

    def test_a_class_of_its_own_comes_first(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, view="classes", city="910100")
        assert "云泽市的“A类人才”对应：雾岭市“院士”（对方更窄）" in words_of(app)

    def test_two_documents_stand_side_by_side(self, run: Run, words_of: Words, graph: Graph) -> None:
        app = run(PAGE, view="clauses", document="shuangqiao-2022-2", other="wuling-2021-2025")
        rows = graph.answer("clause_matches", {"document": "shuangqiao-2022-2", "other": "wuling-2021-2025"}).rows
        matched = {row["clause"] for row in rows if row["other"]}
        assert f"{len(matched)} 个在右边的文件里有同题条款" in words_of(app)
        assert "高技能人才总量" in text_of(app)


def test_the_map_has_every_province_and_those_that_it_does_not_know() -> None:
    held = [Place("140100", "太原市", "", 1, ("a",)), Place("910100", "云泽市", "", 1, ("b",)), Place("920100", "远方市", "", 1, ("c",))]
    found = tiles(held, frozenset({"140100"}))
    assert len({(tile.row, tile.column) for tile in found}) == len(found) == 34 + 2
    assert [(tile.count, tile.chosen) for tile in found if tile.count] == [(1, 1), (1, 0), (1, 0)]
    assert {tile.link is not None for tile in found if not tile.count} == {False}


@pytest.mark.parametrize("values", [[(0.0, 0.0)], [(-3.0, 5.0), (1.0, 1.0)], [(1e9, 2e9)]])
def test_a_plot_has_room_for_its_words(values: list[tuple[float, float]]) -> None:
    chart = range_plot([Stretch("x", low, high, "w") for low, high in values], "", "a", "b")
    start, end = chart["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert start <= min(low for low, _ in values) and end > max(high for _, high in values)
    start, end = dot_plot([Dot("x", high, "w") for _, high in values], "")["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert start <= 0 <= end and end > max(high for _, high in values)


def test_the_layout_of_the_map_has_every_province_once() -> None:
    path = Path(__file__).parents[2] / "viewer" / "pages" / "compare" / "province_tiles.csv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    assert len({line.split(",")[0] for line in lines}) == 34 and len({tuple(line.split(",")[3:]) for line in lines}) == 34
