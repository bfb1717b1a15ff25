"""Each key of an outline, on texts of a few lines: which lines become clauses, where they end, what they are called."""

from __future__ import annotations

from typing import Any

from kg.text.clauses import ClauseTree, read_clauses
from kg.text.outline import Outline

CHAPTER = {
    "kind": "chapter", "prefix": "c", "depth": 1, "numbering": "chinese", "within": "document",
    "pattern": r"(?P<number>[一二三四五六七八九十]+)、(?P<heading>[^。\n]+)",
}  # fmt: skip
SECTION = {
    "kind": "section", "prefix": "s", "depth": 2, "numbering": "chinese", "pattern": r"（(?P<number>[一二三四五六七八九十]+)）(?P<heading>[^。\n]*)",
}  # fmt: skip
ITEM = {"kind": "item", "prefix": "i", "depth": 3, "pattern": r"(?P<number>\d+)[.．](?P<heading>[^。\n]+)"}
TABLE = {
    "kind": "table",
    "prefix": "t",
    "depth": 2,
    "numbering": "ordinal",
    "within": "document",
    "pattern": r"表格(?P<heading>[^\n]*)",
    "ends": "^注",
}
ROW = {"kind": "row", "prefix": "r", "depth": 3, "pattern": r"(?P<number>\d+)\t(?P<heading>[^\t\n]+)", "inside": "table"}


def read(text: str, *levels: dict[str, Any], **keys: Any) -> ClauseTree:
    return read_clauses(text, Outline.model_validate({"title": "made up", "levels": list(levels), **keys}))


def spans(tree: ClauseTree, text: str) -> dict[str, str]:
    return {path: text[clause.start : clause.end] for path, clause in tree.clauses.items()}


def test_numbers_restart_under_each_parent_or_run_through_the_document() -> None:
    text = "一、甲\n（一）乙\n二、丙\n（一）丁\n（二）戊\n"
    assert list(read(text, CHAPTER, SECTION).clauses) == ["c1", "c1-s1", "c2", "c2-s1", "c2-s2"]
    text = "一、甲\n（一）乙\n二、丙\n（二）丁\n"
    assert list(read(text, CHAPTER, SECTION | {"within": "document"}).clauses) == ["c1", "s1", "c2", "s2"]


def test_a_clause_ends_where_the_next_of_its_depth_or_above_begins() -> None:
    text = "一、甲\n（一）乙\n1.丙\n（二）丁\n二、戊\n"
    tree = read(text, CHAPTER, SECTION, ITEM)
    assert spans(tree, text) == {
        "c1": "一、甲\n（一）乙\n1.丙\n（二）丁\n", "c1-s1": "（一）乙\n1.丙\n", "c1-s1-i1": "1.丙\n", "c1-s2": "（二）丁\n", "c2": "二、戊\n",
    }  # fmt: skip
    assert {path: clause.parent for path, clause in tree.clauses.items()} == {
        "c1": None, "c1-s1": "c1", "c1-s1-i1": "c1-s1", "c1-s2": "c1", "c2": None,
    }  # fmt: skip
    assert [clause.path for clause in tree.ancestors("c1-s1-i1")] == ["c1-s1", "c1"]
    assert list(tree.ancestors("c1")) == []


def test_own_spans_leave_the_parts_out() -> None:
    text = "一、甲\n开头。\n（一）乙\n（二）丁\n"
    own = {path: [text[start:end] for start, end in clause.own] for path, clause in read(text, CHAPTER, SECTION).clauses.items()}
    assert own == {"c1": ["一、甲\n开头。\n"], "c1-s1": ["（一）乙\n"], "c1-s2": ["（二）丁\n"]}


def test_text_before_the_first_heading_is_the_preamble() -> None:
    tree = read("各单位：\n一、甲\n", CHAPTER)
    preamble = tree.clauses["preamble"]
    assert (preamble.kind, preamble.number, preamble.heading, preamble.parent, preamble.start, preamble.end) == (
        "section",
        None,
        None,
        None,
        0,
        5,
    )
    assert list(read("没有编号。\n", CHAPTER).clauses) == ["preamble"]
    assert read("没有编号。\n", CHAPTER).clauses["preamble"].end == 6


def test_a_section_without_a_chapter_is_a_clause_of_the_document() -> None:
    tree = read("（一）甲\n（二）乙\n", CHAPTER, SECTION)
    assert {path: clause.parent for path, clause in tree.clauses.items()} == {"s1": None, "s2": None}


def test_numbers_that_do_not_follow_are_skipped_with_the_number_expected() -> None:
    text = "一、甲\n三、丙\n二、乙\n二、丁\n"
    tree = read(text, CHAPTER)
    assert [clause.heading for clause in tree.clauses.values()] == ["甲", "乙"]
    assert [(line.start, line.words, line.expected) for line in tree.skipped] == [(4, "三、丙", 2), (12, "二、丁", 3)]
    [line] = read("一、甲\n五、" + "长" * 60 + "\n", CHAPTER).skipped
    assert line.words == "五、" + "长" * 38


def test_numbers_and_headings_are_given_as_written() -> None:
    def first(text: str, level: dict[str, Any]) -> tuple[str | None, str | None]:
        clause = next(iter(read(text, level).clauses.values()))
        return clause.number, clause.heading

    assert first("一、 甲 \n", CHAPTER) == ("一", "甲")
    assert first("（一）*乙*\n", SECTION) == ("（一）", "乙")
    assert first("（一）\n", SECTION) == ("（一）", None)
    assert first("1.丙\n", ITEM) == ("1", "丙")
    assert first("表格一览\n", TABLE) == (None, "一览")
    assert first("第一条\n", CHAPTER | {"pattern": "第(?P<number>[一二])条"}) == ("第一条", None)
    assert first("## 一、丁\n", CHAPTER | {"pattern": r"#+ (?P<number>[一二])、(?P<heading>[^\n]+)"}) == ("一", "丁")
    assert first("一、" + "长" * 60 + "\n", CHAPTER)[1] == "长" * 60
    assert first("一、" + "长" * 61 + "\n", CHAPTER)[1] is None


def test_a_heading_after_the_end_of_a_sentence() -> None:
    text = "一、甲\n（一）乙。内容。（二）丙；（三）丁\n前文，（四）戊\n"
    assert "c1-s2" not in read(text, CHAPTER, SECTION).clauses
    short = {"anchor": "sentence", "pattern": r"（(?P<number>[一二三四五六七八九十]+)）(?P<heading>[^。；\n]*)"}
    tree = read(text, CHAPTER, SECTION | short)
    assert list(tree.clauses) == ["c1", "c1-s1", "c1-s2", "c1-s3"]
    assert text[tree.clauses["c1-s2"].start :].startswith("（二）")
    assert read("。\u3000 （一）乙\n", SECTION | {"anchor": "sentence"}).clauses["s1"].start == 3


def test_a_line_may_be_indented_only_where_the_outline_says_so() -> None:
    assert list(read("  一、甲\n", CHAPTER).clauses) == ["preamble"]
    indented = CHAPTER | {"pattern": r"[ ]*(?P<number>[一二])、(?P<heading>[^\n]+)"}
    tree = read("  一、甲\n", indented)
    assert tree.clauses["c1"].start == 2 and tree.clauses["preamble"].end == 2


def test_rows_are_read_only_inside_a_table_which_ends_at_its_note() -> None:
    text = "一、甲\n1\t正文\n表格一\n1\t甲\n2\t乙\n注：略。\n3\t丙\n表格二\n1\t丁\n"
    tree = read(text, CHAPTER, TABLE, ROW)
    assert list(tree.clauses) == ["c1", "t1", "t1-r1", "t1-r2", "t2", "t2-r1"]
    assert spans(tree, text)["t1"] == "表格一\n1\t甲\n2\t乙\n"
    assert spans(tree, text)["t1-r2"] == "2\t乙\n"
    assert [text[a:b] for a, b in tree.clauses["c1"].own] == ["一、甲\n1\t正文\n", "注：略。\n3\t丙\n"]
    assert tree.clauses["t1"].parent == "c1" and tree.clauses["t1"].kind == "table"
    open_end = "表格一\n1\t甲\n"
    assert spans(read(open_end, TABLE, ROW), open_end)["t1"] == open_end
    last = "表格一\n1\t甲\n注：略。\n"
    assert spans(read(last, TABLE, ROW), last)["t1"] == "表格一\n1\t甲\n"


def test_a_section_after_the_end_of_a_table_belongs_to_its_chapter() -> None:
    text = "一、甲\n表格一\n1\t甲\n注：略。\n（一）乙\n"
    tree = read(text, CHAPTER, TABLE, ROW, SECTION | {"depth": 3})
    assert tree.clauses["c1-s1"].parent == "c1"


def test_the_tree_begins_after_a_table_of_contents() -> None:
    text = "目录\n一、甲\n二、乙\n一、甲\n正文。\n二、乙\n"
    tree = read(text, CHAPTER, contents="^目录$")
    assert tree.clauses["c1"].start == text.rindex("一、甲") and tree.clauses["c2"].start == text.rindex("二、乙")
    assert not tree.skipped
    assert read(text, CHAPTER).clauses["c1"].start == text.index("一、甲")
    without = "一、甲\n二、乙\n"
    assert list(read(without, CHAPTER, contents="^目录$").clauses) == ["c1", "c2"]
    assert list(read("一、旧\n目录\n甲 1\n", CHAPTER, contents="^目录$").clauses) == ["preamble"]


def test_the_closing_paragraph_belongs_to_no_numbered_clause() -> None:
    text = "一、甲\n（一）乙\n本意见自印发之日起施行。\n"
    tree = read(text, CHAPTER, SECTION, closing="^本意见")
    at = text.index("本意见")
    assert (tree.clauses["closing"].start, tree.clauses["closing"].end, tree.clauses["closing"].kind) == (at, len(text), "section")
    assert tree.clauses["closing"].parent is None and tree.clauses["closing"].own == [(at, len(text))]
    assert tree.clauses["c1"].end == tree.clauses["c1-s1"].end == at
    assert "closing" not in read(text, CHAPTER, closing="^本办法").clauses


def test_a_heading_that_only_touches_a_spoilt_span_stays() -> None:
    outline = Outline.model_validate({"title": "made up", "levels": [CHAPTER]})
    text = "一、甲\n乱码\n二、乙\n"
    assert list(read_clauses(text, outline, [(4, 7)]).clauses) == ["c1", "c2"]
    assert list(read_clauses(text, outline, [(4, 8)]).clauses) == ["c1"]


def test_the_first_level_that_matches_a_line_counts() -> None:
    tree = read("一、甲\n", CHAPTER, CHAPTER | {"kind": "article", "prefix": "a"})
    assert list(tree.clauses) == ["c1"]
