"""Where words stand on the pages: a line that holds more than these words is cut by the widths of characters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph
from kg.model.original import Box, Stretch
from kg.store.page_places import places

TEXT = "奖励30万元\n二、ab"
LAYOUT = [
    Stretch(start=0, end=6, page=1, left=0.2, top=0.1, right=0.7, bottom=0.15),
    Stretch(start=7, end=11, page=2, left=0.1, top=0.1, right=0.7, bottom=0.15),
]


@pytest.mark.parametrize(
    ("start", "end", "boxes"),
    [
        (0, 6, [(1, (0.2, 0.7))]),
        (2, 4, [(1, (0.4, 0.5))]),
        (4, 8, [(1, (0.5, 0.7)), (2, (0.1, 0.3))]),
        (9, 10, [(2, (0.5, 0.6))]),
        (6, 7, []),
        (11, 99, []),
        (2, 2, [(1, (0.4, 0.4))]),
        (7, 7, [(2, (0.1, 0.1))]),
        (6, 6, []),
    ],
)
def test_words_on_the_page(start: int, end: int, boxes: list[tuple[int, tuple[float, float]]]) -> None:
    found = list(places(TEXT, LAYOUT, start, end))
    assert [page for page, _ in found] == [page for page, _ in boxes]
    for (_, box), (_, sides) in zip(found, boxes, strict=True):
        assert (box.left, box.right) == pytest.approx(sides)
        assert (box.top, box.bottom) == (0.1, 0.15)


@given(st.text("中a，\t́", min_size=1, max_size=20), st.data())
def test_boxes_of_neighbours_meet_and_stay_in_the_line(text: str, data: st.DataObject) -> None:
    line = Stretch(start=0, end=len(text), page=1, left=0.1, top=0.2, right=0.9, bottom=0.3)
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text))))})
    boxes = [box for start, end in pairwise(cuts) for _, box in places(text, [line], start, end)]
    assert len(boxes) == len(cuts) - 1
    assert all(one.right == pytest.approx(other.left) for one, other in pairwise(boxes) if one.right < 0.9)
    assert all(0.1 <= box.left <= box.right <= 0.9 + 1e-9 for box in boxes)


def test_the_words_of_a_fact_stand_on_their_page(graph: Graph) -> None:
    [fact] = [row for row in graph.answer("funding").rows if row["id"] == "yunze-2021-5/i1/funding/1"]
    found = graph.source("yunze-2021-5").places(fact["start"], fact["end"])
    assert {page for page, _ in found} == {2}
    assert found[0][1].left > 0.4 and found[-1][1].left == pytest.approx(0.133, abs=0.001)
    assert all(isinstance(box, Box) for _, box in found)
    assert graph.source("wuling-2019-8").places(0, 100) == []
