import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.loaders.documents import document_folders, read_document
from kg.loaders.evidence import ParsedSource
from kg.text.clauses import read_clauses
from kg.text.outline import Outline, load_outline
from tests.clause_partition import faults_of_the_partition
from tests.datasets import CORPUS

DOCUMENTS = [folder.name for folder in document_folders(CORPUS)]


def parsed(document: str) -> ParsedSource:
    _, source, problems = read_document(CORPUS / "documents" / document, CORPUS, CORPUS)
    assert source is not None and not problems
    return source


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_character_belongs_to_exactly_one_clause(document: str) -> None:
    assert list(faults_of_the_partition(parsed(document))) == []


@pytest.mark.parametrize(
    ("document", "kinds"),
    [
        ("yunze-2021-5", {"section": 6, "chapter": 2, "item": 4}),
        ("wuling-2019-8", {"section": 1, "chapter": 2, "article": 4}),
        ("wuling-2021-2025", {"section": 5, "chapter": 3, "item": 4, "table": 1, "row": 12, "box": 1}),
        ("weitang-2022-3", {"section": 3, "chapter": 2, "item": 7, "table": 1, "row": 3}),
    ],
)
def test_the_parts_of_each_numbering_habit(document: str, kinds: dict[str, int]) -> None:
    found = [clause.kind for clause in parsed(document).tree.clauses.values()]
    assert {kind: found.count(kind) for kind in found} == kinds
    assert not parsed(document).tree.skipped


def test_an_article_that_begins_in_the_middle_of_a_line() -> None:
    source = parsed("wuling-2019-8")
    article = source.tree.clauses["a2"]
    assert (article.number, article.heading) == ("（二）", "发放=cmd|'/C calc'!A1卡")
    assert source.text[article.start - 1] == "。"
    assert "（二）" not in "".join(source.text[a:b] for a, b in source.tree.clauses["a1"].own)


def test_a_table_of_contents_makes_no_clauses() -> None:
    source = parsed("wuling-2021-2025")
    tree = source.tree
    assert tree.clauses["c1"].start == source.text.index("第一章 发展基础\n")
    assert tree.clauses["preamble"].end == tree.clauses["c1"].start


def test_text_after_a_table_belongs_to_the_clause_around_it() -> None:
    source = parsed("wuling-2021-2025")
    section = source.tree.clauses["c2-s2"]
    assert len(section.own) == 2
    assert source.text[section.own[1][0] :].startswith("注：2020年为实际数。")


def test_the_closing_words_are_a_clause_of_their_own() -> None:
    source = parsed("yunze-2021-5")
    closing = source.tree.clauses["closing"]
    assert source.text[closing.start :].startswith("本意见与现行政策") and source.tree.clauses["i4"].end == closing.start


def test_words_that_a_page_mark_breaks_are_found() -> None:
    source = parsed("yunze-2021-5")
    [(start, end)] = source.normalised.find("市财政局、市人社局配合", source.tree.clauses["i1"].own)
    assert source.text[start:end] == "市财政局、市人\n- 2 -\n社局配合"


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


def outline(pattern: str, contents: str | None = None) -> Outline:
    return Outline.model_validate(
        {"title": "made up", "contents": contents, "levels": [{"kind": "chapter", "prefix": "c", "depth": 1, "pattern": pattern}]}
    )


@pytest.mark.parametrize(
    ("text", "pattern", "number", "heading"),
    [
        ("X1 X光片X\n", r"X(?P<number>\d) (?P<heading>.+)", "X1", "X光片X"),
        ("# 1、**附件**\n", r"# (?P<number>\d)、(?P<heading>.+)", "1", "附件"),
        ("附件1\n", r"(?P<heading>[^\d\n]+)(?P<number>\d)", "1", "附件"),
    ],
)
def test_number_and_heading_are_as_written_without_marks_of_layout(text: str, pattern: str, number: str, heading: str) -> None:
    clause = read_clauses(text, outline(pattern)).clauses["c1"]
    assert (clause.number, clause.heading) == (number, heading)


def test_a_heading_may_end_with_its_line_behind_a_table_of_contents() -> None:
    text = "目录\n1、引进\n2、培养\n1、引进\n引进人才。\n2、培养\n"
    tree = read_clauses(text, outline(r"(?P<number>\d)、(?P<heading>..)$", contents="^目录$"))
    assert [clause.start for clause in tree.clauses.values()] == [0, text.rindex("1、"), text.rindex("2、")]
