"""Boxes to choose from: what is chosen is the thing, whatever the browser, which may be a run behind, calls it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

Run = Callable[..., AppTest]

CITY = {"city": "910100"}
MERGER = "merge~910100-housing~910100-finance"
PAGES = {
    "city": ("pages/agencies/page.py", CITY),
    "agency": ("pages/agencies/page.py", {**CITY, "view": "agency", "agency": "910100-organization"}),
    "move": ("pages/agencies/page.py", {**CITY, "view": "what_if", "changes": MERGER}),
    "question": ("pages/questions/page.py", {"question": "responsibilities", "role": "lead"}),
    "document": ("pages/source/page.py", {"document": "yunze-2021-5"}),
}


def shown(app: AppTest) -> dict[str, str]:
    """The label that each box shows, by the id of the widget."""
    return {box.id: box.options[box.index] for box in app.selectbox if box.index is not None}


@pytest.mark.parametrize("case", PAGES)
def test_a_label_in_the_language_before_means_the_same_thing(case: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page, address = PAGES[case]
    app = run(page, lang="zh", **address)
    before, values, asked = shown(app), [box.value for box in app.selectbox], dict(app.query_params)
    assert before
    app.query_params["lang"] = "en"
    app.run()
    now = shown(app)
    assert case == "document" or now != before
    late = property(lambda box: WidgetState(id=box.id, string_value=before[box.id]) if box.id in before else WidgetState(id=box.id))
    with monkeypatch.context() as patch:
        patch.setattr(Selectbox, "_widget_state", late)
        app.run()
    assert not app.exception and not app.error
    assert [box.value for box in app.selectbox] == values
    assert shown(app) == now
    assert dict(app.query_params) == asked | {"lang": "en"}


def test_a_choice_under_a_label_of_before_is_not_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run("pages/agencies/page.py", lang="zh", **CITY)
    other = next(label for label in app.selectbox[0].options if "雾岭" in label)
    app.query_params["lang"] = "en"
    app.run()
    with monkeypatch.context() as patch:
        patch.setattr(Selectbox, "_widget_state", property(lambda box: WidgetState(id=box.id, string_value=other)))
        app.run()
    assert not app.error
    assert app.query_params["city"] == "910200"


def test_two_things_of_one_name_are_told_apart() -> None:
    def script() -> None:
        import streamlit as st

        from viewer.components.select import select

        st.text(select("thing", "box", {"a": "报告", "b": "报告", "c": "方案"}))

    app = AppTest.from_function(script).run()
    [box] = app.selectbox
    assert box.options == ["报告 · a", "报告 · b", "方案"]
    assert box.value is None
    box.set_value("b").run()
    assert app.text[0].value == "b"
