"""The page of the graph: search, expand, hide, undo, ways, filters; and the address restores it all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from kg.model.facts import FACT_KINDS
from kg.neighbourhood.records import Group, Link
from kg.text.quotes import as_read
from viewer import state
from viewer.pages.graph import actions
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import Add, Expand, FindPath, Hide, Pin, link_id, read_link, read_step

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]

PAGE = "pages/graph/page.py"
AGENCY = "agency/910100-finance"
OFFICE = "agency/910100-human-resources"
PROGRAMME = "program/honghu"
TASK = "document/yunze-2021-5/i2/tasks/1"
"""Assigned to OFFICE, which shares another one with AGENCY."""
LEADS = Group("leads", "out", "Task")


def counts(words: str) -> tuple[int, int]:
    found = re.search(r"(\d+) 个事物、(\d+) 条关系", words)
    assert found
    return int(found[1]), int(found[2])


def address(app: AppTest) -> dict[str, str]:
    return {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}


def test_without_an_address_examples_from_the_data_lead_in(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE)
    assert "从一个事物开始" in words_of(app)
    for ids in graph.neighbourhood.starting_points().values():
        for id_ in ids:
            assert app.button(key=f"graph.begin.{id_}").label
    agency = next(iter(graph.neighbourhood.starting_points()["Agency"]))
    app.button(key=f"graph.begin.{agency}").click().run()
    assert address(app) == {"thing": agency}


def test_a_thing_is_shown_with_its_neighbours_and_selected(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run(PAGE, thing=PROGRAMME))
    assert "从“鸿鹄计划”看起" in said
    assert counts(said)[0] == 1 + len({n.id for n in graph.neighbourhood.neighbours(PROGRAMME).neighbours})
    assert "国家“鸿鹄计划”" in said  # an alias, in the panel
    assert "curator" not in said
    assert "对入选的院士一次性给予80万元补助" in said  # the words of an offer


def test_search_finds_things_and_places_and_what_is_chosen_is_the_start(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE)
    app.text_input(key="graph.search").set_value("鸿鹄计划").run()
    said = words_of(app)
    assert "事物 1" in said
    assert f"原文 {len(graph.search('鸿鹄计划'))} 处" in said
    assert address(app)["q"] == "鸿鹄计划"
    app.button(key=f"graph.found.{PROGRAMME}").click().run()
    assert address(app) == {"thing": PROGRAMME}


def test_a_place_in_a_text_is_a_start_too(run: Run, graph: Graph, words_of: Words) -> None:
    hit = graph.search("人才公寓")[0]
    app = run(PAGE, q="人才公寓")
    app.button(key=f"graph.found.document/{hit.clause}").click().run()
    assert address(app)["thing"] == f"document/{hit.clause}"
    assert hit.heading and hit.heading in words_of(app)


@pytest.mark.parametrize("words", ["火星殖民地", "<img src=x onerror=alert(1)>", "%%%%"])
def test_a_search_that_finds_nothing_says_what_to_try(words: str, run: Run, words_of: Words) -> None:
    said = words_of(run(PAGE, q=words))
    assert "少写几个字" in said or "请写出" in said
    assert "<img src=x" not in said


def test_something_found_joins_the_picture(run: Run, words_of: Words) -> None:
    app = run(PAGE, thing=PROGRAMME, q="市财政局")
    things, _ = counts(words_of(app))
    app.button(key=f"graph.add.{AGENCY}").click().run()
    assert address(app) == {"thing": PROGRAMME, "steps": f"a~{AGENCY}", "at": AGENCY}
    assert counts(words_of(app))[0] == things + 1


def test_expanding_says_counts_beforehand_and_shows_as_many(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, thing=AGENCY, at=OFFICE)
    button = app.button(key="graph.expand.leads.out.Task")
    count = graph.neighbourhood.neighbours(OFFICE).counts[LEADS]
    shown, told = map(int, button.label.replace("\\", "").rsplit(" ", 1)[1].split("/"))
    assert told == count
    things, _ = counts(words_of(app))
    button.click().run()
    assert counts(words_of(app))[0] == things + count - shown
    assert "展开了 1 次" in words_of(app)
    assert "graph.expand.leads.out.Task" not in [b.key for b in app.button]


def test_hide_undo_redo(run: Run, words_of: Words) -> None:
    app = run(PAGE, thing=AGENCY, at=OFFICE)
    before = counts(words_of(app))
    app.button(key="graph.hide").click().run()
    assert "隐藏了 1 个" in words_of(app)
    assert counts(words_of(app))[0] == before[0] - 1
    hidden = address(app)
    assert hidden == {"thing": AGENCY, "steps": f"h~{OFFICE}"}  # and the start is selected
    app.button(key="graph.undo").click().run()
    assert counts(words_of(app)) == before
    assert app.button(key="graph.undo").disabled
    app.button(key="graph.redo").click().run()
    assert address(app) == hidden
    assert app.button(key="graph.redo").disabled


def test_another_step_ends_what_could_be_done_again(run: Run) -> None:
    app = run(PAGE, thing=AGENCY, at=OFFICE)
    app.button(key="graph.hide").click().run()
    app.button(key="graph.undo").click().run()
    app.button(key="graph.expand.leads.out.Task").click().run()
    assert app.button(key="graph.redo").disabled


def test_what_was_undone_in_one_picture_is_not_done_in_the_next(run: Run) -> None:
    app = run(PAGE, thing=AGENCY, at=OFFICE)
    app.button(key="graph.hide").click().run()
    app.button(key="graph.undo").click().run()
    app.query_params.clear()
    app.query_params["thing"] = PROGRAMME
    app.run()
    assert app.button(key="graph.redo").disabled
    assert address(app) == {"thing": PROGRAMME}


def test_a_way_between_two_things(run: Run, graph: Graph, words_of: Words) -> None:
    app = run(PAGE, thing=AGENCY, steps=f"a~{PROGRAMME}")
    app.button(key="graph.mark").click().run()
    assert address(app)["mark"] == AGENCY
    app = run(PAGE, thing=AGENCY, steps=f"a~{PROGRAMME}", at=PROGRAMME, mark=AGENCY)
    app.button(key="graph.way").click().run()
    path = graph.neighbourhood.path(AGENCY, PROGRAMME)
    assert path is not None
    assert f"相隔 {len(path.links)} 步" in words_of(app)
    assert address(app)["steps"] == f"a~{PROGRAMME}!w~{AGENCY}~{PROGRAMME}"
    assert "mark" not in address(app)


def test_no_way_is_said_and_leaves_no_step(run: Run, words_of: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.neighbourhood.Neighbourhood.path", lambda *_, **__: None)
    app = run(PAGE, thing=OFFICE, steps=f"a~{PROGRAMME}", at=PROGRAMME, mark=OFFICE)
    app.button(key="graph.way").click().run()
    assert "没有找到“市人社局”与“鸿鹄计划”之间的路径" in words_of(app)
    assert address(app)["steps"] == f"a~{PROGRAMME}"


def test_the_address_restores_everything(run: Run, words_of: Words) -> None:
    steps = f"x~{OFFICE}~leads~out~Task~30!h~{OFFICE}!p~place/910100~120~-40"
    given = {"thing": AGENCY, "steps": steps, "without": "Task", "at": "place/910100"}
    app = run(PAGE, **given)
    said = words_of(app)
    for words in ("展开了 1 次", "隐藏了 1 个", "固定了 1 个", "不含任务"):
        assert words in said
    assert address(app) == given
    assert counts(words_of(run(PAGE, **given))) == counts(said)


def test_what_an_address_gets_wrong_is_said(run: Run, words_of: Words) -> None:
    said = words_of(run(PAGE, thing="agency/nowhere", steps="q~zzz!h~agency/nowhere", at="a~b"))
    assert said.count("图谱中没有 agency/nowhere") == 1 and "无法识别" not in said
    said = words_of(run(PAGE, thing="<img src=x onerror=alert(1)>"))
    assert "&lt;img src=x" in said and "<img src=x" not in said
    assert "有 2 步无法识别" in words_of(run(PAGE, thing=AGENCY, steps=f"q~zzz!x~a~b!h~{OFFICE}"))
    for nowhere in ("agency/nowhere", "a~b~c", "<b>", "~~"):
        said = words_of(run(PAGE, thing=AGENCY, at=nowhere, mark=nowhere, without=nowhere))
        assert "所选的一项不在图中" in said and "<b>" not in said.replace("<b></b>", "")
    steps = f"h~agency/nowhere!a~agency/nowhere!x~agency/nowhere~leads~out~Task~5!x~{OFFICE}~no~in~Nothing~-5!p~a//b~1~1"
    assert counts(words_of(run(PAGE, thing=AGENCY, steps=steps))) == counts(words_of(run(PAGE, thing=AGENCY)))
    assert "没有找到" in words_of(run(PAGE, thing=AGENCY, steps=f"w~{AGENCY}~agency/nowhere"))


def test_a_link_is_told_with_the_words_that_state_it(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run(PAGE, thing=OFFICE, at=f"{OFFICE}~leads~{TASK}"))
    assert "市人社局 → 建设人才公寓" in said
    assert "市住建局、市人社局牵头负责" in said
    [document] = graph.answer("documents", {"document": "yunze-2021-5"}).rows
    labels = {row["notation"]: row["label"] for row in graph.answer("concepts", {"scheme": "document-status"}).rows}
    assert document["number"] in said and document["issued"] in said and labels[document["status"]] in said
    assert "由下面的事实推出" in said
    assert "没有单独的原文" in words_of(run(PAGE, thing=OFFICE, at=f"{OFFICE}~place~place/910100"))


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_every_kind_of_fact_has_its_place_in_the_picture(kind: str, run: Run, graph: Graph, words_of: Words) -> None:
    """A fact that is no thing of its own begins with the link that it states, selected, and its words beside it."""
    [row] = graph.answer(kind, {"document": "yunze-2021-5"}).rows[:1]
    app = run(PAGE, thing=f"document/{row['id']}")
    said = words_of(app)
    assert "图谱中没有" not in said and "所选的一项不在图中" not in said
    assert as_read(row["quote"]) in re.sub(r"<[^>]+>", "", said)
    again = run(PAGE, **address(app))
    assert address(again) == address(app) and counts(words_of(again)) == counts(said)


def test_a_responsibility_is_the_link_between_agency_and_task(run: Run) -> None:
    assert address(run(PAGE, thing="document/yunze-2021-5/i2/responsibilities/2")) == {"thing": TASK, "at": f"{OFFICE}~leads~{TASK}"}


def test_evidence_leads_to_the_place_in_the_source(run: Run) -> None:
    app = run(PAGE, thing="document/yunze-2021-5/i1/funding/1")
    links = [link.proto for link in app.get("page_link")]
    assert any("fact=yunze-2021-5%2Fi1%2Ffunding%2F1" in link.query_string for link in links)


def test_too_much_is_not_drawn_but_filtered(run: Run, words_of: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words_of(run(PAGE, thing="place/910100"))
    assert "不画图" not in said and "变慢" not in said
    monkeypatch.setattr("viewer.pages.graph.scene.MOST", counts(said)[0] - 1)
    monkeypatch.setattr("viewer.pages.graph.scene.SLOW", 2)
    app = run(PAGE, thing="place/910100")
    assert "不画图" in words_of(app)
    shown = app.get("button_group")[0]
    assert {"Agency", "Programme"} <= set(shown.value)
    shown.set_value([kind for kind in shown.value if kind not in ("Agency", "Programme")]).run()
    assert address(app)["without"] == "Agency,Programme"
    assert "不画图" not in words_of(app)
    assert "变慢" in words_of(app)


def test_every_step_is_read_as_it_is_written() -> None:
    for step in (Expand("a/b-1", LEADS, 42), Add("a/b"), Hide("document/x/a1/tasks/1"), FindPath("a/b", "c/d"), Pin("a/b", -12, 7)):
        assert read_step(str(step)) == step
    for wrong in ("", "x", "x~a~b~sideways~c~1", "x~a~b~out~c~many", "p~a~1~<b>", "p~a~1~1000000", "h~a b", "h~a/<img>"):
        with pytest.raises(ValueError):
            read_step(wrong)
    link = Link("agency/a", "leads", "document/b/c/tasks/1")
    assert read_link(link_id(link)) == link
    assert read_link("agency/a") is None


def test_moving_or_expanding_again_takes_the_place_of_before() -> None:
    view = GraphState(thing="a").then(Pin("b", 1, 1)).then(Pin("b", 2, 2)).then(Expand("a", LEADS, 30)).then(Expand("a", LEADS, 60))
    assert view.steps == (Pin("b", 2, 2), Expand("a", LEADS, 60))
    assert view.params() == {"thing": "a", "steps": "p~b~2~2!x~a~leads~out~Task~60"}
    assert GraphState.from_params(view.params()) == replace(view, at="a")


@pytest.mark.parametrize(
    ("done", "after"),
    [
        ({"do": "select", "id": OFFICE}, {"at": OFFICE}),
        ({"do": "hide", "id": OFFICE}, {"steps": f"h~{OFFICE}"}),
        ({"do": "pin", "id": OFFICE, "x": 3, "y": -4}, {"steps": f"p~{OFFICE}~3~-4", "at": OFFICE}),
        ({"do": "pin", "id": OFFICE, "x": 10**7, "y": 0}, {"steps": f"p~{OFFICE}~100000~0", "at": OFFICE}),
        ({"do": "kind", "kind": "Task"}, {"without": "Task"}),
        ({"do": "expand", "id": OFFICE, "group": ["leads", "out", "Task", 1]}, {"steps": f"x~{OFFICE}~leads~out~Task~31", "at": OFFICE}),
        ({"do": "something"}, {}),
        (None, {}),
    ],
)
def test_what_is_done_in_the_picture_is_in_the_address(done: Any, after: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    session = {actions.CANVAS: SimpleNamespace(act=done)}
    query = QueryParams({"thing": AGENCY})
    for module in (actions, state):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=session, query_params=query))
    monkeypatch.setattr("viewer.i18n.params", dict)
    actions.on_canvas(SimpleNamespace())  # type: ignore[arg-type]
    assert query == {"thing": AGENCY} | after


def test_a_step_that_was_taken_back_stays_so_whatever_is_done_before_the_browser_has_the_new_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session: dict[str, Any] = {}
    query = QueryParams({"thing": AGENCY})
    for module in (actions, state):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=session, query_params=query))
    monkeypatch.setattr("viewer.i18n.params", dict)
    actions.hide(OFFICE)
    before = query.to_dict()
    actions.undo()
    query.from_dict(before)
    session[actions.CANVAS] = SimpleNamespace(act={"do": "select", "id": OFFICE})
    actions.on_canvas(SimpleNamespace())  # type: ignore[arg-type]
    assert query == {"thing": AGENCY, "at": OFFICE}
    assert actions.can_redo()


class QueryParams(dict[str, str]):
    """As `st.query_params`."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, params: dict[str, str]) -> None:
        self.clear()
        self.update(params)


def test_the_library_is_that_of_the_installed_package() -> None:
    from viewer.components.pyvis_network import SCRIPT

    assert "site-packages" in SCRIPT.parts
    assert not list((Path(actions.__file__).parents[2]).rglob("vis-network*"))
