"""The signs by which texts number their parts, and how a text nests them."""

from __future__ import annotations

import pytest

from kg.text.structure import read_structure
from tests.text.structure.generated import chinese
from tests.text.structure.trees import paths_of, skipped_in, tree_of


def test_chapters_articles_and_items() -> None:
    text = "某市人才办法\n第一章 总则\n第一条 为引才。\n第二条 本办法适用于：\n（一）甲；\n（二）乙。\n第二章 附则\n第三条 自印发之日起施行。\n"
    assert tree_of(text) == [
        "preamble", "c1 第一章 总则", "a1 第一条 为引才", "a2 第二条 本办法适用于：", "a2-i1 （一） 甲；", "a2-i2 （二） 乙",
        "c2 第二章 附则", "a3 第三条 自印发之日起施行",
    ]  # fmt: skip


def test_numbers_that_run_through_the_text_name_a_clause_alone() -> None:
    text = "一、甲\n（一）子\n1.丑。\n（二）寅\n2.卯。\n二、乙\n（一）辰\n3.巳。\n"
    assert paths_of(text) == ["c1", "c1-s1", "i1", "c1-s2", "i2", "c2", "c2-s1", "i3"]


def test_a_text_may_nest_its_signs_against_custom() -> None:
    assert paths_of("1.甲\n（一）子\n（二）丑\n2.乙\n（一）寅\n（二）卯\n3.丙\n") == ["c1", "c1-s1", "c1-s2", "c2", "c2-s1", "c2-s2", "c3"]


@pytest.mark.parametrize("one", ["一、", "　　一、", "一 、", "一．", "**一、", "## 一、", "\ufeff一、", "壹、"])
def test_forms_of_the_first_level(one: str) -> None:
    assert paths_of(f"{one}甲\n（一）子\n（二）丑\n")[-3:] == ["c1", "c1-s1", "c1-s2"]


@pytest.mark.parametrize("two", ["（二）", "(二)", "（ 二 ）", "〔二〕", "[二]", "㈡", "二）", "(二）"])
def test_forms_of_the_second_level(two: str) -> None:
    assert paths_of(f"一、甲\n（一）子\n{two}丑\n二、乙\n（一）寅\n") == ["c1", "c1-s1", "c1-s2", "c2", "c2-s1"]


@pytest.mark.parametrize("signs", ["1. 2.", "1． 2．", "1、 2、", "⒈ ⒉", "１． ２．", "(1) (2)", "⑴ ⑵", "（１） （２）", "1) 2)", "① ②", "A. B.", "a) b)", "I. II.", "Ⅰ、 Ⅱ、", "(a) (b)", "❶ ❷"])  # fmt: skip
def test_forms_of_deeper_levels(signs: str) -> None:
    one, two = signs.split()
    assert paths_of(f"一、甲\n（一）子\n{one}丑\n{two}寅\n（二）卯\n") == ["c1", "c1-s1", "c1-s1-i1", "c1-s1-i2", "c1-s2"]


def test_dotted_numbers() -> None:
    assert paths_of("1 总则\n1.1 目的\n为引才。\n1.2 范围\n1.2.1 甲\n1.2.2 乙\n2 措施\n2.1 丙\n") == [
        "c1", "c1-s1", "c1-s2", "c1-s2-i1", "c1-s2-i2", "c2", "c2-s1",
    ]  # fmt: skip


def test_what_is_odd_about_a_numbering_is_told() -> None:
    text = "一、甲\n（一）子\n（三）寅\n（三）卯\n（四）辰\n（一）巳\n（二）午\n"
    assert [(odd.path, odd.expected) for odd in read_structure(text).odd] == [("c1-s3", 2), ("c1-sb3", 4), ("c1-sb1", 5)]
    assert not read_structure("一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n（二）卯\n").odd


def test_a_missing_number_loses_nothing() -> None:
    assert paths_of("一、甲\n（一）子\n（二）丑\n（四）卯\n（五）辰\n二、乙\n") == ["c1", "c1-s1", "c1-s2", "c1-s4", "c1-s5", "c2"]


def test_a_doubled_number_has_a_path_of_its_own() -> None:
    assert paths_of("一、甲\n（一）子\n（二）丑\n（二）寅\n（三）卯\n") == ["c1", "c1-s1", "c1-s2", "c1-sb2", "c1-s3"]


@pytest.mark.parametrize(
    "line",
    [
        "第十五条规定的人才",
        "第（二）项规定的人才",
        "一、二、三类人才优先",
        "（二）项规定的，给予补贴",
        "1.5亿元以上的",
        "2026年底前完成",
        "二是加强服务",
    ],
)
def test_words_of_a_sentence_are_no_heading(line: str) -> None:
    text = f"一、甲\n（一）子。对符合本办法和其他规定的各类高层次人才以及\n{line}\n（二）丑\n二、乙\n"
    assert paths_of(text) == ["c1", "c1-s1", "c1-s2", "c2"]


def test_a_heading_may_begin_with_a_digit() -> None:
    lines = "".join(f"{n}.措施。\n" for n in range(1, 11))
    assert paths_of(f"一、甲\n{lines}11.121人才梯队建设。内容。\n")[-1] == "c1-s11"


def test_numbers_that_are_no_heading_are_reported() -> None:
    text = "一、甲\n二、乙。按照本办法\n第三条规定执行，\n（二）项除外。\n三、丙\n"
    assert paths_of(text) == ["c1", "c2", "c3"]
    assert skipped_in(text) == [("第三条规定执行，", "reference"), ("（二）项除外。", "reference")]


def test_parts_inside_a_paragraph() -> None:
    text = "第一条 申请人应当：（一）年满十八周岁；（二）有学历。第二条 略。\n第三条 按第一条第（二）项办理。\n"
    assert paths_of(text) == ["a1", "a1-i1", "a1-i2", "a2", "a3"]


def test_counting_words_are_the_lowest_level() -> None:
    text = "一、甲\n一是子。\n二是丑。\n二、乙\n（一）寅。一是卯；二是辰。\n（二）巳。\n"
    assert paths_of(text) == ["c1", "c1-i1", "c1-i2", "c2", "c2-s1", "c2-s2"]


def test_a_heading_ends_where_a_part_begins_inside_its_line() -> None:
    assert tree_of("第一条 材料：（1）甲；（2）乙。\n第二条 丙。\n")[:2] == ["a1 第一条 材料：", "a1-i1 （1） 甲；"]


def test_headings_without_a_number() -> None:
    words = "推动各项工作落实到位，取得实效，建设人才高地和创新中心。"
    assert paths_of(f"# 办法\n{words}\n## 总则\n{words}\n## 任务\n### 引才\n1. 甲\n2. 乙\n### 育才\n- 丙\n- 丁\n") == [
        "preamble", "h1", "h2", "h3", "c1", "c2", "h4", "h4-d1", "h4-d2",
    ]  # fmt: skip
    assert paths_of(f"办法\n{words}\n引才支持\n{words}\n育才支持\n{words}\n") == ["preamble", "h1", "h2"]
    assert paths_of(f"一、甲\n{words}\n政策内容\n1.子\n2.丑\n附则\n{words}\n") == ["c1", "h1", "h1-s1", "h1-s2", "h2"]
    supports = "".join(f"{name}支持：{words}\n" for name in ("金融", "人才", "空间"))
    assert paths_of(f"办法\n{supports}") == ["preamble", "h1", "h2", "h3"]


def test_headings_that_begin_with_a_quantity() -> None:
    assert paths_of("1.1亿元基金设立。\n2.3家企业培育。\n3.其他。\n") == ["c1", "c2", "c3"]
    text = "一、甲\n3.5亿元投入到位。\n二、乙\n"
    assert paths_of(text) == ["c1", "c2"] and skipped_in(text) == [("3.5亿元投入到位。", "sequence")]


def test_a_missing_number_at_either_end_of_a_list() -> None:
    assert paths_of("一、甲\n（二）丑\n二、乙\n（一）寅\n（二）卯\n") == ["c1", "c1-s2", "c2", "c2-s1", "c2-s2"]
    articles = "".join(f"第{chinese(n)}条 措施。\n" for n in range(1, 12))
    assert paths_of(f"第一章 总则\n{articles}第二章 附则\n第十三条 施行。\n")[-2:] == ["c2", "a13"]


@pytest.mark.parametrize("mark", ["、", "：", ".", "　"])
def test_a_mark_may_divide_an_article_from_its_words(mark: str) -> None:
    text = f"第一条{mark}为引才。\n第二条{mark}对象包括：\n(1)甲；\n(2)乙。\n第三条{mark}自印发之日起施行。\n按第一条、第二条办理。\n"
    assert tree_of(text) == ["a1 第一条 为引才", "a2 第二条 对象包括：", "a2-i1 (1) 甲；", "a2-i2 (2) 乙", "a3 第三条 自印发之日起施行"]


def test_articles_may_hold_lists_that_each_begin_again() -> None:
    text = "第一条 目的。\n第二条 按照以下规定：\n一、对象\n1.甲；\n2.乙。\n二、材料\n第三条 按照以下规定：\n一、对象\n二、材料\n第四条 自印发之日起施行。\n"
    assert paths_of(text) == ["a1", "a2", "a2-i1", "a2-i1-p1", "a2-i1-p2", "a2-i2", "a3", "a3-i1", "a3-i2", "a4"]


def test_an_article_may_begin_with_the_number_of_another() -> None:
    assert paths_of("第一条 甲。\n第二条 第一条规定的待遇，满五年后不再享受。\n第三条 丙。\n") == ["a1", "a2", "a3"]
