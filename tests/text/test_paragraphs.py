"""Paragraphs: breaks inside a sentence are the scan's, all others the author's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.graph import Graph
from kg.text.paragraphs import lines, paragraphs

LONG = "“十三五”时期，雾岭市以习近平总书记对人才工作重要指"


def words_of(text: str, noise: tuple[tuple[int, int], ...] = ()) -> list[list[str]]:
    return [[text[line.start : line.end] for line in paragraph] for paragraph in paragraphs(text, 0, len(text), noise)]


def test_a_sentence_goes_on_over_the_end_of_a_line() -> None:
    assert words_of(f"{LONG}\n\n示精神为指导。\n\n另一段。") == [[LONG, "示精神为指导。"], ["另一段。"]]


@pytest.mark.parametrize(
    "first", ["石党办发〔2020〕32号", f"{LONG}。", f"# {LONG}", f"关于印发《{LONG}》的通知", f"{LONG}：", f"{LONG}\t5"]
)
def test_what_has_ended_does_not_go_on(first: str) -> None:
    assert words_of(f"{first}\n下一行的话") == [[first], ["下一行的话"]]


def test_a_page_mark_inside_a_sentence_stays_with_it() -> None:
    text = f"{LONG}\n— 23 —\n示精神为指导。"
    mark = text.index("—"), text.index("—") + len("— 23 —")
    [paragraph] = paragraphs(text, 0, len(text), [mark])
    assert [line.noise for line in paragraph] == [False, True, False]


def test_a_page_mark_after_a_sentence_stands_alone() -> None:
    text = "一句话。\n- 1 -\n又一句。\n- 2 -"
    marks = [(text.index("- 1"), text.index("- 1") + 5), (text.index("- 2"), text.index("- 2") + 5)]
    assert words_of(text, tuple(marks)) == [["一句话。"], ["- 1 -"], ["又一句。"], ["- 2 -"]]


def test_white_space_around_a_line_is_left_out() -> None:
    text = "\u3000\u3000甲 乙 \r\n\n \n丙"
    assert [text[line.start : line.end] for line in lines(text, 0, len(text))] == ["甲 乙", "丙"]


def test_every_letter_of_every_text_stands_in_one_line(graph: Graph) -> None:
    for row in graph.answer("documents").rows:
        source = graph.source(row["document"])
        told = [line for paragraph in paragraphs(source.text, 0, len(source.text), source.noise) for line in paragraph]
        assert all(before.end <= after.start for before, after in pairwise(told))
        assert "".join("".join(source.text[line.start : line.end].split()) for line in told) == "".join(source.text.split())
