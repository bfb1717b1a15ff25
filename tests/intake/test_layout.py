"""Positioned lines become a text: paragraphs, tables, the place of each line, what is doubtful."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.intake.layout import compose
from kg.intake.page_content import Glyph, Line, LineDoubt, PageContent, PageDoubt, Rect
from tests.intake.setting import HEIGHT, LEFT, PITCH, SIZE, TOP, WIDTH, line, set_paragraphs, set_table, without

_WORDS = "人才政策支持发展资金项目建设单位培养引进服务创新"
PARAGRAPHS = st.lists(
    st.text(alphabet=_WORDS, min_size=3, max_size=90).map(lambda words: words + "。"), min_size=4, max_size=30, unique=True
).map(lambda texts: [_WORDS * 4, *texts])
"""The first is long, which shows where full lines begin and end. No two are the same: those at the head of pages would be a running head."""
ROWS = st.integers(2, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.text(alphabet=_WORDS, min_size=1, max_size=20), min_size=columns, max_size=columns), min_size=2, max_size=6
    )
)


def page(*lines: Line, rules: tuple[Rect, ...] = ()) -> PageContent:
    return PageContent(1, WIDTH, HEIGHT, lines=lines, rules=rules)


@given(PARAGRAPHS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_paragraphs_come_back_whatever_the_order_of_lines(paragraphs, random) -> None:
    pages = set_paragraphs(paragraphs)
    shuffled = []
    for one in pages:
        lines = list(one.lines)
        random.shuffle(lines)
        shuffled.append(replace(one, lines=lines))
    composed = compose(shuffled)
    assert composed.text == "".join(f"{text}\n" for text in paragraphs)
    assert not composed.doubts
    assert "".join(composed.text[one.start : one.end] for one in composed.layout) == composed.text.replace("\n", "")
    assert len(composed.layout) == sum(len(one.lines) for one in pages)


@given(PARAGRAPHS, st.data())
@settings(max_examples=60, deadline=None)
def test_a_line_taken_out_is_noticed(paragraphs, data) -> None:
    """But for the first and the last one of all, beyond which nobody knows what stood; and of few pages, one may have been set short."""
    pages = set_paragraphs(paragraphs, per_page=12)
    places = [(one.page, n) for one in pages for n in range(len(one.lines))][1:-1]
    number, n = data.draw(st.sampled_from(places))
    if (n == 0 and len(pages) < 3) or (n == len(pages[number - 1].lines) - 1 and len(pages) < 5):
        return
    composed = compose(without(pages, number, n))
    assert "line_gap" in {one.kind for one in composed.doubts if one.page == number}


@given(ROWS, st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=60, deadline=None)
def test_a_ruled_table_is_rows_of_cells(rows, align) -> None:
    composed = compose([set_table(rows, align=align)])
    assert composed.text == "".join("\t".join(row) + "\n" for row in rows)


def test_lines_taken_out_of_tables_are_noticed_in_their_rows() -> None:
    """Each line of many random tables. Where all cells of a table are full, nothing may tell of the line: at most one in a hundred."""
    random = Random(7)
    told: list[bool] = []
    for _ in range(50):
        columns, align = random.randint(2, 4), random.choice([0.0, 0.5])
        rows = [["人才" * random.randint(1, 10) for _ in range(columns)] for _ in range(random.randint(2, 6))]
        content = set_table([["序号"] * columns, *rows, *[["名称"] * columns] * 2], align=align)
        tops = sorted({rule.top for rule in content.rules if rule.height == 0})
        for n, taken in enumerate(content.lines):
            composed = compose(without([content], 1, n))
            row = sum(top < taken.rect.middle for top in tops) - 1
            told.append(row in {composed.text.count("\n", 0, one.start) for one in composed.doubts if one.kind == "line_gap"})
    assert told.count(False) <= len(told) / 100


def test_cells_over_rows_stand_in_each_and_headings_over_columns_over_each() -> None:
    xs, ys = (74, 174, 274, 374), (200, 230, 260, 290)
    rules = [Rect(74, y, 374, y) for y in (200, 290)] + [Rect(174, 230, 374, 230), Rect(174, 260, 374, 260)]
    rules += [Rect(x, 200, x, 290) for x in (74, 174, 374)] + [Rect(274, 230, 274, 290)]
    words = [
        line("类别", 80, 240),
        line("目标", 250, 207),
        line("当年", 180, 237),
        line("次年", 280, 237),
        line("一", 180, 267),
        line("二", 280, 267),
    ]
    assert compose([page(*words, rules=tuple(rules))]).text == "类别\t目标\t目标\n类别\t当年\t次年\n类别\t一\t二\n"
    assert xs and ys


def test_a_box_around_paragraphs_is_paragraphs() -> None:
    rules = (Rect(70, 90, 530, 90), Rect(70, 300, 530, 300), Rect(70, 90, 70, 300), Rect(530, 90, 530, 300))
    words = [line("专栏一", 200, 100), line("人" * 24, 110, 128), line("才" * 10 + "。", 78, 156), line("第二段。", 110, 184)]
    assert compose([page(*words, rules=rules)]).text == "专栏一\n" + "人" * 24 + "才" * 10 + "。\n第二段。\n"


def test_a_table_over_two_pages_has_its_heading_once() -> None:
    first = set_table([["甲", "乙"], ["一", "二"]], top=700)
    second = replace(set_table([["甲", "乙"], ["三", "四"]], top=TOP), page=2)
    second = replace(second, lines=[replace(one, page=2) for one in second.lines])
    assert compose([first, second]).text == "甲\t乙\n一\t二\n三\t四\n"


@pytest.mark.parametrize("mark", ["— {} —", "- {} -", "第 {} 页 共 3 页", "{}", "-{}-", "{}/3"])
def test_page_marks_and_running_heads_are_no_text(mark: str) -> None:
    pages = []
    for one in set_paragraphs(["人才" * 40 + "。"] * 20):
        extra = [line("某市公报", 74, 50, 9, one.page), line(mark.format(one.page), 280, 770, 14, one.page)]
        pages.append(replace(one, lines=[*one.lines, *extra]))
    composed = compose(pages)
    assert composed.text == ("人才" * 40 + "。\n") * 20
    assert not composed.doubts


def test_a_lone_number_at_the_foot_is_a_doubt() -> None:
    (content,) = set_paragraphs(["人才" * 20 + "。"])
    composed = compose([replace(content, lines=[*content.lines, line("7", 290, 790)])])
    assert [(one.kind, one.found) for one in composed.doubts] == [("furniture", "7")]
    assert "7" not in composed.text


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = ["一" * 15] * 8, ["二" * 15] * 8
    lines = [line("关于人才的若干措施", 200, 80, 20)]
    lines += [line(text, 60, 130 + 20 * n, 14) for n, text in enumerate(left)] + [
        line(text, 300, 137 + 20 * n, 14) for n, text in enumerate(right)
    ]
    assert compose([page(*lines)]).text == "关于人才的若干措施\n" + "一" * 120 + "二" * 120 + "\n"


def test_rows_of_aligned_parts_are_a_table_without_rules() -> None:
    rows = [("指标", "单位", "目标"), ("人才总量", "万人", "12"), ("高技能人才", "万人", "3"), ("平台", "个", "27")]
    lines = [line(text, x, 200 + 28 * n) for n, row in enumerate(rows) for text, x in zip(row, (80, 260, 400), strict=True)]
    assert compose([page(*lines)]).text == "".join("\t".join(row) + "\n" for row in rows)


def test_a_title_over_two_lines_is_one_and_what_follows_is_not_of_it() -> None:
    words = [
        line("关于实施人才强市战略推动转型", 160, 100, 22),
        line("发展的意见", 242, 136, 22),
        line("（试行）", 265, 170, 16),
        *set_paragraphs(["人" * 90])[0].lines,
    ]
    moved = [*words[:3], *(replace(one, rect=one.rect._replace(top=one.rect.top + 110, bottom=one.rect.bottom + 110)) for one in words[3:])]
    text = compose([page(*moved)]).text
    assert text.startswith("关于实施人才强市战略推动转型发展的意见\n（试行）\n")


def test_a_last_page_of_short_paragraphs_has_the_margins_of_the_first() -> None:
    paragraphs = [
        "人" * 90,
        *(f"{n}人。" for n in "才政策支持发展资金项目建设单位培养引"),
        *("人" * n + "。" for n in range(6, 15)),
        "才才。",
    ]
    assert compose(set_paragraphs(paragraphs)).text.splitlines() == paragraphs


@pytest.mark.parametrize("signed", [("新乡市人民政府", "二〇二一年六月"), ("新乡市财政局", "新乡市教育局", "2021年6月10日")])
def test_lines_set_right_under_one_another_are_a_signature_and_not_one_paragraph(signed: tuple[str, ...]) -> None:
    body = set_paragraphs(["人" * 90])[0].lines
    right = LEFT + 28 * SIZE
    lines = [line(words, right - len(words) * SIZE, TOP + (len(body) + n) * PITCH) for n, words in enumerate(signed)]
    assert compose([page(*body, *lines)]).text.splitlines()[1:] == list(signed)


def test_latin_words_are_parted_at_line_ends_and_figures_are_not() -> None:
    lines = [
        line("人" * 26, LEFT + 32, TOP),
        Line(1, "人" * 20 + "Talent of the", Rect(LEFT, TOP + PITCH, LEFT + 28 * SIZE, TOP + PITCH + SIZE), SIZE),
    ]
    lines.append(Line(1, "city 1.", Rect(LEFT, TOP + 2 * PITCH, LEFT + 28 * SIZE, TOP + 2 * PITCH + SIZE), SIZE))
    lines.append(line("5万元。", LEFT, TOP + 3 * PITCH))
    assert compose([page(*lines)]).text.endswith("Talent of the city 1.5万元。\n")


def test_notes_stand_after_the_paragraph_that_runs_over_the_page() -> None:
    pages = set_paragraphs(["人" * 26 + "才" * 28 * 30 + "。"])
    note = line("①统计口径。", LEFT, 740, 9)
    first = replace(pages[0], lines=[*pages[0].lines, note], rules=[Rect(LEFT, 732, LEFT + 140, 732.5)])
    assert compose([first, *pages[1:]]).text == "人" * 26 + "才" * 840 + "。\n①统计口径。\n"


def test_glyphs_make_lines_with_raised_figures_and_bold_print() -> None:
    glyphs = [Glyph(letter, Rect(80 + 16 * n, 100, 96 + 16 * n, 116), 16) for n, letter in enumerate("面积百")]
    glyphs += [Glyph(letter, Rect(80.4 + 16 * n, 100, 96.4 + 16 * n, 116), 16) for n, letter in enumerate("面积百")]
    glyphs += [Glyph("m", Rect(128, 100, 138, 116), 16), Glyph("2", Rect(138, 97, 143, 105), 8)]
    composed = compose([PageContent(1, WIDTH, HEIGHT, glyphs=glyphs)])
    assert composed.text == "面积百m2\n"


def test_a_line_knows_its_place_and_its_doubts() -> None:
    doubtful = Line(1, " 一、总则 ", Rect(60, 100, 156, 116), 16, doubts=(LineDoubt("low_confidence", 3, 5, "0.41"),))
    composed = compose([PageContent(1, 600, 800, lines=[doubtful])])
    assert composed.text == "一、总则\n"
    (stretch,) = composed.layout
    assert (stretch.left, stretch.top, stretch.right, stretch.bottom) == (0.116, 0.125, 0.244, 0.145)
    (doubt,) = composed.doubts
    assert composed.text[doubt.start : doubt.end] == "总则"


def test_a_doubt_about_a_place_stands_after_what_is_above_it() -> None:
    (content,) = set_paragraphs(["甲" * 10, "乙" * 10])
    seen = compose([replace(content, doubts=[PageDoubt("hidden_text", Rect(70, TOP + 20, 90, TOP + 24), "丙")])])
    assert [(one.start, one.found) for one in seen.doubts] == [(10, "丙")]


def test_a_turned_page_has_its_boxes_as_it_is_shown() -> None:
    composed = compose([PageContent(1, 800, 600, lines=[line("横表", 0, 0)], turn=90)])
    (stretch,) = composed.layout
    assert (stretch.left, stretch.right, stretch.top, stretch.bottom) == (0, round(16 / 600, 5), 1 - 32 / 800, 1)
    assert SIZE == 16
