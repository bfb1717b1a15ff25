"""Cover letter, contents, body, closing words, signature, annexes."""

from __future__ import annotations

from kg.text.structure import read_structure
from tests.text.structure.trees import paths_of, skipped_in, tree_of

LETTER = "某市人民政府关于印发《某市人才办法》的通知\n各区人民政府：\n《某市人才办法》已经同意，现印发给你们，请遵照执行。\n某市人民政府\n2026年3月12日\n"


def test_a_cover_letter_is_no_part_of_the_body() -> None:
    text = LETTER + "某市人才办法\n为引才，制定本办法。\n一、甲\n内容。\n二、乙\n内容。\n"
    tree = read_structure(text)
    assert list(tree.clauses) == ["preamble", "letter", "c1", "c2"]
    letter = tree.clauses["letter"]
    assert (letter.parent, text[letter.start : letter.end]) == ("preamble", LETTER)


def test_a_letter_may_number_its_own_parts() -> None:
    letter = LETTER.replace("现印发给你们，请遵照执行。", "现印发给你们。\n一、高度重视。\n二、抓好落实。")
    assert paths_of(letter + "某市人才办法\n一、甲\n内容。\n二、乙\n内容。\n") == [
        "preamble",
        "letter",
        "letter-c1",
        "letter-c2",
        "c1",
        "c2",
    ]


def test_a_table_of_contents_makes_no_clauses_and_is_reported() -> None:
    text = "某市规划\n目 录\n第一章 总则……1\n第二章 措施……5\n第一章 总则\n为引才。\n第二章 措施\n内容。\n"
    assert paths_of(text) == ["preamble", "contents", "c1", "c2"]
    assert [reason for _, reason in skipped_in(text)] == ["contents", "contents"]


def test_closing_words_and_signature() -> None:
    text = "一、甲\n内容。\n二、乙\n内容。\n本办法自印发之日起施行，有效期三年。\n某市人民政府\n2026年3月12日\n"
    assert paths_of(text) == ["c1", "c2", "closing", "signature"]
    assert paths_of("一、甲\n内容。\n二、附则\n本办法自印发之日起施行。\n") == ["c1", "c2"]


def test_annexes_number_for_themselves() -> None:
    text = "第一条 甲。\n第二条 乙。\n附件：1.申请表\n2.流程\n某市人民政府\n2026年3月12日\n附件1\n申请表\n一、子\n二、丑\n附件2\n流程\n一、寅\n"
    assert tree_of(text) == [
        "a1 第一条 甲", "a2 第二条 乙", "annexes", "signature", "x1 附件1 申请表", "x1-c1 一 子", "x1-c2 二 丑", "x2 附件2 流程", "x2-c1 一 寅",
    ]  # fmt: skip
    assert [reason for _, reason in skipped_in(text)] == ["annexes"]


def test_what_a_letter_issues_may_be_its_annex() -> None:
    text = LETTER.replace("某市人民政府\n2026", "附件：某市人才办法\n某市人民政府\n2026") + "附件\n某市人才办法\n第一条 甲。\n第二条 乙。\n"
    assert paths_of(text) == ["preamble", "letter", "a1", "a2"]


def test_tables_and_boxes() -> None:
    text = "一、甲\n（一）子\n表 1：指标\n指标\t单位\n人才\t万人\n其后。\n专栏1 工程\n内容。\n（二）丑\n"
    assert tree_of(text)[2:] == ["t1 表 1 指标", "t1-r1 指标", "t1-r2 人才", "b1 专栏1 工程", "c1-s2 （二） 丑"]


def test_a_list_of_annexes_above_the_signature_of_a_letter_is_no_annex() -> None:
    letter = "关于征求《某县服务卡办法》意见的公告\n现公开征求意见。\n附件：某县服务卡办法\n某县人才局\n2026年3月12日\n"
    clauses = read_structure(letter + "某县服务卡办法\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n").clauses
    assert clauses["c1"].parent is None and clauses["a2"].parent == "c2"
