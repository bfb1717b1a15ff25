"""Where a quote stands: its offsets, its clause, its page."""

from __future__ import annotations

import pytest

from kg.errors import UnknownValue
from kg.graph import Graph

DOCUMENT = "yunze-2021-5"


def test_a_quote_is_found_over_line_breaks_and_page_marks(graph: Graph) -> None:
    [found] = graph.passages(DOCUMENT, "市财政局、市人社局配合")
    assert found.quote == "市财政局、市人\n- 2 -\n社局配合"
    assert found.clause == f"{DOCUMENT}/i1"
    assert [part.page for part in found.pages] == [2, 3]
    assert all(len(part.boxes) <= 2 for part in found.pages)


def test_every_place_is_told_with_the_smallest_clause(graph: Graph) -> None:
    found = graph.passages("云党办发〔2021〕5号", "高技能人才")
    assert [passage.clause for passage in found] == [f"{DOCUMENT}/c1-s2", f"{DOCUMENT}/i4"]
    text = graph.source(DOCUMENT).text
    assert all(text[passage.start : passage.end] == passage.quote for passage in found)


def test_offsets_name_a_passage(graph: Graph) -> None:
    [found] = graph.passages(DOCUMENT, start=13, end=25)
    assert found.quote == "云党办发〔2021〕5号" and found.pages[0].page == 1
    [unpaged] = graph.passages("wuling-2019-8", start=0, end=3)
    assert unpaged.pages == []


@pytest.mark.parametrize(
    ("quote", "start", "end", "expected"),
    [
        ("没有的话", None, None, f"words of the text of {DOCUMENT}"),
        (None, None, None, "a quote, or start and end"),
        (None, 3, None, "a quote, or start and end"),
        ("人才", 3, 4, "a quote, or start and end"),
        (None, 3, 3, "places in order"),
        (None, 3, 10**6, "places in order"),
        ("　\n", None, None, "words of the text"),
    ],
)
def test_what_is_no_passage_is_told(graph: Graph, quote: str | None, start: int | None, end: int | None, expected: str) -> None:
    with pytest.raises(UnknownValue) as error:
        graph.passages(DOCUMENT, quote, start=start, end=end)
    assert expected in error.value.told("en")
