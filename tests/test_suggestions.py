"""What is suggested while somebody types."""

from __future__ import annotations

import pytest

from kg.graph import Graph


@pytest.mark.parametrize(
    ("typed", "type_", "preferred"),
    [
        ("云泽", "place", "云泽市"),
        ("yunze", "place", "云泽市"),
        ("yzs", "place", "云泽市"),
        ("院士", "category", "院士"),
        ("yuanshi", "category", "院士"),
        ("srsj", "agency", "市人社局"),
        ("SRSJ", "agency", "市人社局"),
        ("市 人社 局", "agency", "市人社局"),
        ("daiyu", "question", "待遇"),
    ],
)
def test_a_thing_is_found_by_characters_pinyin_and_first_letters(typed: str, type_: str, preferred: str, graph: Graph) -> None:
    assert (type_, preferred) in [(found.type, found.preferred) for found in graph.suggest(typed)[:5]]


def test_a_document_is_found_by_a_part_of_its_number(graph: Graph) -> None:
    [document] = graph.answer("documents", {"document": "yunze-2021-5"}).rows
    assert "yunze-2021-5" in [found.id for found in graph.suggest(document["number"][1:6])]


@pytest.mark.parametrize("typed", ["", "  ", "“”", "%", "__", "zzzzqq", "' OR 1=1 --", "x" * 5000])
def test_nothing_is_suggested_for_what_names_nothing(typed: str, graph: Graph) -> None:
    assert graph.suggest(typed) == []


def test_there_are_no_more_than_asked_for_and_the_closest_is_first(graph: Graph) -> None:
    assert len(graph.suggest("人才", 3)) == 3
    assert graph.suggest("人才", 3)[0].preferred == "人才"
