from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import paths
from kg.loaders.documents import document_folders, read_document
from kg.loaders.evidence import ParsedSource
from kg.text import Outline, load_outline, read_clauses

DOCUMENTS = [folder.name for folder in document_folders(paths.DATA)]


def parsed(document: str) -> ParsedSource:
    _, reading, problems = read_document(paths.DATA / "documents" / document, paths.DATA, paths.DATA)
    assert reading is not None and not problems
    return reading


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_character_belongs_to_exactly_one_clause(document: str) -> None:
    source = parsed(document)
    spans = sorted(span for clause in source.tree.clauses.values() for span in clause.own)
    assert spans[0][0] == 0 and spans[-1][1] == len(source.text)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    for clause in source.tree.clauses.values():
        if clause.parent:
            parent = source.tree.clauses[clause.parent]
            assert parent.start <= clause.start < clause.end <= parent.end


@pytest.mark.parametrize(
    ("document", "kinds"),
    [
        ("shizuishan-2020-32", {"chapter": 3, "section": 9, "item": 25}),
        ("taiyuan-2018-2", {"chapter": 8, "section": 1, "article": 27}),
        ("haicheng-2022-17", {"chapter": 8, "table": 2, "row": 46}),
        ("jincheng-2022-24", {"chapter": 10, "table": 1, "row": 21, "box": 6}),
        ("yuncheng-2021-2025", {"chapter": 9, "box": 1, "row": 16}),
    ],
)
def test_the_parts_of_the_five_documents(document: str, kinds: dict[str, int]) -> None:
    found = [clause.kind for clause in parsed(document).tree.clauses.values()]
    assert {kind: found.count(kind) for kind in kinds} == kinds
    assert not parsed(document).tree.skipped


def test_an_article_that_begins_in_the_middle_of_a_line() -> None:
    source = parsed("taiyuan-2018-2")
    article = source.tree.clauses["a27"]
    assert (article.number, article.heading) == ("(二十七)", "完善目标责任考核制")
    assert source.text[article.start - 2 : article.start] == "。 "
    assert "(二十七)" not in "".join(source.text[a:b] for a, b in source.tree.clauses["a26"].own)


def test_a_garbled_table_of_contents_makes_no_clauses() -> None:
    tree = parsed("jincheng-2022-24").tree
    assert tree.clauses["c1"].start == parsed("jincheng-2022-24").text.index("第一章 发展基础和面临形势\n")
    assert tree.clauses["preamble"].end == tree.clauses["c1"].start


def test_text_after_a_table_belongs_to_the_clause_around_it() -> None:
    source = parsed("haicheng-2022-17")
    section = source.tree.clauses["c1-s1"]
    assert len(section.own) == 2
    assert source.text[section.own[1][0] :].startswith("在总结成绩的同时")


def test_lines_that_break_inside_a_sentence_stay_in_their_clause() -> None:
    source = parsed("yuncheng-2021-2025")
    assert source.normalised.find("全市专业技术人才总量达到12万人", [(c := source.tree.clauses["c1-s1-d1"]).own[0]])
    assert c.heading == "人才队伍规模持续扩大"


OUTLINE = Outline.model_validate(
    {
        "title": "made up",
        "levels": [
            {"kind": "chapter", "prefix": "c", "depth": 1, "numbering": "chinese", "within": "document", "pattern": "(?P<number>[一二三四五六七八九十]+)、(?P<heading>[^。\n]+)"},
            {"kind": "item", "prefix": "i", "depth": 2, "numbering": "arabic", "pattern": r"(?P<number>\d+)\.(?P<heading>[^。\n]+)"},
        ],
    }
)  # fmt: skip
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=10))
def test_a_document_is_read_as_it_was_written(shape: list[int]) -> None:
    text = "前言。\n"
    for number, items in enumerate(shape):
        text += f"{NUMERALS[number]}、总则\n" + "".join(f"{i}.事项。内容1.5万元，见第2.条。\n" for i in range(1, items + 1))
    tree = read_clauses(text, OUTLINE)
    expected = [f"c{n}" + (f"-i{i}" if i else "") for n, items in enumerate(shape, 1) for i in range(items + 1)]
    assert list(tree.clauses) == ["preamble", *expected]
    assert all(text[c.start : c.end].startswith(c.number or "前言") for c in tree.clauses.values())


def test_a_number_out_of_sequence_is_no_heading_and_is_told() -> None:
    tree = read_clauses("一、总则\n1.先\n3.后\n", OUTLINE)
    assert list(tree.clauses) == ["c1", "c1-i1"]
    assert [(line.words, line.expected) for line in tree.skipped] == [("3.后", 2)]


def test_headings_in_a_fault_of_the_scan_are_none() -> None:
    text = "一、总则\n二、扫描重复\n二、分则\n"
    tree = read_clauses(text, OUTLINE, [(5, 12)])
    assert [clause.heading for clause in tree.clauses.values()] == ["总则", "分则"]


def test_an_unknown_outline_is_named_with_those_known() -> None:
    with pytest.raises(LookupError, match="opinion-items"):
        load_outline("nowhere")
