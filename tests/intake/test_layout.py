"""Positioned lines become a text: paragraphs, tables, the place of each line, what is doubtful."""

from __future__ import annotations

from kg.intake.layout import compose
from kg.intake.page_content import Line, LineDoubt, PageContent, Rect


def test_a_line_knows_its_place_and_its_doubts() -> None:
    line = Line(1, " 一、总则 ", Rect(60, 100, 156, 116), 16, doubts=(LineDoubt("low_confidence", 3, 5, "0.41"),))
    composed = compose([PageContent(1, 600, 800, lines=[line])])
    assert composed.text == "一、总则\n"
    (stretch,) = composed.layout
    assert composed.text[stretch.start : stretch.end] == "一、总则"
    assert (stretch.left, stretch.top, stretch.right, stretch.bottom) == (0.116, 0.125, 0.244, 0.145)
    (doubt,) = composed.doubts
    assert composed.text[doubt.start : doubt.end] == "总则"
