"""Where two readings of a scan differ, a person looks."""

from __future__ import annotations

from kg.intake.page_content import LineDoubt, PageContent
from kg.intake.second_reading import compared
from tests.intake.setting import HEIGHT, WIDTH, line


def read(*texts: str) -> list[LineDoubt]:
    content = PageContent(1, WIDTH, HEIGHT, lines=[line(texts[0], 80, 100)])
    both = compared(content, [line(text, 80, 100.5) for text in texts[1:]])
    assert not both.doubts
    return list(both.lines[0].doubts)


def test_a_figure_that_is_read_twice_otherwise_is_a_doubt() -> None:
    assert read("补贴３０万元以内", "补贴８０万元以内") == [LineDoubt("readings_differ", 2, 3, "８")]


def test_forms_of_one_character_are_alike() -> None:
    assert read("（一）总则，目标", "(一)总则,目标") == []


def test_another_reading_that_is_like_noise_says_nothing() -> None:
    assert read("一二三四五六", "七八九十甲乙") == []


def test_a_line_that_only_the_other_has_is_told() -> None:
    content = PageContent(1, WIDTH, HEIGHT, lines=[line("一、总则", 80, 100)])
    both = compared(content, [line("一、总则", 80, 100), line("二、目标", 80, 128)])
    assert [(one.kind, one.found) for one in both.doubts] == [("readings_differ", "二、目标")]
