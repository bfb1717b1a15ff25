"""The original beside the text: the page of the selection, doubts and corrections; nothing changes where only the text is held."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph
from viewer.pages.source.original import page_shown
from viewer.pages.source.segments import Cutter
from viewer.pages.source.state import SourceState

Run = Callable[..., AppTest]
PAGE, DOCUMENT, UNPAGED = "pages/source/page.py", "yunze-2021-5", "wuling-2021-2025"
FACT, CORRECTED, DOUBTED = (f"{DOCUMENT}/{fact}" for fact in ("i1/funding/1", "i2/responsibilities/1", "i4/funding/2"))


def told(app: AppTest, name: str) -> dict[str, Any] | None:
    """What a component is told."""
    found = [block for block in app.get("bidi_component") if block.proto.component_name == name]
    return json.loads(found[0].proto.json) if found else None


def page_of(app: AppTest) -> dict[str, Any]:
    page = told(app, "zhengmai_page")
    assert page is not None
    return page


def panel_of(app: AppTest) -> str:
    panel = told(app, "zhengmai_linked")
    assert panel is not None
    return unescape(re.sub(r"<[^>]+>", "\n", panel["html"]))


def test_the_page_of_a_fact_is_shown_with_its_words_marked(run: Run, graph: Graph) -> None:
    page = page_of(run(PAGE, fact=FACT))
    assert (page["page"], page["pages"], page["elsewhere"]) == (2, 3, [])
    [row] = [row for row in graph.answer("funding").rows if row["id"] == FACT]
    boxes = [[round(side, 4) for side in box] for _, box in graph.source(DOCUMENT).places(row["start"], row["end"])]
    assert page["marks"] == boxes
    assert page["height"] == pytest.approx(842 / 595, abs=0.01)


def test_words_on_two_pages_lead_to_the_other(run: Run, graph: Graph) -> None:
    facts = graph.answer("responsibilities", {"document": DOCUMENT}).rows
    fact = next(row["id"] for row in facts if "- 2 -" in graph.source(DOCUMENT).text[row["start"] : row["end"]])
    page = page_of(run(PAGE, fact=fact))
    assert (page["page"], page["elsewhere"]) == (2, [3])
    turned = page_of(run(PAGE, fact=fact, sheet="3"))
    assert (turned["page"], turned["elsewhere"]) == (3, [2])
    assert turned["marks"]


def test_a_clause_and_characters_have_their_page_too(run: Run) -> None:
    assert page_of(run(PAGE, clause=f"{DOCUMENT}/i3"))["page"] == 3
    assert page_of(run(PAGE, clause=f"{DOCUMENT}/i3"))["contexts"]
    assert page_of(run(PAGE, document=DOCUMENT, start="790", end="795"))["page"] == 3
    assert page_of(run(PAGE, document=DOCUMENT))["page"] == 1


def test_doubts_are_marked_listed_and_hidden(run: Run) -> None:
    app = run(PAGE, document=DOCUMENT, sheet="3")
    assert [doubt[4:] for doubt in page_of(app)["doubts"]] == [
        ["此处可能漏了一行", "line_gap"],
        ["两次识读不同：15万元", "readings_differ"],
    ]
    text = told(app, "zhengmai_source")
    assert text and [doubt[0] for doubt in text["text"]["doubts"]] == ["此处可能漏了一行", "两次识读不同：15万元"]
    assert "存疑之处（2）" in panel_of(app) and "原件第 3 页" in panel_of(app)
    hidden = run(PAGE, document=DOCUMENT, sheet="3", doubts="off")
    assert page_of(hidden)["doubts"] == []
    text = told(hidden, "zhengmai_source")
    assert text and text["doubts"] is False


def test_a_fact_says_what_is_doubtful_and_what_was_corrected(run: Run) -> None:
    assert "两次识读不同：15万元" in panel_of(run(PAGE, fact=DOUBTED))
    said = panel_of(run(PAGE, fact=CORRECTED))
    assert "识读为“往”，原件为“住”" in said and "（虚构）" in said
    assert "更正（1）" in panel_of(run(PAGE, document=DOCUMENT))


def test_the_original_can_be_saved(run: Run) -> None:
    [button] = run(PAGE, document=DOCUMENT).get("download_button")
    assert button.proto.label.replace("\\", "") == "下载原件：云泽市引才聚才若干意见（扫描件）.pdf"
    assert "SHA-256" in button.proto.help.replace("\\", "")


def test_where_only_the_text_is_held_nothing_changes(run: Run) -> None:
    app = run(PAGE, document=UNPAGED, sheet="2")
    assert not app.exception
    assert told(app, "zhengmai_page") is None and not app.get("download_button")
    assert "存疑之处" not in panel_of(app) and not re.search("更正（\\d", panel_of(app))


def test_a_page_that_there_is_not_is_the_first() -> None:
    assert page_shown(9, [], 3) == 1
    assert page_shown(9, [2], 3) == 2
    assert page_shown(3, [2], 3) == 3


def test_the_page_is_in_the_address_until_another_place_is_chosen() -> None:
    state = SourceState.from_params({"fact": FACT, "sheet": "3", "doubts": "off"})
    assert (state.sheet, state.doubts) == (3, False)
    assert state.params() == {"document": DOCUMENT, "fact": FACT, "sheet": "3", "doubts": "off"}
    assert state.at(clause="x").sheet is None
    assert SourceState.from_params({"document": DOCUMENT, "sheet": "0"}).sheet is None


def test_pieces_know_their_doubt_and_correction() -> None:
    pieces = list(Cutter("甲乙丙丁", [], [], [], [], [(1, 2), (3, 3)], [(2, 3)]).pieces(0, 4))
    assert [(piece.start, piece.doubt, piece.correction) for piece in pieces] == [
        (0, None, None),
        (1, 0, None),
        (2, None, 0),
        (3, None, None),
    ]
