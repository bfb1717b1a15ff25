"""The page of agencies: what it shows is what the questions and `kg.analysis` answer, and its address is all that it needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kg.analysis.brokers import brokers, works_with
from kg.analysis.duties import duties
from kg.analysis.inequality import inequality
from kg.analysis.what_if import Merger, Move, what_if
from kg.graph import Graph
from viewer.pages.agencies.weights import defaults
from viewer.pages.agencies.what_if_changes import write_changes

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "pages/agencies/page.py"
CITY, AGENCY, OTHER = "910100", "910100-human-resources", "910100-organization"
TASK = "yunze-2021-5/i2/tasks/1"
ASSIGNS_NOTHING = "910300"
"""A city whose documents assign no single agency to lead."""


class _Tables(HTMLParser):
    """Every table of a piece of HTML as rows of cells, the heading first; signs of help left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self._help = self._cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in ("td", "th"):
            self.found[-1][-1].append("")
            self._cell = True
        self._help = ("class", "about") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell and not self._help:
            self.found[-1][-1][-1] += data


def city_names(graph: Graph) -> dict[str, str]:
    return {row["city_code"]: row["city"] for row in graph.answer("documents").rows}


def html_of(app: AppTest) -> str:
    """Every piece of HTML with links."""
    return "\n".join(json.loads(piece.proto.json)["html"] for piece in app.get("bidi_component"))


def tables(app: AppTest) -> list[pd.DataFrame]:
    written = [pd.DataFrame(rows, columns=[head.strip() for head in heads]) for heads, *rows in _Tables(html_of(app)).found]
    return [*(element.value for element in app.dataframe), *written]


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The table that has `column`."""
    return next(found for found in tables(app) if column in found.columns)


def address(app: AppTest) -> dict[str, str]:
    return {name: values[0] if isinstance(values, list) else values for name, values in app.query_params.items()}


def single(rows: list[dict[str, Any]]) -> list[float]:
    return [row["load"] for row in rows if row["kind"] != "group"]


class TestCity:
    def test_without_an_address_the_city_that_assigns_most_is_shown(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE)
        leads: dict[str, int] = {}
        for row in graph.answer("agencies").rows:
            leads[row["city_code"]] = leads.get(row["city_code"], 0) + row["lead"]
        most = max(leads, key=lambda code: leads[code])
        assert address(app) == {"city": most, "view": "city"}
        assert f"显示{city_names(graph)[most]}各机构" in words_of(app)

    def test_the_loads_are_those_of_the_question(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=CITY, tab="loads")
        rows = graph.answer("agency_load", {"city": CITY}).rows
        shown = table(app, "排名")
        assert list(shown["名称"]) == [row["name"] for row in rows]
        assert list(shown["任务量"]) == [row["load"] for row in rows]
        found = inequality(single(rows))
        assert found.top_share and found.gini
        assert all(figure in words_of(app) for figure in (f"{found.top_share:.1%}", f"{found.gini:.3f}", rows[0]["name"]))

    def test_weights_of_the_address_change_everything(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=CITY, tab="loads", w_support="4", w_lead_assigned="0.5")
        rows = graph.answer("agency_load", {"city": CITY, "w_support": 4, "w_lead_assigned": 0.5}).rows
        assert list(table(app, "排名")["任务量"]) == [row["load"] for row in rows]
        found = inequality(single(rows))
        assert found.gini and f"{found.gini:.3f}" in words_of(app)
        assert "牵头（分派） × 0.5、配合 × 4" in words_of(app)

    def test_a_weight_changed_on_the_page_is_in_the_address_until_it_is_reset(self, run: Run, graph: Graph) -> None:
        app = run(PAGE, city=CITY, tab="loads")
        app.number_input(key="agencies.w_deliverables").set_value(7.5).run()
        assert address(app)["w_deliverables"] == "7.5"
        rows = graph.answer("agency_load", {"city": CITY, "w_deliverables": 7.5}).rows
        assert list(table(app, "排名")["任务量"]) == [row["load"] for row in rows]
        next(button for button in app.button if button.label == "恢复默认").click().run()
        assert address(app) == {"city": CITY, "view": "city", "tab": "loads"}

    @pytest.mark.parametrize("written", ["much", "-1", "nan", "inf"])
    def test_a_weight_that_is_none_is_told(self, written: str, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=CITY, tab="loads", w_support=written)
        assert f"“配合”的权重是“{written}”，应为 0 到 1000 的数" in words_of(app)
        assert list(table(app, "排名")["任务量"]) == [row["load"] for row in graph.answer("agency_load", {"city": CITY}).rows]

    def test_brokers_are_ranked(self, run: Run, graph: Graph) -> None:
        shown = table(run(PAGE, city=ASSIGNS_NOTHING), "居间份额")
        assert list(shown["机构"]) == ["霜桥技师学院", "市财政局"]
        groups = {row["agency"] for row in graph.answer("agencies", {"kind": "group"}).rows}
        rows = [row for row in graph.answer("responsibilities", {"city": ASSIGNS_NOTHING}).rows if row["agency"] not in groups]
        found = [broker for broker in brokers(works_with((row["agency"], row["task"]) for row in rows)) if broker.between > 0]
        assert [share.strip() for share in shown["居间份额"]] == [f"{broker.between:.1%}" for broker in found]
        assert list(shown["合作单位"]) == [str(broker.partners) for broker in found]

    def test_a_city_that_assigns_nothing_says_so_and_where_to_look(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=ASSIGNS_NOTHING, tab="network")
        said = words_of(app)
        most = address(run(PAGE))["city"]
        assert "霜桥市的文件没有明确分派任何单个机构牵头" in said and f"可选{city_names(graph)[most]}" in said
        assert app.toggle[0].value and "basis" not in address(app)
        app.toggle[0].set_value(False).run()
        assert address(app)["basis"] == "assigned"
        assert "没有两个单独机构被明确分派到同一项任务" in words_of(app)

    def test_where_no_single_agency_carries_anything_the_group_that_carries_most_is_named(
        self, run: Run, graph: Graph, words_of: Words
    ) -> None:
        implied_roles_count_nothing = {"city": ASSIGNS_NOTHING, "w_lead_implied": "0", "w_support_implied": "0"}
        [group] = [row for row in graph.answer("agency_load", implied_roles_count_nothing).rows if row["load"]]
        said = words_of(run(PAGE, **implied_roles_count_nothing))
        assert group["name"] in said and f"机构群，不指具体单位，任务量 {group['load']:g}" in said and "任务量 0" not in said

    def test_several_that_carry_most_are_counted(self, run: Run, graph: Graph, words_of: Words) -> None:
        rows = graph.answer("agency_load", {"city": ASSIGNS_NOTHING}).rows
        first = [row["name"] for row in rows if row["rank"] == 1]
        assert len(first) > 1 and f"{first[0]}等 {len(first)} 个" in words_of(run(PAGE, city=ASSIGNS_NOTHING))

    def test_tasks_of_nobody_have_suggestions_that_are_marked(self, run: Run, graph: Graph) -> None:
        shown = table(run(PAGE, city=ASSIGNS_NOTHING, tab="nobody"), "建议牵头（推论）")
        leaderless = [row for row in graph.answer("tasks", {"city": ASSIGNS_NOTHING}).rows if not row["has_lead"]]
        leaderless.sort(key=lambda row: row["start"])
        assert list(shown["任务"]) == [row["title"] for row in leaderless]
        suggested = {row["task"]: row["suggested_agency_name"] for row in graph.answer("suggestions", {"city": ASSIGNS_NOTHING}).rows}
        assert 0 < len(suggested) < len(leaderless)
        owners = [suggested.get(row["task"]) for row in leaderless]
        assert list(shown["建议牵头（推论）"]) == [f"建议：{owner}" if owner else "没有建议" for owner in owners]

    def test_a_city_by_name_a_province_and_an_unknown_place(self, run: Run, words_of: Words) -> None:
        assert address(run(PAGE, city="雾岭"))["city"] == "910200"
        assert "显示青梧省各机构" in words_of(run(PAGE, city="青梧省"))
        unknown = run(PAGE, city="火星")
        assert "“火星”" in words_of(unknown) and "请选择一个城市" in words_of(unknown)

    def test_in_english(self, run: Run, words_of: Words) -> None:
        said = words_of(run(PAGE, city=CITY, lang="en"))
        assert "Share of the top 5" in said and "市人社局" in said and "任务量" not in said


class TestAgency:
    def test_its_tasks_are_those_of_the_question(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=CITY, agency=AGENCY)
        own = graph.answer("responsibilities", {"agency": AGENCY}).rows
        shown = table(app, "其他配合")
        assert sorted(shown["任务"]) == sorted(row["task_title"] for row in own)
        assert list(shown["角色"]) == ["牵头", "责任", "牵头", "配合", "监督"]
        assert "云泽市人力资源和社会保障局" in words_of(app)
        assert address(app)["view"] == "agency"

    def test_all_others_in_its_tasks_are_named_in_full_the_implied_ones_last(self, run: Run, graph: Graph) -> None:
        shown = table(run(PAGE, city=CITY, agency=AGENCY), "其他配合").set_index("任务")
        assert shown.loc["实施云雀计划", "其他配合"] == "市财政局、（Yunze Heavy Industry Group）"
        for task, words in shown["其他配合"].items():
            rows = graph.answer("responsibilities", {"city": CITY, "role": "support"}).rows
            named = {row["agency_name"] for row in rows if row["task_title"] == task and row["agency"] != AGENCY}
            assert {name.strip("（）") for name in words.split("、")} >= {name for name in named if "（" not in name}

    def test_its_figures_are_those_of_the_question(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=CITY, agency=AGENCY, w_support="2")
        [load] = graph.answer("agency_load", {"agency": AGENCY, "city": CITY, "w_support": 2}).rows
        said = words_of(app)
        assert f'任务量</div><div class="zm-figure-value">{load["load"]:g}</div>' in said
        assert f'合作单位</div><div class="zm-figure-value">{load["partners"]}</div>' in said

    def test_partners_are_those_of_the_question(self, run: Run, graph: Graph) -> None:
        shown = table(run(PAGE, city=CITY, agency=AGENCY, tab="company"), "共同任务")
        named = {row["name"] for row in graph.answer("partners", {"agency": AGENCY}).rows}
        assert set(shown["机构"][shown["类型"] != "机构群"]) == named

    def test_what_it_owes_and_offers(self, run: Run, graph: Graph) -> None:
        app = run(PAGE, city=CITY, agency=AGENCY, tab="promises")
        owed = graph.answer("promises", {"agency": AGENCY}).rows
        assert owed and list(table(app, "已知文件")["标题"]) == [row["title"] for row in owed]
        led = {row["task"] for row in graph.answer("responsibilities", {"agency": OTHER, "role": "lead", "basis": "assigned"}).rows}
        money = [row for row in graph.answer("funding", {"city": CITY}).rows if row["task"] in led]
        app = run(PAGE, city=CITY, agency=OTHER, tab="funding")
        assert money and list(table(app, "至多（元）")["至多（元）"]) == [f"{row['amount_max']:,.12g}" for row in money]

    def test_the_words_of_the_fact_in_the_address_are_shown(self, run: Run, graph: Graph, words_of: Words) -> None:
        row = graph.answer("responsibilities", {"agency": AGENCY, "role": "support"}).rows[0]
        app = run(PAGE, city=CITY, agency=AGENCY, fact=row["id"])
        assert address(app)["fact"] == row["id"]
        assert f"{row['start']}" in words_of(app) and row["task_title"] in words_of(app)

    def test_a_name_means_the_agency_of_the_city(self, run: Run) -> None:
        assert address(run(PAGE, city="云泽市", agency="市人社局"))["agency"] == AGENCY
        assert address(run(PAGE, city="雾岭市", agency="市人社局"))["agency"] == "910200-human-resources"

    def test_an_unknown_agency_is_told_in_a_sentence(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, city=CITY, agency="某某局")
        assert "“某某局”" in words_of(app)
        app.selectbox(key=f"agencies.agency.{CITY}").set_value(AGENCY).run()
        assert address(app)["agency"] == AGENCY and "“某某局”" not in words_of(app)

    def test_another_city_begins_with_its_own_agency(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, city=CITY, agency=AGENCY, basis="all", w_support="2")
        app.selectbox(key="agencies.city").set_value(ASSIGNS_NOTHING).run()
        assert address(app)["agency"].startswith(f"{ASSIGNS_NOTHING}-") and address(app)["w_support"] == "2"
        assert AGENCY not in words_of(app)

    def test_an_agency_without_a_task_says_why(self, run: Run, graph: Graph, words_of: Words) -> None:
        idle = next(
            row
            for row in graph.answer("agencies", {"city": CITY}).rows
            if not graph.answer("responsibilities", {"agency": row["agency"]}).rows
        )
        assert "没有给" in words_of(run(PAGE, city=CITY, agency=idle["agency"]))

    def test_every_loaded_agency_can_be_drawn(self, run: Run, graph: Graph, words_of: Words) -> None:
        app = run(PAGE, city=ASSIGNS_NOTHING, view="agency")
        for row in graph.answer("agency_load", {"city": ASSIGNS_NOTHING}).rows:
            app.selectbox(key=f"agencies.agency.{ASSIGNS_NOTHING}").set_value(row["agency"]).run()
            assert not app.exception
            assert row["name"] in words_of(app)

    def test_an_agency_of_another_place_that_the_documents_name(self, run: Run, words_of: Words) -> None:
        assert "云泽市人力资源和社会保障局" in words_of(run(PAGE, city="910121", agency=AGENCY))


class TestWhatIf:
    @pytest.fixture
    def outcome(self, graph: Graph) -> Callable[..., Any]:
        names = ("agencies", "responsibilities", "deliverables", "targets", "funding")
        real = duties(*(graph.answer(name, {"city": CITY}).rows for name in names))
        return lambda *changes, weights=None: what_if(real, changes, weights or defaults())

    def test_a_link_shows_the_same_what_if(self, run: Run, outcome: Callable[..., Any], words_of: Words) -> None:
        changes = [Move(TASK, AGENCY, OTHER), Merger("910100-housing", OTHER)]
        app = run(PAGE, city=CITY, changes=write_changes(changes))
        found = outcome(*changes)
        said = words_of(app)
        assert f"<small>{found.inequality_before.gini:.3f} → </small>{found.inequality_after.gini:.3f}" in said
        assert f"<small>{found.inequality_before.carriers} → </small>{found.inequality_after.carriers}" in said
        shown = table(app, "调整后").set_index("机构")
        assert float(shown.loc["市委组织部", "调整后"]) == found.after[OTHER].total
        assert float(shown.loc["市人社局", "调整前"]) == found.before[AGENCY].total
        assert address(app)["changes"] == write_changes(changes)

    def test_a_task_is_moved_and_taken_back(self, run: Run, outcome: Callable[..., Any]) -> None:
        app = run(PAGE, city=CITY, view="what_if")
        assert app.button(key="agencies.add").disabled
        app.selectbox(key="agencies.giver").set_value(AGENCY).run()
        app.selectbox(key="agencies.task").set_value(TASK).run()
        app.selectbox(key="agencies.taker").set_value(OTHER).run()
        app.button(key="agencies.add").click().run()
        assert address(app)["changes"] == f"move~{TASK}~{AGENCY}~{OTHER}"
        shown = table(app, "调整后").set_index("机构")
        assert float(shown.loc["市委组织部", "调整后"]) == outcome(Move(TASK, AGENCY, OTHER)).after[OTHER].total
        assert TASK not in app.selectbox(key="agencies.task").options
        app.button(key="agencies.back.0").click().run()
        assert "changes" not in address(app)
        assert not any("调整后" in found.columns for found in tables(app))

    def test_two_agencies_are_merged(self, run: Run) -> None:
        app = run(PAGE, city=CITY, view="what_if")
        app.segmented_control(key="agencies.kind").set_value("merge").run()
        app.selectbox(key="agencies.dissolved").set_value("910100-housing").run()
        assert "910100-departments" not in app.selectbox(key="agencies.into").options
        app.selectbox(key="agencies.into").set_value(OTHER).run()
        app.button(key="agencies.add").click().run()
        assert address(app)["changes"] == f"merge~910100-housing~{OTHER}"

    def test_weights_apply(self, run: Run, outcome: Callable[..., Any]) -> None:
        app = run(PAGE, city=CITY, changes=write_changes([Move(TASK, AGENCY, OTHER)]), w_lead_assigned="10")
        found = outcome(Move(TASK, AGENCY, OTHER), weights=defaults() | {"lead_assigned": 10.0})
        assert float(table(app, "调整后").set_index("机构").loc["市委组织部", "调整后"]) == found.after[OTHER].total

    def test_what_is_counted_once_is_told(self, run: Run, outcome: Callable[..., Any], words_of: Words) -> None:
        both = [Merger("910100-housing", "910100-finance"), Merger(AGENCY, "910100-finance")]
        assert [len(parts) for parts in outcome(*both).once] == [0, 2]
        said = words_of(run(PAGE, city=CITY, changes=write_changes(both)))
        assert said.count("角色只计一次") == 1 and "市财政局原已参与，重复的 2 个角色只计一次" in said

    def test_an_impossible_change_is_told_and_can_be_taken_back(self, run: Run, words_of: Words) -> None:
        first, second = Merger("910100-housing", OTHER), Merger("910100-housing", AGENCY)
        app = run(PAGE, city=CITY, changes=write_changes([first, second]))
        assert "第 2 项假设" in words_of(app) and "或已并入别处" in words_of(app)
        app.button(key="agencies.back.1").click().run()
        assert "第 2 项假设" not in words_of(app)
        assert address(app)["changes"] == write_changes([first])

    def test_an_address_that_cannot_be_read_is_told(self, run: Run, words_of: Words) -> None:
        app = run(PAGE, city=CITY, changes="move~x")
        assert "“move~x”无法识别" in words_of(app)
        app.run()
        assert "无法识别" not in words_of(app)

    def test_changes_stay_while_other_parts_are_shown(self, run: Run) -> None:
        changes = write_changes([Move(TASK, AGENCY, OTHER)])
        app = run(PAGE, city=CITY, changes=changes)
        app.segmented_control(key="agencies.view").set_value("city").run()
        assert address(app)["changes"] == changes
        app.segmented_control(key="agencies.view").set_value("what_if").run()
        assert any("调整后" in found.columns for found in tables(app))


@pytest.mark.parametrize("tab", ["heat_map", "network", "nobody", "loads", "tasks", "picture", "company", "promises", "funding", "targets"])
@pytest.mark.parametrize(("city", "agency"), [(CITY, AGENCY), (ASSIGNS_NOTHING, "910300-counties"), ("910121", "910121-finance")])
def test_every_tab_draws_or_says_why_not(city: str, agency: str, tab: str, run: Run, words_of: Words) -> None:
    app = run(PAGE, city=city, tab=tab, **({} if tab in ("heat_map", "network", "nobody", "loads") else {"agency": agency}))
    drawn = [*tables(app), *app.get("vega_lite_chart"), *app.get("arrow_vega_lite_chart")]
    assert drawn or "没有" in words_of(app)
    assert address(app).get("tab", tab) == tab
