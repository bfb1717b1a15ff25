"""The states of the pages: what an address holds is read, written and remembered in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Annotated, Literal

import pytest
from pydantic import Field

from kg.analysis.what_if import Merger
from viewer import state
from viewer.links import Link, to_agency, to_graph, to_question, to_source
from viewer.pages.agencies.state import AgenciesState
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import Add, Pin
from viewer.pages.questions.state import QuestionsState
from viewer.pages.source.state import SourceState
from viewer.state import CommaSeparated, InvalidParam, PageState, Param, ParamGroup

STATES: dict[str, type[PageState]] = {cls.page: cls for cls in (AgenciesState, GraphState, QuestionsState, SourceState)}


@dataclass(frozen=True)
class ExampleState(PageState):
    page = "graph"
    place: str | None = None
    words: Annotated[str, Param("q")] = ""
    size: Annotated[int, Field(ge=0)] = 10
    view: Literal["map", "list"] = "map"
    hidden: CommaSeparated = frozenset()
    weights: Annotated[Mapping[str, float], ParamGroup("w_")] = field(default_factory=dict)


class QueryParams(dict[str, str]):
    """As `st.query_params`; counts how often it was written."""

    written = 0

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, params: dict[str, str]) -> None:
        self.written += 1
        self.clear()
        self.update(params)


@pytest.fixture
def query(monkeypatch: pytest.MonkeyPatch) -> QueryParams:
    params = QueryParams()
    monkeypatch.setattr(state, "st", SimpleNamespace(session_state={}, query_params=params))
    monkeypatch.setattr("viewer.i18n.params", lambda: {"lang": "en"})
    return params


def test_only_what_differs_from_the_default_is_written() -> None:
    assert ExampleState().params() == {}
    changed = ExampleState(place="a", words="b c", size=3, view="list", hidden=frozenset("zy"), weights={"x": 2.5})
    assert changed.params() == {"place": "a", "q": "b c", "size": "3", "view": "list", "hidden": "y,z", "w_x": "2.5"}
    assert ExampleState.from_params(changed.params()) == changed


def test_what_means_nothing_is_left_at_its_default_and_listed_and_the_rest_is_read() -> None:
    read = ExampleState.from_params({"place": "a", "size": "-1", "view": "globe", "w_x": "much", "w_y": "2", "unknown": "1"})
    assert read == ExampleState(place="a", weights={"y": 2.0})
    assert read.invalid == (InvalidParam("size", "-1"), InvalidParam("view", "globe"), InvalidParam("w_x", "much"))


def test_a_group_without_a_prefix_takes_what_no_other_field_reads() -> None:
    read = QuestionsState.from_params({"question": "funding", "city": "云泽市", "row": "3"})
    assert read == QuestionsState(question="funding", filters={"city": "云泽市"}, row="3")
    assert list(read.params()) == ["question", "city", "row"]


def test_a_saved_state_is_in_the_query_string_and_remembered(query: QueryParams) -> None:
    ExampleState(place="a").save()
    assert query == {"place": "a", "lang": "en"}
    query.clear()
    assert ExampleState.current() == ExampleState(place="a")
    assert not ExampleState.has_moved()


def test_an_address_that_was_opened_wins_over_what_is_remembered(query: QueryParams) -> None:
    ExampleState(place="a").save()
    query.from_dict({"place": "b", "lang": "en"})
    assert ExampleState.has_moved()
    assert ExampleState.current() == ExampleState(place="b")


def test_what_a_quick_reader_does_does_not_take_back_what_was_done_before(query: QueryParams) -> None:
    for place in ("a", "b", "c"):
        ExampleState(place=place).save()
    for late in ("a", "b", "c"):
        query.from_dict({"place": late, "lang": "en"})
        assert ExampleState.latest() == ExampleState(place="c")


def test_what_is_done_after_going_back_is_done_there(query: QueryParams) -> None:
    for place in ("a", "b"):
        ExampleState(place=place).save()
    query.from_dict({"place": "a", "lang": "en"})
    ExampleState.current().save()
    assert ExampleState.latest() == ExampleState(place="a")
    query.from_dict({"place": "z", "lang": "en"})
    assert ExampleState.latest() == ExampleState(place="z")


def test_saving_the_same_again_is_no_step_of_the_history(query: QueryParams) -> None:
    ExampleState(place="a").save()
    ExampleState(place="a").save()
    assert query.written == 1


@pytest.mark.parametrize(
    "written",
    [
        GraphState(
            thing="agency/a", steps=(Add("agency/b"), Pin("agency/a", 1, -2)), at="agency/b", without=frozenset({"Task"}), words="x"
        ),
        SourceState(document="d", start=0, end=4, kinds=(), words="w"),
        AgenciesState(city="910100", view="what_if", basis="all", changes=(Merger("a", "b"),), weights={"support": 0.25}),
        QuestionsState(question="offers", filters={"city": "云泽市"}),
    ],
    ids=lambda written: written.page,
)
def test_the_state_of_each_page_comes_back_from_its_address(written: PageState) -> None:
    assert type(written).from_params(written.params()) == written


@pytest.mark.parametrize(
    "link",
    [
        to_graph("agency/a"),
        to_agency("910100", "a"),
        to_question("funding", city="云泽市"),
        to_source("d/a1/tasks/1"),
        to_source(clause="d/a1"),
        to_source(document="d", start=1, end=2),
    ],
    ids=lambda link: link.address,
)
def test_a_link_says_what_the_state_of_its_page_reads(link: Link) -> None:
    read = STATES[link.page].from_params(link.params)
    assert read.params() == link.params and not read.invalid
    assert Link.from_address(link.address) == link


def test_a_place_that_ends_before_it_begins_is_told() -> None:
    read = SourceState.from_params({"document": "d", "start": "9", "end": "3"})
    assert (read.start, read.end) == (None, None)
    [invalid] = read.invalid
    assert "9" in invalid.reason and "3" in invalid.reason


def test_steps_that_mean_nothing_are_left_out_and_listed() -> None:
    read = GraphState.from_params({"thing": "a", "steps": "a~b!nonsense!h~c~d"})
    assert read.steps == (Add("b"),)
    assert [param.value for param in read.invalid] == ["nonsense", "h~c~d"]
    assert replace(read, at=None).params() == {"thing": "a", "steps": "a~b"}
