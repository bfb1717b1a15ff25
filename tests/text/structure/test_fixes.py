"""What a curator says of single lines holds against the reader."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.structure import Fix, FixAction, read_structure
from tests.text.structure.trees import faults_of_partition


def paths(text: str, *fixes: tuple[str, FixAction, int | None]) -> Sequence[str]:
    tree = read_structure(text, (), [Fix(text.index(words), action, level) for words, action, level in fixes])
    assert not list(faults_of_partition(text, tree))
    return list(tree.clauses)


def test_a_line_that_is_no_heading() -> None:
    text = "一、甲\n二、乙\n三、丙\n（一）子\n（二）丑\n"
    assert paths(text) == ["c1", "c2", "c3", "c3-s1", "c3-s2"]
    assert paths(text, ("三、", "none", None)) == ["c1", "c2", "c2-s1", "c2-s2"]


def test_a_part_inside_a_line_that_is_none() -> None:
    text = "第一条 包括：（一）甲；（二）乙。\n第二条 丙。\n"
    assert paths(text, ("（二）", "none", None)) == ["a1", "a1-i1", "a2"]


def test_a_table_that_is_none() -> None:
    text = "一、甲\n表1 指标\n甲\t1\n乙\t2\n二、乙\n"
    assert paths(text, ("表1", "none", None)) == ["c1", "c2"]


def test_a_heading_of_a_level() -> None:
    text = "一、甲\n（一）子\n保障措施\n（二）丑\n二、乙\n"
    assert paths(text) == ["c1", "c1-s1", "c1-s2", "c2"]
    assert paths(text, ("保障措施", "heading", 1)) == ["c1", "a1", "h1", "a2", "c2"]
    assert paths(text, ("保障措施", "heading", 2)) == ["c1", "c1-s1", "h1", "c1-s2", "c2"]


def test_a_numbered_line_that_was_refused_is_a_heading() -> None:
    text = "一、甲\n二、乙\n九、丙\n三、丁\n"
    assert paths(text) == ["c1", "c2", "c3"]
    assert paths(text, ("九、", "heading", 1)) == ["c1", "c2", "c9", "c3"]


def test_where_the_body_and_the_closing_words_begin() -> None:
    text = "前言。\n一、甲\n二、乙\n正文\n一、丙\n二、丁\n未尽事宜另行通知。\n"
    assert paths(text, ("正文", "body", None), ("未尽", "closing", None))[-4:] == ["letter-c2", "c1", "c2", "closing"]


def test_an_annex_without_a_mark() -> None:
    text = "一、甲\n二、乙\n申报指南\n一、丙\n二、丁\n"
    assert paths(text, ("申报指南", "annex", None)) == ["c1", "c2", "x1", "x1-c1", "x1-c2"]
